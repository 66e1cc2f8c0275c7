import { beforeAll, expect, test } from 'vitest';
import { found, makeOffices } from '../kit/assistance.ts';
import { type Hall, makeHall, type Promisor } from '../kit/commitments.ts';
import { makeComplaintCity } from '../kit/complaints.ts';
import { openTestDb } from '../kit/database.ts';
import { aUscc } from '../kit/identities.ts';
import { aPicture } from '../kit/pictures.ts';

beforeAll(async () => void (await openTestDb()));

const scan = aPicture('png');
const firm = (no: number): Promisor => ({
  type: 'uscc',
  code: aUscc(`91统${no}`),
  name: `示例统计${no}号食品有限公司`,
});

type Figures = Record<string, number>;
type Row = { key: string; name: string; figures: Figures };
type Answer = { from: string; to: string; items: Row[]; total: Figures };

const read = async (hall: Hall, query: string, who = hall.window): Promise<Answer> =>
  (await who.api(`/promise-statistics${query}`)).json();
const moves = async (hall: Hall, query: string): Promise<{ items: { no: string }[]; next: string | null }> =>
  (await hall.window.api(`/promise-statistics/moves?${query}`)).json();

// One is handled, one is signed and taken back, one refused, one stays a draft.
const aMonth = async () => {
  const hall = await makeHall();
  const drafts: string[] = [];
  for (const no of [1, 2, 3, 4]) drafts.push((await hall.promised(firm(no))).no);
  const [handled = '', back = '', refused = ''] = drafts;
  for (const no of [handled, back]) await hall.step(no, 'sign', { way: 'by-hand', scan });
  await hall.step(handled, 'handle', {});
  await hall.step(back, 'withdraw', {});
  await hall.step(refused, 'refuse', {});
  return { hall, drafts, handled, back, refused };
};

const EXPECTED = {
  'commitment.draft': 4,
  'commitment.refused': 1,
  'commitment.signed': 2,
  'commitment.withdrawn': 1,
  'commitment.handled': 1,
  'commitment.verified': 0,
  'commitment.breached': 0,
  'commitment.reopened': 0,
  'assistance.asked': 0,
  'assistance.in-time': 0,
  'assistance.late': 0,
  'complaint.received': 0,
  'complaint.asked': 0,
  'complaint.mended': 0,
  'complaint.unfounded': 0,
  'complaint.transferred': 0,
};

test('a month adds up with what was done, by matter, unit and month, and each figure opens its list', async () => {
  const { hall, drafts, back } = await aMonth();
  for (const by of ['matter', 'agency', 'month']) {
    const { from, to, items, total } = await read(hall, `?by=${by}`);
    expect([from, to, total]).toEqual(['2026-11-01', '2026-11-24', EXPECTED]);
    expect(items).toHaveLength(1);
    expect(items[0]?.figures).toEqual(EXPECTED);
  }
  expect((await read(hall, '')).items[0]).toMatchObject({
    key: 'ZM-1',
    name: '示例：经营场所使用证明',
  });
  expect((await read(hall, '?by=agency')).items[0]).toMatchObject({ name: '示例市政务服务中心' });
  expect((await read(hall, '?by=month')).items[0]).toMatchObject({ key: '2026-11' });
  for (const [event, count] of Object.entries(EXPECTED)) {
    const { items } = await moves(hall, `event=${event}&by=matter&only=ZM-1`);
    expect([event, items.length]).toEqual([event, count]);
  }
  expect((await moves(hall, 'event=commitment.withdrawn')).items).toMatchObject([{ no: back }]);
  const first = await moves(hall, 'event=commitment.draft&limit=3');
  const rest = await moves(hall, `event=commitment.draft&limit=3&after=${first.next}`);
  expect([...first.items, ...rest.items].map(({ no }) => no).sort()).toEqual([...drafts].sort());
  expect(rest.next).toBeNull();
});

test('the audit lines of the same steps are as many', async () => {
  const { hall } = await aMonth();
  const counted = await hall.query(
    `select action, count(*)::int as count from audit_lines where action like 'commitment.%' group by action`,
  );
  const lines = Object.fromEntries(counted.map(({ action, count }) => [action, count]));
  expect(lines).toMatchObject({
    'commitment.draft': EXPECTED['commitment.draft'],
    'commitment.sign': EXPECTED['commitment.signed'],
    'commitment.withdraw': EXPECTED['commitment.withdrawn'],
    'commitment.refuse': EXPECTED['commitment.refused'],
    'commitment.handle': EXPECTED['commitment.handled'],
  });
});

