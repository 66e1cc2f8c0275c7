import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aStoredListing, aSubject } from '../kit/facts.ts';
import { aUscc } from '../kit/identities.ts';
import { draftedBy, draftOfFourLists, onRuleSet1, stepped } from '../kit/rule-sets.ts';

type Agency = Awaited<ReturnType<TestApp['agency']>>;
let app: TestApp;
let drafter: Agency;
let approver: Agency;
let window: Agency;

beforeEach(async () => {
  app = await makeApp();
  await onRuleSet1(app);
  drafter = await app.agency('FGJ', ['registrar']);
  approver = await app.agency('XYB', ['registrar']);
  window = await app.agency('ZWFW', ['window']);
});

const one = async (version: number) => (await drafter.api(`/rule-sets/${version}`)).json();
const check = async (code: string, about: object = {}) =>
  (
    await window.api('/checks', {
      method: 'POST',
      json: { subject: { type: 'uscc', code }, purpose: 'commitment', ...about },
    })
  ).json();
const codeOf = async (answer: Response) => [answer.status, (await answer.json()).code];

test('a draft counts four more lists from the moment it is approved; the check before it stays as it was', async () => {
  const code = aUscc('wages');
  const subjectId = await aSubject(app, { code, name: '示例建筑公司' });
  await aStoredListing(app, { subjectId, agencyId: drafter.id, list: 'wage-arrears' });
  const before = await check(code);
  expect(before).toMatchObject({ outcome: 'eligible', ruleSetVersion: 1 });
  const version = await draftedBy(drafter);
  expect(await check(code)).toMatchObject({ outcome: 'eligible', ruleSetVersion: 1 });
  const approved = await stepped(approver, version, 'approve');
  expect([approved.status, await approved.json()]).toMatchObject([200, { version: 2, state: 'in-force' }]);
  expect(await check(code)).toMatchObject({
    outcome: 'ineligible',
    ruleSetVersion: 2,
    reasons: [{ code: 'list.wage-arrears', basis: expect.stringContaining('农民工工资') }],
  });
  expect(await (await window.api(`/checks/${before.no}`)).json()).toMatchObject({
    outcome: 'eligible',
    ruleSetVersion: 1,
  });
  expect(await one(1)).toMatchObject({ state: 'superseded' });
});

test('a process that has just looked at the rules decides by those approved since', async () => {
  const code = aUscc('other process');
  expect(await check(code)).toMatchObject({ ruleSetVersion: 1 });
  await stepped(approver, await draftedBy(drafter), 'approve');
  expect(await check(code)).toMatchObject({ ruleSetVersion: 2 });
});

test('whoever drafted may not approve: not the same person, not the same agency’s key', async () => {
  const drafted = await draftedBy(drafter);
  expect(await codeOf(await stepped(drafter, drafted, 'approve'))).toEqual([403, 'rule-set.own-draft']);
  const [first, second] = [
    await app.person('FGJ', '登记员甲', ['registrar']),
    await app.person('FGJ', '登记员乙', ['registrar']),
  ];
  const as = (person: typeof first) => ({
    api: (path: string, init: Parameters<Agency['api']>[1] = {}) => {
      const { json, ...rest } = init;
      const headers = { ...(rest.headers as object), cookie: person.cookie, 'sec-fetch-site': 'same-origin' };
      return app.request(`/api/v1${path}`, { ...rest, headers, json });
    },
  });
  expect((await stepped(as(second), drafted, 'approve')).status).toBe(403);
  const byPerson = await draftedBy(as(first));
  expect((await stepped(as(first), byPerson, 'approve')).status).toBe(403);
  expect((await stepped(drafter, byPerson, 'approve')).status).toBe(403);
  expect((await stepped(as(second), byPerson, 'approve')).status).toBe(200);
  expect((await window.api('/rule-sets/1')).status).toBe(403);
});

test('of two who approve at once one wins, the other is told; a stale ETag is refused', async () => {
  const version = await draftedBy(drafter);
  const etag = (await approver.api(`/rule-sets/${version}`)).headers.get('etag') ?? '';
  const both = await Promise.all([1, 2].map(() => stepped(approver, version, 'approve')));
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const late = both.find(({ status }) => status === 409);
  expect(await late?.json()).toMatchObject({ code: 'rule-set.wrong-stage' });
  const stale = await stepped(approver, version, 'approve', { 'if-match': etag });
  expect(await codeOf(stale)).toEqual([412, 'rule-set.precondition']);
  const trail = await app.query(`select about from audit_lines where action = 'rule-set.approve'`);
  expect(trail).toHaveLength(1);
});

test('a version counts from its day on, without any job; withdrawn before, it never does', async () => {
  const code = aUscc('midnight');
  const [kept, dropped] = [
    await draftedBy(drafter, { effectiveFrom: '2026-12-01' }),
    await draftedBy(drafter, { effectiveFrom: '2026-12-01' }),
  ];
  for (const version of [kept, dropped]) await stepped(approver, version, 'approve');
  expect(await one(kept)).toMatchObject({ state: 'approved' });
  expect((await stepped(approver, dropped, 'withdraw')).status).toBe(200);
  app.setNow('2026-11-30T15:59:59Z');
  expect(await check(code)).toMatchObject({ ruleSetVersion: 1 });
  app.setNow('2026-11-30T16:00:00Z');
  expect(await check(code)).toMatchObject({ ruleSetVersion: kept });
  expect(await one(dropped)).toMatchObject({ state: 'withdrawn', withdrawn: { reason: '登记员复核' } });
  expect(await codeOf(await stepped(approver, kept, 'withdraw'))).toEqual([409, 'rule-set.wrong-stage']);
});

