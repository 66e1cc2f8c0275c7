import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aStoredListing, aSubject } from '../kit/facts.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { labelFaults, postForm } from '../kit/page.ts';
import { runRecalls } from '../kit/run-jobs.ts';

let app: TestApp;
let clerk: Awaited<ReturnType<TestApp['person']>>;

beforeEach(async () => {
  app = await makeApp();
  await app.agency('ZWFW', ['window'], [], '示例政务服务中心');
  clerk = await app.person('ZWFW', '窗口一号', ['window']);
});

const check = (form: Record<string, string>) =>
  postForm(clerk, '/desk/checks', {
    'subject.type': 'uscc',
    'subject.name': '',
    purpose: 'commitment',
    matter: '',
    caseNo: 'BJ-2026-7',
    ...form,
  });
const resultOf = async (form: Record<string, string>) => {
  const where = (await check(form)).headers.get('location') ?? '';
  return { where, html: await (await clerk.page(where)).text() };
};
const listed = async (code: string, name: string, type: 'uscc' | 'citizen-id' = 'uscc') => {
  const { id: agencyId } = await app.agency('SCJG', ['feeder'], [], '示例市场监管局');
  return aStoredListing(app, {
    subjectId: await aSubject(app, { type, code, name }),
    agencyId,
    dueOn: '2029-01-05',
  });
};

test('a check redirects to its result sheet, whose address holds a number of its own and nothing of the person', async () => {
  const code = aCitizenId('applicant');
  const { where, html } = await resultOf({ 'subject.type': 'citizen-id', 'subject.code': code });
  expect(where).toMatch(/^\/desk\/checks\/HC20261124-[0-9A-Z]{8}$/);
  expect(html).toContain('可以适用告知承诺');
  expect(html).toContain(`${code.slice(0, 3)}***********${code.slice(-4)}`);
  expect(html).not.toContain(code);
});

test('an ineligible applicant is told the list, the authority, the document, the dates, the basis and the way back', async () => {
  const code = aUscc('listed');
  await listed(code, '云岫<示例>建材有限公司');
  const { html } = await resultOf({ 'subject.code': code });
  for (const words of [
    '不适用告知承诺',
    '本结果为经办参考；不适用告知承诺不等于不予受理，请按一般程序提交证明材料',
    '示例机关',
    '2026-01-05',
    '2029-01-05',
    '第44号',
    '如何恢复',
    '云岫&lt;示例&gt;建材有限公司',
    '异议',
  ])
    expect(html).toContain(words);
  expect(html).not.toContain('<示例>');
});

test('the sheet carries a square to scan, the address and the code that prove it', async () => {
  const { html } = await resultOf({ 'subject.code': aUscc('sheet') });
  expect(html).toContain('aria-label="结果单验证二维码"');
  expect(html).toMatch(/http:\/\/registry\.test\/public\/checks\/HC20261124-/);
});

test('a wrong code draws the form again, keeps what was typed and points at the field', async () => {
  const answer = await check({ 'subject.code': '92440300MA5EXMPX84', caseNo: 'BJ-9' });
  const html = await answer.text();
  expect(answer.status).toBe(422);
  expect(html).toContain('<a href="#subject.code">');
  expect(html).toContain('aria-invalid="true"');
  expect(html).toContain('value="92440300MA5EXMPX84"');
  expect(html).toContain('value="BJ-9"');
  expect(labelFaults(html)).toEqual([]);
});

test("a person's mistyped number is not sent back, neither in the field nor in the refusal", async () => {
  const wrong = `${aCitizenId('x').slice(0, 17)}${aCitizenId('x').endsWith('1') ? '2' : '1'}`;
  const answer = await check({ 'subject.type': 'citizen-id', 'subject.code': wrong });
  expect(answer.status).toBe(422);
  expect(await answer.text()).not.toContain(wrong);
});