test('a step that is refused, and one made twice, counts no further', async () => {
  const { hall, handled } = await aMonth();
  for (const step of ['handle', 'withdraw']) expect((await hall.step(handled, step, {})).status).toBe(409);
  const key = { 'idempotency-key': 'draft-once' };
  const check = await hall.confirmed(firm(5));
  await hall.draft(check, {}, key);
  await hall.draft(check, {}, key);
  expect((await read(hall, '')).total).toEqual({ ...EXPECTED, 'commitment.draft': 5 });
});

test('the span is of whole days in Beijing, and another one is empty', async () => {
  const { hall } = await aMonth();
  const of = async (span: string) => (await read(hall, `?${span}`)).total['commitment.signed'];
  expect(await of('from=2026-11-24&to=2026-11-24')).toBe(2);
  expect(await of('from=2026-11-25&to=2026-11-30')).toBe(0);
  expect(await of('from=2026-11-01&to=2026-11-23')).toBe(0);
});

test('a window sees its own, the registrar all, a department its own', async () => {
  const { hall } = await aMonth();
  expect((await read(hall, '', hall.registrar)).total).toEqual(EXPECTED);
  expect((await read(hall, '', hall.market)).items).toEqual([]);
});

test.each([
  ['from=2026-11-24&to=2026-11-01', 'request.invalid'],
  ['from=2026-02-30', 'request.invalid'],
  ['from=0001-01-01', 'request.invalid'],
  ['by=person', 'request.invalid'],
  ['what=else', 'request.invalid'],
])('what nobody can count is refused: %s', async (query, code) => {
  const hall = await makeHall();
  const answer = await hall.window.api(`/promise-statistics?${query}`);
  expect([answer.status, (await answer.json()).code]).toEqual([400, code]);
});

test('the sheet says the same, with the sum below', async () => {
  const { hall } = await aMonth();
  const answer = await hall.window.api('/promise-statistics.xlsx');
  expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
    200,
    'attachment; filename="promises-2026-11-01-2026-11-24.xlsx"',
  ]);
  expect(new Uint8Array(await answer.arrayBuffer()).length).toBeGreaterThan(1000);
});

test('a promise names nobody in the figures', async () => {
  const { hall } = await aMonth();
  const kept = await hall.query('select * from promise_moves order by id');
  expect(Object.keys(kept[0] ?? {}).sort()).toEqual(['agency_id', 'at', 'event', 'id', 'matter', 'no']);
  await expect(hall.query('delete from promise_moves')).rejects.toThrow();
});

test('an answer to another office counts as in time or late, for the office that was asked', async () => {
  const offices = await makeOffices();
  const [early, late] = [await offices.asked(), await offices.asked()];
  await offices.step(offices.police, early, 'answer', found);
  offices.setNow('2026-12-09T02:00:00Z');
  await offices.step(offices.police, late, 'answer', found);
  const { total } = await (await offices.police.api('/promise-statistics?from=2026-11-01')).json();
  expect(total).toMatchObject({ 'assistance.asked': 2, 'assistance.in-time': 1, 'assistance.late': 1 });
  const asker = await (await offices.window.api('/promise-statistics?from=2026-11-01')).json();
  expect(asker.items).toEqual([]);
});

test('a complaint counts for its unit only in what the unit is told of', async () => {
  const city = await makeComplaintCity();
  const { no } = await city.asked();
  await city.step(no, 'find');
  await city.step(no, 'transfer', { note: '示例：涉嫌违纪' });
  const of = async (who: typeof city.market) => (await (await who.api('/promise-statistics')).json()).total;
  expect(await of(city.registrar)).toMatchObject({
    'complaint.received': 1,
    'complaint.asked': 1,
    'complaint.transferred': 1,
  });
  expect(await of(city.market)).toMatchObject({
    'complaint.received': 0,
    'complaint.asked': 1,
    'complaint.transferred': 0,
  });
});