test('a draft approved after its day counts from the approval, not from before', async () => {
  const version = await draftedBy(drafter, { effectiveFrom: '2026-11-25' });
  app.setNow('2026-11-27T02:00:00Z');
  const answer = await (await stepped(approver, version, 'approve')).json();
  expect(answer).toMatchObject({ state: 'in-force', effectiveFrom: '2026-11-27' });
});

test('a rollback is a new version of the old content, in force at once', async () => {
  const code = aUscc('back');
  const version = await draftedBy(drafter);
  await stepped(approver, version, 'approve');
  const back = await (await stepped(drafter, 1, 'rollback')).json();
  expect(back).toMatchObject({ version: version + 1, state: 'in-force', basedOn: 1 });
  expect(await check(code)).toMatchObject({ ruleSetVersion: version + 1 });
  const [first, third] = [await one(1), await one(version + 1)];
  expect(third.content.rules).toEqual(first.content.rules);
  const diff = await (await drafter.api(`/rule-sets/${version + 1}/diff?against=1`)).json();
  expect(diff).toMatchObject({ added: [], removed: [], changed: [] });
});

test('the difference names what came, what went and what changed', async () => {
  const { rules, ...rest } = draftOfFourLists();
  const changed = rules
    .filter(({ code }) => code !== 'subject.dissolved')
    .map((rule) => (rule.code === 'feed.stale' ? { ...rule, maxAgeWorkingDays: 5 } : rule));
  const version = await draftedBy(drafter, { ...rest, rules: changed });
  const diff = await (await drafter.api(`/rule-sets/${version}/diff`)).json();
  expect(diff).toMatchObject({
    against: 1,
    removed: [{ code: 'subject.dissolved' }],
    changed: [{ code: 'feed.stale', fields: [{ field: 'maxAgeWorkingDays', before: 3, after: 5 }] }],
  });
  expect(diff.added).toHaveLength(4);
});

test('a draft that cannot stand is refused with every fault, and nothing is kept', async () => {
  const { rules } = draftOfFourLists();
  const wrong = rules
    .filter(({ kind }) => kind !== 'freshness')
    .map((rule) => (rule.code === 'list.wage-arrears' ? { ...rule, list: 'honour' } : rule));
  const answer = await drafter.api('/rule-sets', {
    method: 'POST',
    json: { ...draftOfFourLists(), effectiveFrom: '2026-01-01', rules: [...wrong, wrong[0]] },
  });
  const { code, errors } = await answer.json();
  expect([answer.status, code]).toEqual([422, 'rule-set.unsound']);
  expect(errors.map((fault: { code: string }) => fault.code).sort()).toEqual([
    'rule-set.past-day',
    'rule.code-doubled',
    'rule.kind-doubled',
    'rule.list-unknown',
    'rule.missing',
  ]);
  const unknownField = { ...draftOfFourLists(), version: 7 };
  expect((await drafter.api('/rule-sets', { method: 'POST', json: unknownField })).status).toBe(400);
  expect((await (await drafter.api('/rule-sets')).json()).items).toHaveLength(1);
});

test('nobody rewrites a version, not even in the database', async () => {
  const version = await draftedBy(drafter);
  await stepped(approver, version, 'approve');
  for (const change of [`content = '{}'`, `approved_by = 'x'`, `effective_from = '2020-01-01'`])
    await expect(app.query(`update rule_sets set ${change} where version = ${version}`)).rejects.toThrow();
});

// Every state and every step: what a version can be, and what may be done to it.
const ways = ['draft', 'approved', 'in-force', 'superseded', 'withdrawn'] as const;
const inState = async (state: (typeof ways)[number]): Promise<number> => {
  const later = state === 'approved' ? { effectiveFrom: '2027-01-01' } : {};
  const version = await draftedBy(drafter, later);
  if (state === 'withdrawn') await stepped(drafter, version, 'withdraw');
  if (state === 'approved' || state === 'in-force' || state === 'superseded')
    await stepped(approver, version, 'approve');
  if (state === 'superseded') await stepped(approver, await draftedBy(drafter), 'approve');
  expect(await one(version)).toMatchObject({ state });
  return version;
};
const allowed: Record<(typeof ways)[number], Partial<Record<'approve' | 'withdraw' | 'rollback', string>>> = {
  draft: { approve: 'in-force', withdraw: 'withdrawn' },
  approved: { withdraw: 'withdrawn' },
  'in-force': {},
  superseded: { rollback: 'in-force' },
  withdrawn: {},
};

test.each(
  ways.flatMap((state) =>
    (['approve', 'withdraw', 'rollback'] as const).map((step) => [state, step] as const),
  ),
)('a version that is %s: %s', async (state, step) => {
  const version = await inState(state);
  const answer = await stepped(approver, version, step);
  const body = await answer.json();
  const to = allowed[state][step];
  if (to) expect([answer.ok, body.state]).toEqual([true, to]);
  else expect([answer.status, body.code]).toEqual([409, 'rule-set.wrong-stage']);
  if (!to || step === 'rollback') expect(await one(version)).toMatchObject({ state });
});
