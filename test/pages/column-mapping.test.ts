import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { elementsIn, labelFaults, postFile, postForm } from '../kit/page.ts';
import { runQueue } from '../kit/run-jobs.ts';
import { type Agency, aViolationRow, csvOf } from '../kit/uploads.ts';

let app: TestApp;
let office: Agency;
let feeder: Awaited<ReturnType<TestApp['person']>>;
const catalog = 'serious-violation';

beforeEach(async () => {
  app = await makeApp();
  office = await app.agency('SCJG', ['feeder'], [catalog], '示例市场监管局');
  feeder = await app.person('SCJG', '报送员', ['feeder']);
});

const file = () => {
  const { 企业名称, 列入决定书文号, ...row } = aViolationRow(office, '1');
  return csvOf([
    { ...row, 户名: 企业名称 ?? '', 列入决定书文号码: 列入决定书文号 ?? '', '<i>内部</i>': 'x' },
  ]);
};
const upload = () =>
  postFile(feeder, `/desk/batches?catalog=${catalog}&mode=append`, { name: '名单.csv', text: file() });
const mappingPath = `/desk/batches/mapping?catalog=${catalog}`;
const optionsOf = (html: string) =>
  elementsIn(html).filter(({ name, attribs }) => name === 'option' && 'selected' in attribs);

test('after a refused header the clerk says once what her columns are, and the same file is taken', async () => {
  const refused = await upload();
  const html = await refused.text();
  expect(refused.status).toBe(422);
  expect(html).toContain('本单位的列名与目录不同');
  expect(html).not.toContain('<i>内部</i>');
  expect(labelFaults(html)).toEqual([]);
  expect(optionsOf(html).map(({ attribs }) => attribs.value)).toEqual(['documentNo']);

  const saved = await postForm(feeder, mappingPath, {
    'header.0': '户名',
    'field.0': 'subjectName',
    'header.1': '列入决定书文号码',
    'field.1': 'documentNo',
    'header.2': '<i>内部</i>',
    'field.2': '-',
  });
  const where = saved.headers.get('location') ?? '';
  expect([saved.status, where]).toEqual([303, `/desk/batches/new?catalog=${catalog}&saved=1`]);
  const page = await (await feeder.page(where)).text();
  expect(page).toContain('已保存。请重新选择文件上传。');
  expect(page).toContain('户名 → 企业名称');
  expect(page).toContain('&lt;i&gt;内部&lt;/i&gt; → 忽略');
  expect(labelFaults(page)).toEqual([]);

  const taken = await upload();
  expect(taken.status).toBe(303);
  await runQueue(app.deps);
  expect(await app.query('select name from subjects')).toEqual([{ name: '示例1食品有限公司' }]);
});

test('a choice that cannot be kept is told beside the same form', async () => {
  const answer = await postForm(feeder, mappingPath, { 'header.0': '家庭住址', 'field.0': 'reason' });
  const html = await answer.text();
  expect(answer.status).toBe(422);
  expect(html).toContain('“家庭住址”：该列属于不得归集的个人信息');
  expect(html).toContain('href="#field.0"');
  expect(labelFaults(html)).toEqual([]);
});

test('what was saved before stays beside what is added, and is taken back by one button', async () => {
  await postForm(feeder, mappingPath, { 'header.0': '户名', 'field.0': 'subjectName' });
  await postForm(feeder, mappingPath, { 'header.0': '流水', 'field.0': '-' });
  const html = await (await feeder.page(`/desk/batches/new?catalog=${catalog}`)).text();
  expect(html).toMatch(/户名 → 企业名称[\s\S]*流水 → 忽略/);
  const removed = await postForm(feeder, `/desk/batches/mapping/remove?catalog=${catalog}`, {});
  expect(removed.status).toBe(303);
  expect(await (await feeder.page(`/desk/batches/new?catalog=${catalog}`)).text()).not.toContain('户名 →');
});

test('who may not feed may not map', async () => {
  await app.agency('CK', ['window'], []);
  const clerk = await app.person('CK', '窗口一号', ['window']);
  expect((await postForm(clerk, mappingPath, { 'header.0': '户名', 'field.0': 'subjectName' })).status).toBe(
    403,
  );
});
