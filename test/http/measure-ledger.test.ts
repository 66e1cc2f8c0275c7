import { afterEach, beforeEach, expect, test } from 'vitest';
import { dayOf } from '../../src/kernel/day.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { makePush, type PushApp, subscribe } from '../kit/push.ts';
import { type Agency, aDefaulterRow, aViolationRow, upload } from '../kit/uploads.ts';

// One firm on two lists: the end of one releases only what the other does not ask.
let app: PushApp;
let market: Agency;
let court: Agency;
let finance: Agency;
const firm = aUscc('ledger');

beforeEach(async () => {
  app = await makePush();
  market = await app.agency('SCJGJ', ['feeder'], ['serious-violation'], '示例市市场监督管理局');
  court = await app.agency('FAYUAN', ['feeder'], ['judgment-defaulter'], '示例市人民法院');
  finance = await app.agency('CZJ', ['subscriber'], [], '示例市财政局');
});
afterEach(() => app.stop());

const debtor = (cells: Record<string, string> = {}) =>
  aDefaulterRow(court, 'l', {
    主体类别: '法人及非法人组织',
    '被执行人姓名/名称': '示例l食品有限公司',
    证件类型: '统一社会信用代码',
    证件号码: firm,
    法定代表人: '示例甲',
    ...cells,
  });
const violator = (cells: Record<string, string> = {}) =>
  aViolationRow(market, 'l', { 统一社会信用代码: firm, ...cells });

type Entry = {
  subject: Record<string, unknown>;
  measures: { code: string; since: string; askedBy: { list: string; lifts: string }[] }[];
};
const ledger = async (agency: Agency, query = ''): Promise<Entry[]> => {
  const answer = await agency.api(`/measures/ledger${query}`);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { items: Entry[] }).items;
};
const feedOf = async (id: string) =>
  (
    (await (await finance.api(`/feed?subscription=${id}`)).json()) as {
      items: {
        type: string;
        data: {
          list: string;
          measures: { code: string }[];
          stillAsked: { measure: string; lists: string[] }[];
        };
      }[];
    }
  ).items;

const shared = async () => {
  const { items } = (await (await finance.api('/measures')).json()) as {
    items: { code: string; kind: string; lists: string[] }[];
  };
  return items
    .filter(({ lists }) => lists.includes('serious-violation') && lists.includes('judgment-defaulter'))
    .map(({ code }) => code);
};

test('a lift names what is released, and what another list still asks with that list', async () => {
  const { id } = await subscribe(finance);
  await upload(app, market, { catalog: 'serious-violation', rows: [violator()] });
  await upload(app, court, { catalog: 'judgment-defaulter', rows: [debtor()] });
  await app.relay();
  const asked = (await feedOf(id)).map(({ data }) => data.measures.map(({ code }) => code));
  const both = asked[0]?.filter((code) => asked[1]?.includes(code)) ?? [];
  expect(both.length).toBeGreaterThan(0);
  expect((await shared()).filter((code) => asked[0]?.includes(code))).toEqual(both);

  const today = dayOf(app.deps.clock.now());
  await upload(app, court, { catalog: 'judgment-defaulter', rows: [debtor({ 屏蔽日期: today })] });
  await app.relay();
  const lift = (await feedOf(id)).at(-1);
  expect(lift).toMatchObject({ type: 'credit.listing.removed', data: { list: 'judgment-defaulter' } });
  expect(lift?.data.stillAsked).toEqual(both.map((measure) => ({ measure, lists: ['serious-violation'] })));
  const released = lift?.data.measures.map(({ code }) => code) ?? [];
  expect(released).toEqual(asked[1]?.filter((code) => !both.includes(code)));

  await upload(app, market, {
    catalog: 'serious-violation',
    rows: [violator({ 移出日期: today, 移出原因: '列入满三年' })],
  });
  await app.relay();
  const last = (await feedOf(id)).at(-1);
  expect(last?.data.stillAsked).toEqual([]);
  expect(last?.data.measures.map(({ code }) => code)).toEqual(asked[0]);
});

