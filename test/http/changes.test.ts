import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { approved, BASIS, drafted, type Registrar } from '../kit/changes.ts';
import { aStoredListing, aSubject } from '../kit/facts.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { enrol } from '../kit/people.ts';
import { draftedBy, draftOfFourLists, stepped } from '../kit/rule-sets.ts';

type Agency = Awaited<ReturnType<TestApp['agency']>>;
let app: TestApp;
let drafter: Agency;
let approver: Agency;
let window: Agency;

beforeEach(async () => {
  app = await makeApp();
  drafter = await app.agency('FGJ', ['registrar'], [], '示例发改局');
  approver = await app.agency('XYB', ['registrar'], [], '示例信用办');
  window = await app.agency('ZWFW', ['window'], [], '示例政务服务中心');
});

const read = async (answer: Response | Promise<Response>) => (await answer).json();
const codeOf = async (answer: Response | Promise<Response>) => {
  const said = await answer;
  return [said.status, (await said.json()).code];
};
const setting = (key: string, value: number, about: object = {}) => ({
  kind: 'settings',
  content: { settings: [{ key, value }], ...about },
});
const idOf = async (draft: object, by: Registrar = drafter): Promise<string> => {
  const answer = await drafted(by, draft);
  if (answer.status !== 201) throw new Error(`draft: ${answer.status} ${await answer.text()}`);
  return (await answer.json()).id;
};
const settingNow = async (key: string) => {
  const { items } = await read(drafter.api('/settings'));
  return items.find((one: { key: string }) => one.key === key);
};
const inForce = async (draft: object) => approved(approver, await idOf(draft));
const fund = {
  code: 'FUND_LIMIT',
  kind: 'II',
  title: '限制申请财政性资金项目',
  content: '两年内不予受理申请',
  target: '列入名单的主体',
  basis: '《示例市财政资金管理办法》第三条',
  departments: ['财政局'],
  lists: ['serious-violation'],
};
const edition = (measures: object[], about: object = {}) => ({
  kind: 'measures',
  content: { edition: 2027, validFrom: '2026-12-01', measures, ...about },
});
const year2027 = (about: object = {}) => ({
  kind: 'calendar',
  content: {
    year: 2027,
    holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }],
    workdays: [],
    ...about,
  },
});

test('a setting changes by two hands, from its day on, and the trail and the history say who and by which document', async () => {
  const id = await idOf(setting('feedback.deadline', 8, { validFrom: '2026-12-01' }));
  expect(await read(drafter.api(`/changes/${id}`))).toMatchObject({
    state: 'draft',
    basis: BASIS,
    lines: [{ about: '通知反馈期限', before: '10 个工作日', after: '8 个工作日' }],
  });
  expect(await settingNow('feedback.deadline')).toMatchObject({ value: 10, later: [] });
  expect(await codeOf(approved(drafter, id))).toEqual([409, 'change.own-draft']);
  expect(await read(approved(approver, id))).toMatchObject({ state: 'approved', validFrom: '2026-12-01' });
  expect(await settingNow('feedback.deadline')).toMatchObject({
    value: 10,
    later: [{ value: 8, basis: BASIS }],
  });
  app.setNow('2026-11-30T16:00:00Z');
  expect(await settingNow('feedback.deadline')).toMatchObject({
    value: 8,
    basis: BASIS,
    validFrom: '2026-12-01',
  });
  const trail = await app.query(
    `select action, about ->> 'basis' as basis from audit_lines where action like 'change.%' order by at, id`,
  );
  expect(trail).toEqual([
    { action: 'change.draft', basis: BASIS },
    { action: 'change.approve', basis: BASIS },
  ]);
  const { items } = await read(approver.api('/changes?kind=settings&state=approved'));
  expect(items).toMatchObject([{ id, drafted: { name: '示例发改局' }, approved: { name: '示例信用办' } }]);
});

test('a late approval counts from its own day; a draft for yesterday is refused', async () => {
  const id = await idOf(setting('feedback.deadline', 8, { validFrom: '2026-11-25' }));
  app.setNow('2026-11-27T02:00:00Z');
  expect(await read(approved(approver, id))).toMatchObject({ validFrom: '2026-11-27' });
  expect(await codeOf(drafted(drafter, setting('check.validity', 2, { validFrom: '2026-11-26' })))).toEqual([
    422,
    'change.past-day',
  ]);
});

