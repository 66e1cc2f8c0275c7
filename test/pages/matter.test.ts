import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { elementsIn, labelFaults, postFile } from '../kit/page.ts';
import { csvOf } from '../kit/uploads.ts';

type Person = Awaited<ReturnType<TestApp['person']>>;
let registrar: Person;
let clerk: Person;

beforeEach(async () => {
  const app = await makeApp();
  await app.agency('FGJ', ['registrar']);
  await app.agency('ZWFW', ['window']);
  registrar = await app.person('FGJ', '登记员', ['registrar']);
  clerk = await app.person('ZWFW', '窗口人员', ['window']);
});

const row = (code: string, list: string, cells: Record<string, string> = {}) => ({
  事项编码: code,
  事项名称: `示例<证明>${code}`,
  清单类别: list,
  实施部门: '示例局',
  设定依据: '示例依据',
  告知书文本: '第一条 告知',
  承诺书文本: '第一条 承诺',
  ...cells,
});
const load = (mode: string, rows: readonly Record<string, string>[]) =>
  postFile(registrar, `/desk/matter-editions?mode=${mode}`, { name: '目录.csv', text: csvOf(rows) });

test('the registrar tries a file, loads it, and everybody finds the matter with its texts', async () => {
  const page = await (await registrar.page('/desk/matters')).text();
  expect(page).toContain('导入新版目录');
  expect(labelFaults(page)).toEqual([]);
  const rows = [row('M-1', '适用告知承诺'), row('M-2', '取消'), row('M-3', '没有这种清单')];
  const tried = await (await load('dry-run', rows)).text();
  expect(tried).toContain('没有写入任何内容');
  const html = await (await load('append', rows)).text();
  for (const text of ['已生成第 1 版目录', '退回', '清单类别']) expect(html).toContain(text);
  const list = await (await clerk.page('/desk/matters?q=&list=cancelled&kind=&department=')).text();
  const named = elementsIn(list).filter(({ attribs }) => attribs.href?.startsWith('/desk/matters/M-'));
  expect(named.map(({ attribs }) => attribs.href)).toEqual(['/desk/matters/M-2']);
  expect(list).toContain('示例&lt;证明&gt;M-2');
  expect(list).not.toContain('导入新版目录');
  expect(labelFaults(list)).toEqual([]);
  const one = await (await clerk.page('/desk/matters/M-1')).text();
  for (const text of ['第一条 告知', '第一条 承诺', '适用告知承诺', '历次版本']) expect(one).toContain(text);
  expect(await (await clerk.page('/desk/matters/M-2')).text()).toContain('不得要求申请人提交证明');
});

test('a file with the wrong columns is refused with what is missing', async () => {
  const answer = await load('append', [{ 名称: '示例' }]);
  const html = await answer.text();
  expect([answer.status, html.includes('缺少必填列“事项编码”')]).toEqual([422, true]);
  expect((await clerk.page('/desk/matters/none')).status).toBe(404);
});
