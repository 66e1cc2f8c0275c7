import { afterEach, beforeEach, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { loadMeasures } from '../../src/law/measures/load-measures.ts';
import { byTwoHands } from '../kit/changes.ts';
import { type Agency, eventOf, makePush, type PushApp, subscribe } from '../kit/push.ts';

let push: PushApp;
let finance: Agency;
let registrar: Agency;
beforeEach(async () => {
  push = await makePush();
  await push.query('truncate measures');
  await loadMeasures(push.operator);
  push.setNow('2026-11-24T02:00:00Z');
  finance = await push.agency('CZJ', ['subscriber'], [], '虚构市财政局');
  registrar = await push.agency('XXZX', ['registrar'], [], '虚构市信用中心');
});
afterEach(async () => {
  await push.query('truncate measures');
  await push.stop();
});

type Line = { code: string; edition: number; kind: string; lists: string[]; validUntil: string | null };
const measures = async (query = '') =>
  ((await (await finance.api(`/measures${query}`)).json()) as { items: Line[] }).items;
const fund = {
  code: 'FUND_LIMIT',
  kind: 'II',
  title: '限制申请财政性资金项目（新版）',
  content: '两年内不予受理申请',
  target: '列入名单的主体',
  basis: '《虚构市财政资金管理办法》第三条',
  departments: ['财政局'],
  lists: ['judgment-defaulter'],
};
const edition = (about: object = {}) => ({
  edition: 2027,
  validFrom: '2026-12-01',
  source: '全国失信惩戒措施基础清单（虚构新版）',
  measures: [fund],
  ...about,
});
const draft = (json: unknown, by = registrar) => by.api('/measures', { method: 'POST', json });
const load = (json: unknown, by = registrar) => byTwoHands(push, draft(json, by));
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const told = async (seed: string, about: { kind?: string; list?: string } = {}) => {
  const listing = await push.aListing(seed, about);
  await push.tell(eventOf(listing, 'created'));
  await push.relay();
  return listing;
};

test('measures are asked for by list, kind and edition', async () => {
  const all = await measures();
  const some = await measures('?list=judgment-defaulter&kind=I');
  expect(some).toEqual(all.filter(({ kind, lists }) => kind === 'I' && lists.includes('judgment-defaulter')));
  expect(some.length).toBeGreaterThan(0);
  expect(await measures('?edition=1999')).toEqual([]);
  expect(await measures('?edition=2026')).toEqual(all);
  expect((await finance.api('/measures?kind=IV')).status).toBe(400);
});

test('a new edition rules from its day on, and old notices still read as they were asked', async () => {
  const made = await subscribe(finance);
  await told('a');
  expect((await load(edition())).status).toBe(200);
  expect((await measures()).length).toBeGreaterThan(10);
  push.setNow('2026-12-01T02:00:00Z');
  expect(await measures()).toMatchObject([{ code: 'FUND_LIMIT', edition: 2027, validUntil: null }]);
  expect((await measures('?edition=2026')).every(({ validUntil }) => validUntil === '2026-12-01')).toBe(true);
  await told('b');
  const feed = (await (await finance.api(`/feed?subscription=${made.id}`)).json()) as {
    items: { data: { measures: { code: string; title: string }[] } }[];
  };
  const [before, after] = feed.items.map(({ data }) => data.measures);
  expect(before?.length).toBeGreaterThan(1);
  expect(after).toMatchObject([{ code: 'FUND_LIMIT', title: fund.title }]);
  const clerk = await push.person('CZJ', '订阅员', ['subscriber']);
  const notices = (await (await finance.api('/notices')).json()) as { items: { id: string; seq: number }[] };
  const page = async (seq: number) =>
    (await clerk.page(`/desk/notices/${notices.items.find((one) => one.seq === seq)?.id}`)).text();
  expect(await page(1)).not.toContain('新版');
  expect(await page(2)).toContain('虚构市财政资金管理办法');
});

test('starting anew brings back nothing that a new edition has ended', async () => {
  await load(edition());
  await push.query(`delete from measures where edition = 2026 and code = 'HONOUR_LIMIT'`);
  await loadMeasures(push.operator);
  push.setNow('2026-12-02T02:00:00Z');
  expect((await measures()).map(({ code }) => code)).toEqual(['FUND_LIMIT']);
});

test('an edition is loaded once, in order, by the registrar, for lists that exist', async () => {
  expect(await codeOf(await load(edition(), finance))).toBe('access.denied');
  expect(await codeOf(await load(edition({ edition: 2026 })))).toBe('measure.edition-loaded');
  expect(await codeOf(await load(edition({ validFrom: '2024-01-01' })))).toBe('change.past-day');
  expect(await codeOf(await load(edition({ measures: [{ ...fund, lists: ['no-such-list'] }] })))).toBe(
    'measure.list-unknown',
  );
  expect((await load(edition({ measures: [fund, fund] }))).status).toBe(400);
  expect((await load(edition({ measures: [{ ...fund, basis: '' }] }))).status).toBe(400);
  const waiting = await draft(edition());
  expect([waiting.status, waiting.headers.get('location')]).toEqual([
    202,
    `/api/v1/changes/${((await waiting.clone().json()) as { id: string }).id}`,
  ]);
  expect(await measures('?edition=2027')).toEqual([]);
  expect((await byTwoHands(push, waiting)).status).toBe(200);
  expect(await codeOf(await load(edition()))).toBe('measure.edition-loaded');
  const later = await draft(edition({ edition: 2025, validFrom: '2027-01-01' }));
  expect((await byTwoHands(push, later)).status).toBe(200);
  expect(
    await push.query(`select about->>'edition' as edition from audit_lines where action = 'change.approve'`),
  ).toEqual([{ edition: '2027' }, { edition: '2025' }]);
});

test('kind III is information: it asks no feedback, and alone it carries no person’s data', async () => {
  await load(edition({ validFrom: '2026-11-24', measures: [{ ...fund, kind: 'III', departments: ['*'] }] }));
  const made = await subscribe(finance);
  await told('p', { kind: 'person' });
  await told('o');
  const feed = (await (await finance.api(`/feed?subscription=${made.id}`)).json()) as { items: unknown[] };
  expect(feed.items).toMatchObject([
    { data: { subject: { kind: 'organisation' }, measures: [], information: [{ code: 'FUND_LIMIT' }] } },
  ]);
  await jobNamed('reckon-duties').run(push.deps, push.deps.clock.now());
  expect(await push.query('select kind, feedback_due_on::text as due from notice_duties')).toEqual([
    { kind: 'inform', due: null },
  ]);
});

test('whoever was told hears of the lift, though the filter or the edition asks nothing of them by now', async () => {
  const made = await subscribe(finance);
  const person = await told('p', { kind: 'person' });
  const organisation = await told('o');
  await load(edition({ validFrom: '2026-11-24', measures: [{ ...fund, departments: ['教育局'] }] }));
  await finance.api(`/subscriptions/${made.id}`, {
    method: 'PATCH',
    json: { filter: { lists: ['honour'] } },
  });
  await told('q', { kind: 'person' });
  const stranger = await push.aListing('s');
  for (const listing of [person, organisation, stranger]) await push.tell(eventOf(listing, 'removed'));
  await push.relay();
  const feed = (await (await finance.api(`/feed?subscription=${made.id}&after=2`)).json()) as {
    items: { type: string; data: { listingId: number } }[];
  };
  expect(feed.items.map(({ type, data }) => [type, data.listingId])).toEqual([
    ['credit.listing.removed', person.id],
    ['credit.listing.removed', organisation.id],
  ]);
});

// As the program seeded them until November 2026; the city had given the bar to a department of its own.
const seededBefore = async () => {
  await push.query('truncate measures');
  const cells = 'code, edition, kind, title, content, target, basis, departments, lists, valid_from';
  for (const seeded of [
    [
      'HONOUR_LIMIT',
      '市场监督管理严重违法失信名单管理办法（总局令第44号）第十五条',
      '文明办',
      'judgment-defaulter',
    ],
    ['MARKET_ENTRY.BIDDING_BAR', '招标投标法第五十三条、第五十四条、第六十条', '财政局', 'serious-violation'],
    ['OWN_MEASURE', '示例市条例第三条', '财政局', 'serious-violation'],
  ])
    await push.query(
      `insert into measures (${cells}) values ($1, 2024, 'II', '题', '内容', '主体', $2, array[$3],
        array['judgment-defaulter', $4], '2024-01-01')`,
      seeded,
    );
  await push.query(`update measures set lists = array['judgment-defaulter', 'serious-violation']`);
};
type Whole = Line & { basis: string; departments: string[]; title: string };
const inForce = async (code: string) =>
  ((await measures()) as Whole[]).find((measure) => measure.code === code);

test('a deployment that runs on the seeded edition gets the mended one the next day, with its own words kept', async () => {
  await seededBefore();
  await subscribe(finance);
  await told('a', { list: 'serious-violation' });
  await loadMeasures(push.operator);
  await loadMeasures(push.operator);
  expect(await inForce('MARKET_ENTRY.BIDDING_BAR')).toMatchObject({
    edition: 2024,
    validUntil: '2026-11-25',
  });
  push.setNow('2026-11-25T02:00:00Z');
  const bar = await inForce('MARKET_ENTRY.BIDDING_BAR');
  expect(bar).toMatchObject({
    edition: 2026,
    lists: ['judgment-defaulter'],
    departments: ['财政局'],
    title: '题',
  });
  expect(bar?.basis).not.toContain('招标投标法');
  expect((await inForce('HONOUR_LIMIT'))?.basis).not.toContain('44');
  expect(await inForce('OWN_MEASURE')).toMatchObject({ edition: 2026, basis: '示例市条例第三条' });
  expect(await inForce('MARKET_ENTRY.LICENSE_BAR')).toMatchObject({ edition: 2026, kind: 'I' });
  const clerk = await push.person('CZJ', '订阅员', ['subscriber']);
  const [notice] = ((await (await finance.api('/notices')).json()) as { items: { id: string }[] }).items;
  expect(await (await clerk.page(`/desk/notices/${notice?.id}`)).text()).toContain('招标投标法第五十三条');
});

test('an edition that the city loaded itself is not set aside by the delivered one', async () => {
  await seededBefore();
  await load(edition({ validFrom: '2026-11-24' }));
  await loadMeasures(push.operator);
  push.setNow('2026-12-24T02:00:00Z');
  expect(await measures()).toMatchObject([{ code: 'FUND_LIMIT', edition: 2027 }]);
});

test('a bar that binds persons is asked for a person, never for a firm, and the preview says the same', async () => {
  const market = await push.agency('SCJ', ['subscriber'], [], '虚构市市场监督管理局');
  const { id } = await subscribe(market, { filter: { measures: ['POSITION_BAR'] } });
  const person = await told('p', { kind: 'person' });
  await told('o');
  const feed = (await (await market.api(`/feed?subscription=${id}`)).json()) as {
    items: { data: { listingId: number } }[];
  };
  expect(feed.items.map(({ data }) => data.listingId)).toEqual([person.id]);
  const ledger = (await (await market.api('/measures/ledger')).json()) as {
    items: { subject: { subjectKind: string }; measures: { code: string }[] }[];
  };
  const barred = ledger.items.filter(({ measures: own }) => own.some(({ code }) => code === 'POSITION_BAR'));
  expect(barred.map(({ subject }) => subject.subjectKind)).toEqual(['person']);
});
