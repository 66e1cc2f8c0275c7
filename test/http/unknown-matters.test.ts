import { beforeEach, expect, test } from 'vitest';
import { loadMatters } from '../../src/law/matters/load-matters.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aUscc } from '../kit/identities.ts';
import { postForm } from '../kit/page.ts';

let app: TestApp;
let window: Awaited<ReturnType<TestApp['agency']>>;

beforeEach(async () => {
  app = await makeApp();
  window = await app.agency('ZWFW', ['window'], [], '示例政务服务中心');
});

const aMatter = (code: string, name: string) => ({
  code,
  name,
  department: '示例市场监管局',
  basis: '示例依据',
  riskClass: null,
  isCommitmentAllowed: true,
});
const load = async () => {
  await loadMatters(app.operator, [
    aMatter('SPJY-0001', '示例食品经营许可'),
    aMatter('SPJY-0002', '示例食品生产许可'),
    aMatter('GGWS-0001', '示例公共场所卫生许可'),
  ]);
  app.setNow('2026-11-24T02:00:05Z');
};
const asked = (matter: string) => ({
  subject: { type: 'uscc', code: aUscc('applicant') },
  purpose: 'commitment',
  matter,
});
const check = async (matter: string, headers: Record<string, string> = {}) => {
  const answer = await window.api('/checks', { method: 'POST', json: asked(matter), headers });
  return { status: answer.status, ...(await answer.json()) };
};
const kept = () => app.query('select no from checks');

test('a matter that no edition knows is refused with the nearest codes, and no sheet is made', async () => {
  await load();
  const refused = await check('SPJY-001');
  expect(refused).toMatchObject({ status: 422, code: 'check.matter-unknown' });
  expect(
    refused.errors.map(({ pointer, suggestion }: Record<string, string>) => [pointer, suggestion]),
  ).toEqual([
    ['/matter', 'SPJY-0001'],
    ['/matter', 'SPJY-0002'],
  ]);
  expect((await check('ggws-0001')).errors).toMatchObject([{ suggestion: 'GGWS-0001' }]);
  expect((await check('XYZ-77-123456')).errors).toMatchObject([
    { pointer: '/matter', code: 'matter.unknown' },
  ]);
  expect(await kept()).toEqual([]);
  expect(await check('SPJY-0001')).toMatchObject({ status: 201, outcome: 'eligible', matterNote: null });
});

test('the name of a matter is no code: it is refused, and the code of that name suggested', async () => {
  await load();
  const refused = await check('示例食品经营许可');
  expect(refused).toMatchObject({ status: 422, code: 'check.matter-unknown' });
  expect(refused.errors[0]).toMatchObject({ suggestion: 'SPJY-0001' });
  expect(await kept()).toEqual([]);
});

test('a key that would be answered twice gets the same refusal, and then its answer', async () => {
  await load();
  const key = { 'idempotency-key': 'once-00000001' };
  expect(await check('SPJY-9999', key)).toMatchObject({ status: 422, code: 'check.matter-unknown' });
  expect(await kept()).toEqual([]);
});

test('in a batch the entry has its own error, and the others are answered', async () => {
  await load();
  const answer = await window.api('/checks/batch', {
    method: 'POST',
    json: { checks: [asked('SPJY-0001'), asked('食品'), asked('SPJY-0003'), asked('GGWS-0001')] },
  });
  const { items } = await answer.json();
  expect(items).toMatchObject([
    { ok: true, check: { matter: 'SPJY-0001', outcome: 'eligible' } },
    { ok: false, error: { code: 'check.matter-unknown' } },
    { ok: false, error: { code: 'check.matter-unknown', errors: [{ pointer: '/matter' }, {}] } },
    { ok: true, check: { matter: 'GGWS-0001', outcome: 'eligible' } },
  ]);
  expect(await kept()).toHaveLength(2);
  const lines = await app.query(`select about from audit_lines where action = 'check.run'`);
  expect(lines).toHaveLength(2);
});

test('before any edition a code is kept and not judged, and answer and sheet say so; words are refused', async () => {
  const answer = await check('SPJY-0001');
  expect(answer).toMatchObject({
    status: 201,
    outcome: 'eligible',
    matter: 'SPJY-0001',
    matterNote: expect.stringContaining('事项目录未载入'),
  });
  const clerk = await app.person('ZWFW', '示例经办', ['window']);
  const sheet = await (await clerk.page(`/desk/checks/${answer.no}`)).text();
  expect(sheet).toContain('事项目录未载入');
  for (const words of ['食品经营许可', 'SPJY 0001', 'M\u001f1', '<b>'])
    expect(await check(words)).toMatchObject({ status: 422, code: 'check.matter-unknown' });
});

test('an edition that emptied the catalogue is an edition all the same', async () => {
  await load();
  await app.query('delete from matters');
  app.setNow('2026-11-24T02:00:10Z');
  expect(await check('SPJY-0001')).toMatchObject({ status: 422, code: 'check.matter-unknown' });
});

test('asked again after its matter left the catalogue, a check is refused, and so is a look back', async () => {
  const before = await check('SPJY-7777');
  await load();
  const again = await window.api(`/checks/${before.no}/recheck`, { method: 'POST' });
  expect([again.status, (await again.json()).code]).toEqual([422, 'check.matter-unknown']);
  const asOf = await window.api('/checks/as-of', {
    method: 'POST',
    json: { ...asked('SPJY-7777'), asOf: '2026-11-24T02:00:02Z' },
  });
  expect([asOf.status, (await asOf.json()).code]).toEqual([422, 'check.matter-unknown']);
});

test('the desk tells the clerk at the field, and suggests the code', async () => {
  await load();
  const clerk = await app.person('ZWFW', '示例经办', ['window']);
  const refused = await postForm(clerk, '/desk/checks', {
    'subject.type': 'uscc',
    'subject.code': aUscc('applicant'),
    purpose: 'commitment',
    matter: '示例食品经营许可',
  });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('SPJY-0001');
});