test('one hand is one hand: not the same person, not a second key, not the key of the drafter’s own agency', async () => {
  const people = await Promise.all(
    ['登记员甲', '登记员乙'].map((name) => enrol(app, { agencyId: drafter.id, name, roles: ['registrar'] })),
  );
  const [first, second] = people as [(typeof people)[0], (typeof people)[0]];
  const byKey = await idOf(setting('check.validity', 2));
  const byPerson = await idOf(setting('report.validity', 60), first);
  expect(await codeOf(approved(first, byKey))).toEqual([409, 'change.own-draft']);
  expect(await codeOf(approved(drafter, byPerson))).toEqual([409, 'change.own-draft']);
  expect(await codeOf(approved(first, byPerson))).toEqual([409, 'change.own-draft']);
  expect((await approved(second, byPerson)).status).toBe(200);
  expect(await codeOf(approved(window, byKey))).toEqual([403, 'access.denied']);
  expect(await codeOf(drafted(window, setting('check.validity', 2)))).toEqual([403, 'access.denied']);
  expect((await window.api('/settings')).status).toBe(403);
});

test('of two who approve at once one wins, the other is told, and the law is written once', async () => {
  const third = await app.agency('XXZX', ['registrar']);
  const id = await idOf(setting('check.validity', 2));
  const both = await Promise.all([approved(approver, id), approved(third, id)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const late = both.find(({ status }) => status === 409);
  expect(await late?.json()).toMatchObject({ code: 'change.wrong-stage' });
  expect(await app.query(`select count(*)::int as count from settings where key = 'check.validity'`)).toEqual(
    [{ count: 2 }],
  );
});

test('where the law moved after the draft nothing is approved, whoever moved it', async () => {
  const [first, second] = [
    await idOf(setting('check.validity', 2)),
    await idOf(setting('check.validity', 3)),
  ];
  expect((await approved(approver, first)).status).toBe(200);
  expect(await codeOf(approved(approver, second))).toEqual([409, 'change.outdated']);
  expect(await settingNow('check.validity')).toMatchObject({ value: 2 });
  const [calendar, other] = [await idOf(year2027()), await idOf(year2027({ workdays: ['2027-01-09'] }))];
  expect((await approved(approver, calendar)).status).toBe(200);
  expect(await codeOf(approved(approver, other))).toEqual([409, 'change.outdated']);
  const [measures, later] = [await idOf(edition([fund])), await idOf(edition([fund], { edition: 2028 }))];
  expect((await approved(approver, measures)).status).toBe(200);
  expect(await codeOf(approved(approver, later))).toEqual([409, 'change.outdated']);
  const withdrawn = await approver.api(`/changes/${second}/withdraw`, {
    method: 'POST',
    json: { reason: '已由另一项变更代替' },
  });
  expect(await withdrawn.json()).toMatchObject({
    state: 'withdrawn',
    withdrawn: { reason: '已由另一项变更代替' },
  });
  expect(await codeOf(approved(approver, second))).toEqual([409, 'change.wrong-stage']);
});

const severe = (about: object) => ({ kind: 'severe-lists', content: about });
test.each([
  ['basis.missing', { ...setting('check.validity', 2), basis: '无' }],
  ['basis.missing', { ...setting('check.validity', 2), basis: '-' }],
  ['basis.missing', { ...setting('check.validity', 2), basis: 'test' }],
  ['basis.missing', { ...setting('check.validity', 2), basis: '待定' }],
  ['basis.missing', { ...setting('check.validity', 2), basis: '本市设定' }],
  ['basis.missing', { ...year2027(), basis: '无依据' }],
  ['basis.missing', edition([{ ...fund, basis: '无' }])],
  ['setting.unknown', setting('check.validty', 2)],
  ['setting.unknown', setting('list.no-such-list.term', 12)],
  ['setting.out-of-range', setting('feedback.deadline', -1)],
  ['setting.out-of-range', setting('feedback.deadline', 0)],
  ['setting.out-of-range', setting('feedback.deadline', 7.5)],
  ['setting.out-of-range', setting('publicity.severe.max', 100_000)],
  ['setting.out-of-range', setting('repair.rule', 37)],
  ['setting.out-of-range', setting('subject.minor.age', 16)],
  ['setting.out-of-range', setting('public.judgment-defaulter.persons', 3)],
  ['setting.contradiction', setting('publicity.severe.min', 48)],
  ['setting.contradiction', setting('scorecard.weight.punctuality', 50)],
  ['setting.at-once', setting('public.judgment-defaulter.persons', 0, { validFrom: '2026-12-01' })],
  ['change.no-difference', setting('feedback.deadline', 10)],
  ['measure.honour-harmful', edition([{ ...fund, lists: ['honour'] }])],
  ['measure.honour-harmful', edition([{ ...fund, code: 'INCENTIVE.X', lists: ['honour'] }])],
  [
    'measure.honour-harmful',
    edition([{ ...fund, code: 'INCENTIVE.X', content: '优先办理', kind: 'I', lists: ['honour'] }]),
  ],
  [
    'measure.honour-harmful',
    edition([
      {
        ...fund,
        code: 'INCENTIVE.X',
        title: '优先',
        content: '优先办理',
        lists: ['honour', 'serious-violation'],
      },
    ]),
  ],
  ['measure.list-unknown', edition([{ ...fund, lists: ['no-such-list'] }])],
  ['measure.list-unknown', edition([{ ...fund, lists: ['registration'] }])],
  ['severe-list.unknown', severe({ list: 'honour', termMonths: 12 })],
  ['setting.out-of-range', severe({ list: 'wage-arrears', termMonths: 0 })],
  ['setting.contradiction', setting('list.wage-arrears.removal.corrected.wait', 40)],
  ['basis.missing', severe({ list: 'wage-arrears', cityDocument: '待定' })],
  [
    'severe-list.no-city-document',
    severe({ list: 'serious-violation', cityDocument: '示例市府办发〔2026〕12号' }),
  ],
  ['change.no-difference', severe({ list: 'wage-arrears' })],
  ['calendar.invalid', year2027({ workdays: ['2027-01-04'] })],
  ['calendar.invalid', year2027({ holidays: [{ name: '元旦', from: '2027-01-02', to: '2027-01-02' }] })],
])('%s: refused, nothing kept', async (code, draft) => {
  expect(await codeOf(drafted(drafter, draft))).toEqual([422, code]);
  expect(await app.query('select 1 from changes')).toEqual([]);
});

test('an edition that was loaded before is refused, and so is a number that is none', async () => {
  expect(await codeOf(drafted(drafter, edition([fund], { edition: 2026 })))).toEqual([
    409,
    'measure.edition-loaded',
  ]);
  expect(await codeOf(drafted(drafter, { kind: 'settings', content: {} }))).toEqual([400, 'request.invalid']);
  expect(await codeOf(drafted(drafter, { kind: 'rule-sets', content: {} }))).toEqual([
    400,
    'request.invalid',
  ]);
  expect(await codeOf(drafter.api(`/changes/${app.deps.newId()}`))).toEqual([404, 'change.unknown']);
});

test('a pair moves together where one alone would contradict the other', async () => {
  const pair = [
    { key: 'publicity.severe.min', value: 40 },
    { key: 'publicity.severe.max', value: 48 },
  ];
  expect((await inForce({ kind: 'settings', content: { settings: pair } })).status).toBe(200);
  expect(await settingNow('publicity.severe.min')).toMatchObject({ value: 40 });
});

test('a simulation counts every listing that a term, a removal day or a measure would touch, persons by mask', async () => {
  for (const [place, name] of ['示例甲', '示例乙', '示例丙'].entries()) {
    const subjectId = await aSubject(app, { code: aUscc(name), name: `${name}公司` });
    await aStoredListing(app, { subjectId, agencyId: drafter.id, dueOn: place < 2 ? '2029-01-05' : null });
  }
  const person = await aSubject(app, { code: aCitizenId('p'), name: '示小明', type: 'citizen-id' });
  await aStoredListing(app, { subjectId: person, agencyId: drafter.id, dueOn: '2029-01-05' });
  const settings = [
    { key: 'list.serious-violation.term', value: 24 },
    { key: 'list.serious-violation.removal.performed.wait', value: 6 },
  ];
  const term = await idOf({ kind: 'settings', content: { settings } });
  const simulated = await read(approver.api(`/changes/${term}/simulate`, { method: 'POST' }));
  expect(simulated.simulation).toMatchObject({
    subjectCount: 4,
    effects: [
      { about: expect.stringContaining('列入期限'), count: 4 },
      { about: expect.stringContaining('移出须待'), count: 4 },
    ],
  });
  const first = await read(approver.api(`/changes/${term}/affected?limit=5`));
  const rest = await read(approver.api(`/changes/${term}/affected?limit=5&after=${first.next}`));
  const all = [...first.items, ...rest.items];
  expect([all.length, rest.next]).toEqual([8, null]);
  expect(all).toContainEqual({
    subject: { id: person, kind: 'person', name: '示*明', uscc: null },
    about: expect.stringContaining('列入期限'),
    before: '2029-01-05',
    after: '2028-01-05',
  });
  expect(all).toContainEqual(
    expect.objectContaining({
      about: expect.stringContaining('移出须待'),
      before: '2027-01-05',
      after: '2026-07-05',
    }),
  );
  const measures = await idOf(edition([fund]));
  const asked = await read(approver.api(`/changes/${measures}/simulate`, { method: 'POST' }));
  const own = asked.simulation.effects.find(({ count }: { count: number }) => count > 0);
  expect(asked.simulation).toMatchObject({ subjectCount: 4 });
  expect(own).toMatchObject({
    count: 4,
    about: expect.stringMatching(/严重违法.*不再.*内容有变 限制申请财政性资金项目/),
  });
});

test('the city’s document for a list is entered by two hands, and every reason names it from then on', async () => {
  const code = aUscc('wages');
  const subjectId = await aSubject(app, { code, name: '示例建筑公司' });
  await aStoredListing(app, { subjectId, agencyId: drafter.id, list: 'wage-arrears' });
  const check = async () =>
    read(
      window.api('/checks', {
        method: 'POST',
        json: { subject: { type: 'uscc', code }, purpose: 'commitment' },
      }),
    );
  const before = await check();
  expect(before.reasons[0].basis).toContain('文号待录入');
  const waiting = await draftedBy(drafter, { ...draftOfFourLists(), effectiveFrom: '2026-12-01' });
  await stepped(approver, waiting, 'approve');
  const draft = severe({ list: 'wage-arrears', cityDocument: '示例市府办发〔2026〕12号' });
  expect(await codeOf(drafted(drafter, draft))).toEqual([409, 'change.rule-set-waiting']);
  await stepped(approver, waiting, 'withdraw');
  expect((await inForce(draft)).status).toBe(200);
  const after = await check();
  expect([after.outcome, after.ruleSetVersion > before.ruleSetVersion]).toEqual(['ineligible', true]);
  expect(after.reasons[0].basis).toContain('本市设定（示例市府办发〔2026〕12号）');
});

test('a rule without a basis, or one that turns an honour against its holder, is refused', async () => {
  const draft = draftOfFourLists();
  const harmful = {
    ...{ kind: 'record', code: 'honour.doubt', catalog: 'honour', title: '荣誉', outcome: 'review' },
    ...{ basis: '国发〔2016〕33号', restore: '请核实荣誉。' },
  };
  const rules = draft.rules.map((rule, place) => (place === 0 ? { ...rule, basis: '无' } : rule));
  const answer = await drafter.api('/rule-sets', {
    method: 'POST',
    json: { ...draft, rules: [...rules, harmful] },
  });
  expect([answer.status, await answer.json()]).toMatchObject([
    422,
    { code: 'rule-set.unsound', errors: [{ code: 'rule.basis-missing' }, { code: 'rule.honour-harmful' }] },
  ]);
});

test('the history is paged, newest first, and forgets no filter', async () => {
  const ids: string[] = [];
  for (const value of [2, 3, 4]) ids.push(await idOf(setting('check.validity', value)));
  await idOf(year2027());
  const first = await read(drafter.api('/changes?kind=settings&limit=2'));
  const rest = await read(drafter.api(`/changes?kind=settings&limit=2&after=${first.next}`));
  const shown = [...first.items, ...rest.items].map(({ id }: { id: string }) => id);
  expect([shown.toSorted(), rest.next]).toEqual([ids.toSorted(), null]);
  const auditor = await app.agency('SJ', ['auditor']);
  expect((await auditor.api('/changes')).status).toBe(200);
  expect((await auditor.api(`/changes/${ids[0]}/simulate`, { method: 'POST' })).status).toBe(403);
});