test('a stay suspends only what no other list asks, and a stayed list asks for nothing when the other ends', async () => {
  const receiver = await subscribe(finance);
  await upload(app, market, { catalog: 'serious-violation', rows: [violator()] });
  await upload(app, court, { catalog: 'judgment-defaulter', rows: [debtor()] });
  await app.relay();
  const [market1 = [], court1 = []] = (await feedOf(receiver.id)).map(({ data }) =>
    data.measures.map(({ code }) => code),
  );
  const both = market1.filter((code) => court1.includes(code));
  const [listing] = await app.query(`select id from listings where list = 'serious-violation'`);
  const stayed = await market.api('/appeals', {
    method: 'POST',
    json: {
      target: { listing: Number(listing?.id) },
      kind: 'reconsideration',
      authority: '示例市人民政府',
      caseNo: '示复〔2026〕8号',
      startedOn: '2026-03-02',
      stayed: true,
      stayDocumentNo: '示复停〔2026〕8号',
    },
  });
  expect(stayed.status).toBe(201);
  await app.relay();
  const stay = (await feedOf(receiver.id)).at(-1)?.data as unknown as Stay;
  expect([stay.flags, stay.measures]).toEqual([['under-appeal', 'stayed'], []]);
  expect(stay.suspended.map(({ code }) => code)).toEqual(market1.filter((code) => !both.includes(code)));
  expect(stay.stillAsked).toEqual(both.map((measure) => ({ measure, lists: ['judgment-defaulter'] })));
  const standing = (await ledger(finance))[0]?.measures as unknown as { code: string; suspended: boolean }[];
  for (const { code, suspended } of standing)
    expect([code, suspended]).toEqual([code, !court1.includes(code)]);

  const today = dayOf(app.deps.clock.now());
  await upload(app, court, { catalog: 'judgment-defaulter', rows: [debtor({ 屏蔽日期: today })] });
  await app.relay();
  const lift = (await feedOf(receiver.id)).at(-1);
  expect([lift?.type, lift?.data.stillAsked]).toEqual(['credit.listing.removed', []]);
  expect(lift?.data.measures.map(({ code }) => code)).toEqual(court1);
});
type Stay = {
  flags: string[];
  measures: unknown[];
  suspended: { code: string }[];
  stillAsked: { measure: string; lists: string[] }[];
};

test('the ledger tells a department what stands against whom, by which lists, and who lifts it', async () => {
  await upload(app, market, { catalog: 'serious-violation', rows: [violator()] });
  await upload(app, court, { catalog: 'judgment-defaulter', rows: [debtor()] });
  const [entry, ...others] = await ledger(finance);
  expect(others).toEqual([]);
  expect(entry?.subject).toMatchObject({ subjectKind: 'organisation', uscc: firm });
  const codes = await shared();
  const both = entry?.measures.find(({ code }) => codes.includes(code));
  expect(both?.askedBy).toMatchObject([
    { list: 'serious-violation', lifts: market.name },
    { list: 'judgment-defaulter', lifts: court.name },
  ]);
  expect(both?.since).toBe('2026-03-02');
  expect(await ledger(finance, `?subject=${firm}`)).toEqual([entry]);
  expect(await ledger(finance, `?subject=${String(entry?.subject.id)}`)).toEqual([entry]);
  const school = await app.agency('KJJ', ['subscriber'], [], '示例市无关局');
  const everybodys = await ledger(school);
  expect(JSON.stringify(everybodys)).not.toContain('PROCUREMENT_BAR');
  const window = await app.agency('CK', ['window']);
  expect((await window.api('/measures/ledger')).status).toBe(403);
  const file = await window.api('/files/query', {
    method: 'POST',
    json: { subject: { type: 'uscc', code: firm }, purpose: 'supervision' },
  });
  expect(((await file.json()) as Entry).measures.map(({ code }) => code)).toEqual(
    expect.arrayContaining(entry?.measures.map(({ code }) => code) ?? []),
  );
});

test('a person stands there masked, never by the number; a number in the address is refused', async () => {
  const person = aCitizenId('ledger');
  await upload(app, court, {
    catalog: 'judgment-defaulter',
    rows: [aDefaulterRow(court, 'p', { 证件号码: person })],
  });
  const entries = await ledger(finance);
  expect(JSON.stringify(entries)).not.toContain(person);
  for (const { subject } of entries) expect(subject).toMatchObject({ subjectKind: 'person' });
  expect(await ledger(finance, `?subject=${aUscc('nobody')}`)).toEqual([]);
  expect((await finance.api(`/measures/ledger?subject=${person.slice(0, 17)}`)).status).toBe(400);
  expect((await finance.api(`/measures/ledger?subject=${person}`)).status).toBe(422);
});

test('information of kind III shows nobody anything: no measure is asked of a department by it', async () => {
  const person = aCitizenId('third');
  await upload(app, court, {
    catalog: 'judgment-defaulter',
    rows: [aDefaulterRow(court, 'q', { 证件号码: person })],
  });
  const stranger = await app.agency('WGJ', ['subscriber'], [], '示例市无关中心');
  await app.query(`update measures set kind = 'III' where '*' = any(departments)`);
  expect(await ledger(stranger)).toEqual([]);
  for (const entry of await ledger(finance))
    for (const { code } of entry.measures)
      expect(await app.query(`select 1 from measures where code = $1 and kind = 'III'`, [code])).toEqual([]);
});

test('pages follow each other without a gap, and each look is audited', async () => {
  const rows = ['a', 'b', 'c'].map((seed) => aViolationRow(market, seed));
  await upload(app, market, { catalog: 'serious-violation', rows });
  const seen: unknown[] = [];
  let after = '';
  do {
    const answer = await finance.api(`/measures/ledger?limit=2${after && `&after=${after}`}`);
    const { items, next } = (await answer.json()) as { items: Entry[]; next: string | null };
    seen.push(...items.map(({ subject }) => subject.uscc));
    after = next ?? '';
  } while (after);
  expect(seen).toEqual(['a', 'b', 'c'].map((seed) => aUscc(seed)));
  expect(
    (await app.query(`select count(*)::int as n from audit_lines where action = 'measure.ledger'`))[0]?.n,
  ).toBe(2);
});