test('a clerk confirms once; departing from the advice asks for a reason', async () => {
  const { where } = await resultOf({ 'subject.code': aUscc('confirm') });
  const bare = await postForm(clerk, `${where}/confirm`, { choice: 'departed', note: '' });
  expect([bare.status, await bare.text()]).toEqual([422, expect.stringContaining('<a href="#note">')]);
  const done = await postForm(clerk, `${where}/confirm`, {
    choice: 'departed',
    note: '材料齐全，已按一般程序受理',
  });
  expect([done.status, done.headers.get('location')]).toEqual([303, where]);
  expect(await (await clerk.page(where)).text()).toContain('材料齐全，已按一般程序受理');
  const again = await postForm(clerk, `${where}/confirm`, { choice: 'followed', note: '' });
  expect([again.status, await again.text()]).toEqual([422, expect.stringContaining('该核查已确认')]);
});

test('no page about a listed person holds their number', async () => {
  const code = aCitizenId('listed');
  await listed(code, '示例某', 'citizen-id');
  const { html } = await resultOf({ 'subject.type': 'citizen-id', 'subject.code': code });
  expect(html).toContain('不适用告知承诺');
  expect(html + (await (await clerk.page('/desk/checks')).text())).not.toContain(code);
});

test('a clerk is shown whom to tell when the ground of an earlier answer has fallen', async () => {
  const code = aUscc('recalled');
  const listing = await listed(code, '云岫示例建材有限公司');
  const { where } = await resultOf({ 'subject.code': code });
  expect(await (await clerk.page('/desk/checks')).text()).not.toContain('请告知申请人');
  await app.query(`update listings set disputed_at = '2026-11-24T03:00:00Z' where id = $1`, [listing]);
  await runRecalls(app.deps);
  const html = await (await clerk.page('/desk/checks')).text();
  expect(html).toContain('请告知申请人');
  expect(html).toContain(`href="${where}"`);
  expect(html).toContain('依据正在处理异议');
});

test('another office may not read the sheet, and a feeder may not check', async () => {
  const { where } = await resultOf({ 'subject.code': aUscc('private') });
  await app.agency('QT', ['window'], []);
  const other = await app.person('QT', '窗口二号', ['window']);
  expect((await other.page(where)).status).toBe(404);
  await app.agency('SJ', ['feeder'], []);
  const feeder = await app.person('SJ', '报送员', ['feeder']);
  const refused = await feeder.page('/desk/checks');
  expect([refused.status, await refused.text()]).toEqual([
    403,
    expect.stringContaining('您的角色没有此项权限'),
  ]);
});

test('whoever holds the sheet sees that it is genuine, and nothing of the applicant', async () => {
  const code = aUscc('public');
  await listed(code, '云岫示例建材有限公司');
  const { where } = await resultOf({ 'subject.code': code });
  const [row] = await app.query(`select no, verify_code from checks`);
  const address = `/public/checks/${row?.no}?code=${row?.verify_code}`;
  const seen = await app.app.request(address, { headers: { accept: 'text/html,application/xhtml+xml' } });
  const html = await seen.text();
  expect(where).toContain(String(row?.no));
  expect(html).toContain('<h1>✓ 结果单真实有效</h1>');
  expect(html.indexOf('<h1>')).toBeLessThan(html.indexOf('不适用告知承诺'));
  expect(html).toContain('在有效期内');
  expect(html).toContain('不适用告知承诺');
  expect(html).not.toContain('云岫');
  expect(html).not.toContain(code);
  expect(await (await app.app.request(address)).json()).toMatchObject({ outcome: 'ineligible', valid: true });
  const forged = await app.app.request(`/public/checks/${row?.no}?code=WRONG`, {
    headers: { accept: 'text/html' },
  });
  expect([forged.status, await forged.text()]).toEqual([
    404,
    expect.stringContaining('<h1>✗ 查无此结果单</h1>'),
  ]);
  app.setNow('2036-01-01T02:00:00.000Z');
  const late = await app.app.request(address, { headers: { accept: 'text/html' } });
  expect(await late.text()).toContain('<h1>✗ 结果单真实，但已失效</h1>');
});
