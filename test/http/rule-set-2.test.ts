import { beforeEach, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { loadReference } from '../../src/law/rulebook/load-reference.ts';
import { severeLists } from '../../src/law/rulebook/severe-lists.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aStoredListing, aSubject } from '../kit/facts.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { onRuleSet1, stepped } from '../kit/rule-sets.ts';
import { type Agency, aPenaltyRow, exampleOf, upload } from '../kit/uploads.ts';

let app: TestApp;
let window: Agency;
let registrar: Agency;
let serial = 0;

beforeEach(async () => {
  app = await makeApp();
  window = await app.agency('ZWFW', ['window'], [], '示例政务服务中心');
  registrar = await app.agency('XYB', ['registrar'], [], '示例信用办');
});

const check = async (code: string, about: Record<string, unknown> = {}, type = 'uscc') => {
  serial += 1;
  const json = { subject: { type, code }, purpose: 'commitment', caseNo: `BJ-${serial}`, ...about };
  return (await window.api('/checks', { method: 'POST', json })).json();
};
const codesOf = ({ outcome, reasons }: { outcome: string; reasons: { code: string }[] }) => [
  outcome,
  ...reasons.map(({ code }) => code),
];
const versions = async () => (await (await registrar.api('/rule-sets')).json()).items;

test.each(severeLists.map(({ code }) => [code]))(
  '%s makes ineligible, by a document that is named',
  async (list) => {
    const code = aUscc(list);
    const subjectId = await aSubject(app, { code, name: '云岫示例商行' });
    await aStoredListing(app, { subjectId, agencyId: registrar.id, list, dueOn: '2029-03-02' });
    const answer = await check(code);
    expect(codesOf(answer)).toEqual(['ineligible', `list.${list}`]);
    expect(answer.reasons[0].basis).toMatch(/告知承诺|较严重的不良信用记录」；本市设定（文号待录入）/);
    expect(answer.reasons[0].restore).not.toContain('三个工作日');
  },
);

test.each(severeLists.map(({ code }) => [code]))('%s is fed, and what was fed counts', async (catalog) => {
  const feeder = await app.agency('BM', ['feeder'], [catalog], '示例主管部门');
  const { counts } = await upload(app, feeder, { catalog, rows: [exampleOf(catalog, feeder)] });
  expect(counts).toMatchObject({ accepted: 1 });
  const [listing] = await app.query(`select s.kind from listings l join subjects s on s.id = l.subject_id`);
  const asked =
    listing?.kind === 'person'
      ? await check('11010519491231002X', {}, 'citizen-id')
      : await check('93440300MA5FAAA13R');
  expect(codesOf(asked)).toEqual(['ineligible', `list.${catalog}`]);
});

const promise = (feeder: Agency, fulfilment: string) => ({
  ...exampleOf('credit-commitment', feeder),
  承诺履行状态: fulfilment,
  ...(fulfilment === '全部履行'
    ? {}
    : { 承诺未履行内容: '示例：场所未达标', 违诺责任追究内容: '示例：撤销许可' }),
});

test('a promise wholly unfulfilled makes ineligible until it is kept; one kept in part is looked at', async () => {
  const catalog = 'credit-commitment';
  const feeder = await app.agency('SP', ['feeder'], [catalog], '示例审批局');
  const feed = (fulfilment: string) => upload(app, feeder, { catalog, rows: [promise(feeder, fulfilment)] });
  const firm = '93440300MA5FAAA13R';
  await feed('全部未履行');
  const broken = await check(firm);
  expect(codesOf(broken)).toEqual(['ineligible', 'commitment.unfulfilled']);
  app.setNow('2026-11-24T03:00:00Z');
  await feed('部分未履行');
  expect(codesOf(await check(firm))).toEqual(['review', 'commitment.partly-unfulfilled']);
  await feed('全部履行');
  expect(codesOf(await check(firm))).toEqual(['eligible']);
  const asOf = await window.api('/checks/as-of', {
    method: 'POST',
    json: { subject: { type: 'uscc', code: firm }, purpose: 'commitment', asOf: broken.decidedAt },
  });
  expect((await asOf.json()).outcome).toBe('ineligible');
});

test('a broken promise still counts after its publicity, as long as nobody has said that it was kept', async () => {
  const catalog = 'credit-commitment';
  const feeder = await app.agency('SP', ['feeder'], [catalog], '示例审批局');
  await upload(app, feeder, { catalog, rows: [promise(feeder, '全部未履行')] });
  app.setNow('2029-04-02T02:00:00Z');
  await jobNamed('end-due-records').run(app.deps, app.deps.clock.now());
  await app.query(`update feeds set last_good_at = '2029-04-02T01:00:00Z'`);
  expect(codesOf(await check('93440300MA5FAAA13R'))).toEqual(['ineligible', 'commitment.unfulfilled']);
});

test('a severe penalty is published for its class’s shortest time, whatever day the row names', async () => {
  const catalog = 'administrative-penalty';
  const feeder = await app.agency('SCJG', ['feeder'], [catalog], '示例市场监管局');
  const severe = { 处罚类别: '责令停产停业', 处罚决定日期: '2026-09-01', 公示截止期: '2026-10-01' };
  const batch = await upload(app, feeder, { catalog, rows: [aPenaltyRow(feeder, '1', severe)] });
  expect(batch.counts).toMatchObject({ accepted: 1, warnings: 1 });
  const [record] = await app.query(`select published_until::text as until, class from records`);
  expect(record).toEqual({ until: '2027-09-01', class: 'severe' });
  const [subject] = await app.query(`select code from subject_identifiers where type = 'uscc'`);
  expect(codesOf(await check(String(subject?.code)))).toEqual(['ineligible', 'penalty.severe']);
});

const registered = (feeder: Agency, code: string, status: string, more: Record<string, string> = {}) => ({
  ...exampleOf('registration', feeder),
  统一社会信用代码: code,
  登记状态: status,
  工商注册号: '',
  组织机构代码: '',
  ...more,
});

test('a revoked licence is looked at until the registration says otherwise', async () => {
  const feeder = await app.agency('SCJG', ['feeder'], ['registration'], '示例市场监管局');
  const code = aUscc('revoked');
  const feed = (status: string, more = {}) =>
    upload(app, feeder, { catalog: 'registration', rows: [registered(feeder, code, status, more)] });
  await feed('吊销，未注销', { 核准日期: '2026-03-02' });
  const answer = await check(code);
  expect(codesOf(answer)).toEqual(['review', 'subject.revoked']);
  expect(answer.reasons[0]).toMatchObject({ list: 'registration', since: '2026-03-02' });
  const other = await app.agency('BJ', ['feeder'], ['registration'], '示例迁入地登记机关');
  const later = registered(other, code, '存续', { 核准日期: '2026-06-01' });
  await upload(app, other, { catalog: 'registration', rows: [later] });
  expect(codesOf(await check(code))).toEqual(['eligible']);
});

test('who is recorded as dead is looked at, and so is the shop that a dead operator left', async () => {
  const feeder = await app.agency('GA', ['feeder'], ['death-record', 'registration'], '示例户籍登记机关');
  const person = aCitizenId('dead');
  const shop = aUscc('92shop');
  const rows = [{ ...exampleOf('death-record', feeder), 证件号码: person, 死亡日期: '2026-10-01' }];
  await upload(app, feeder, {
    catalog: 'registration',
    rows: [
      registered(feeder, shop, '存续', {
        法定代表人或主要负责人: '示例甲',
        法定代表人证件类型: '居民身份证',
        法定代表人证件号码: person,
      }),
    ],
  });
  // A registered source that never sent anything says nothing of the living.
  expect(codesOf(await check(person, {}, 'citizen-id'))).toEqual(['review', 'feed.stale']);
  const { counts } = await upload(app, feeder, { catalog: 'death-record', rows });
  expect(counts).toMatchObject({ accepted: 1 });
  app.setNow('2026-11-24T02:00:05Z');
  const answer = await check(person, {}, 'citizen-id');
  expect(codesOf(answer)).toEqual(['review', 'subject.deceased']);
  expect(codesOf(await check(shop))).toEqual(['review', 'subject.deceased']);
  expect(JSON.stringify(answer)).not.toContain(person);
});

test('the registrar sees which lists count, by which document, and which await the city’s', async () => {
  const [inForce] = await versions();
  expect(inForce).toMatchObject({ version: 2, state: 'in-force' });
  expect(inForce.lists).toHaveLength(severeLists.length);
  const byList = Object.fromEntries(inForce.lists.map((one: { list: string }) => [one.list, one]));
  expect(byList['wage-arrears']).toMatchObject({ outcome: 'ineligible', isDocumentMissing: true });
  expect(byList['serious-violation']).toMatchObject({
    basis: expect.stringContaining('第44号'),
    isDocumentMissing: false,
  });
  const clerk = await app.person('XYB', '登记员甲', ['registrar']);
  const page = await (await clerk.page('/desk/rule-sets/2')).text();
  for (const text of ['严重失信主体名单（可归集 19 个，计入 19 个）', '本市文件文号待录入', '拒服兵役名单'])
    expect(page).toContain(text);
});

test('an installation that judges by rule set 1 goes on so; the official second one waits as a draft, once', async () => {
  await onRuleSet1(app);
  for (let start = 0; start < 2; start++) await loadReference(app.operator);
  expect(await versions()).toMatchObject([
    { version: 2, state: 'draft', basedOn: 1, approvedBy: null, content: { version: 2 } },
    {
      version: 1,
      state: 'in-force',
      lists: expect.arrayContaining([expect.objectContaining({ outcome: null })]),
    },
  ]);
  const code = aUscc('wages');
  const subjectId = await aSubject(app, { code, name: '示例建筑公司' });
  await aStoredListing(app, { subjectId, agencyId: registrar.id, list: 'wage-arrears' });
  expect(await check(code)).toMatchObject({ outcome: 'eligible', ruleSetVersion: 1 });
  expect((await stepped(registrar, 2, 'simulate')).status).toBe(200);
  expect((await stepped(registrar, 2, 'approve')).status).toBe(200);
  expect(await check(code)).toMatchObject({ outcome: 'ineligible', ruleSetVersion: 2 });
  await loadReference(app.operator);
  expect(await versions()).toHaveLength(2);
});
