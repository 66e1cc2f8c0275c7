import { beforeEach, expect, test } from 'vitest';
import { type City, makeCity } from '../kit/cases.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { elementsIn, labelFaults, postForm } from '../kit/page.ts';

let city: City;
let clerk: Awaited<ReturnType<City['person']>>;
beforeEach(async () => {
  city = await makeCity();
  clerk = await city.person('ZWFW', '窗口一号', ['window']);
});

const form = (fields: Record<string, string>) => ({
  'subject.type': 'uscc',
  'subject.name': '',
  purpose: 'own-request',
  caseNo: 'BJ-2026-9',
  ...fields,
});
const make = (fields: Record<string, string>) => postForm(clerk, '/desk/reports', form(fields));

test('a clerk makes a report, is led to its sheet, and finds it in the list', async () => {
  await city.list('1');
  const made = await make({ 'subject.code': aUscc('1') });
  const where = made.headers.get('location') ?? '';
  expect([made.status, where]).toEqual([303, expect.stringMatching(/^\/desk\/reports\/BG20261124-/)]);
  const html = await (await clerk.page(where)).text();
  for (const words of [
    '公共信用信息报告',
    '6. 严重失信主体名单信息',
    '提交虚假材料取得登记',
    '无相关记录',
    '数据版本',
    '校验码',
    '谁查询过',
  ])
    expect(html).toContain(words);
  expect(labelFaults(html)).toEqual([]);
  const sections = elementsIn(html).filter(
    ({ name, attribs }) => name === 'section' && attribs.class?.includes('report-section'),
  );
  expect(sections).toHaveLength(17);
  const list = await (await clerk.page('/desk/reports')).text();
  expect(list).toContain(where.split('/').at(-1));
  expect(labelFaults(list)).toEqual([]);
});

test('a form sent twice makes one report', async () => {
  const onceKey =
    /name="onceKey" value="([^"]+)"/.exec(await (await clerk.page('/desk/reports')).text())?.[1] ?? '';
  const where = await Promise.all(
    [1, 2].map(async () => (await make({ 'subject.code': aUscc('1'), onceKey })).headers.get('location')),
  );
  expect(onceKey).not.toBe('');
  expect(where[0]).toBe(where[1]);
});

test('a refused form says what to do, keeps what was typed, and gives no person’s number back', async () => {
  const code = aCitizenId('typo').replace(/.$/, (last) => (last === '1' ? '2' : '1'));
  const answer = await make({ 'subject.type': 'citizen-id', 'subject.code': code });
  const html = await answer.text();
  expect(answer.status).toBe(422);
  expect(html).toContain('BJ-2026-9');
  expect(html).not.toContain(code);
  const without = await (await make({ 'subject.code': aUscc('1'), caseNo: '' })).text();
  expect(without).toContain('href="#caseNo"');
});

test('the public verifies a report on a page of its own, without its subject', async () => {
  await city.list('1');
  await make({ 'subject.code': aUscc('1') });
  const [kept] = await city.query('select no, verify_code as code from reports');
  const page = await city.request(`/public/reports/${kept?.no}?code=${kept?.code}`, {
    headers: { accept: 'text/html' },
  });
  const html = await page.text();
  expect(html).toContain('<h1>✓ 信用报告真实有效</h1>');
  expect(html).not.toContain('示例1食品有限公司');
  city.setNow('2027-01-24T02:00:00.000Z');
  const later = await city.request(`/public/reports/${kept?.no}?code=${kept?.code}`, {
    headers: { accept: 'text/html' },
  });
  const late = await later.text();
  expect(late).toContain('<h1>✗ 信用报告真实，但已失效</h1>');
  expect(late).toContain('已过有效期');
  const forged = await city.request(`/public/reports/${kept?.no}?code=FORGED0000`, {
    headers: { accept: 'text/html' },
  });
  expect([forged.status, await forged.text()]).toEqual([
    404,
    expect.stringContaining('<h1>✗ 查无此信用报告</h1>'),
  ]);
});
