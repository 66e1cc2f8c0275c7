import { beforeAll, beforeEach, expect, test } from 'vitest';
import { type City, makeCity } from '../kit/cases.ts';
import { openTestDb } from '../kit/database.ts';
import { aPenaltyRow, aViolationRow, upload } from '../kit/uploads.ts';

type Cells = Record<string, string>;
const PENALTIES = 'administrative-penalty';
const court = { ground: '列入决定被人民法院判决撤销', documentNo: '（2026）示01行终8号' };
let city: City;
beforeAll(async () => void (await openTestDb()));
beforeEach(async () => {
  city = await makeCity('2026-11-24T02:00:00Z');
});

const send = (rows: readonly Cells[], mode = 'append', catalog = 'serious-violation') =>
  upload(city, city.market, { catalog, rows, mode });
const row = (cells: Cells = {}) => aViolationRow(city.market, '1', cells);
const outcome = async (seed = '1') => (await city.check(seed)).outcome;
const states = () =>
  city.query(
    `select r.source_no as no, r.state, l.state as listing from records r
      left join listings l on l.record_id = r.id order by r.id`,
  );
const firstListing = async () => {
  const [first] = await city.query(`select min(id)::int as id from listings`);
  return Number(first?.id);
};

test('one decision under two numbers falls under both, and neither comes back', async () => {
  await city.list('1');
  await send([row({ 来源记录号: 'YZ-B', 列入决定书文号: '示市监严列(2026)第1号' })]);
  expect(await outcome()).toBe('ineligible');
  const revoked = await city.post(city.market, `/listings/${await firstListing()}/revocations`, court);
  expect(revoked.status).toBe(201);
  expect(await outcome()).toBe('eligible');
  expect(await city.file('1')).toMatchObject({ records: [], listings: [] });
  expect(await states()).toEqual([
    { no: 'YZ-1', state: 'withdrawn', listing: 'revoked' },
    { no: 'YZ-B', state: 'withdrawn', listing: 'revoked' },
  ]);
  const events = await city.events();
  expect(events.filter((event) => event === 'credit.listing.removed revoked')).toHaveLength(2);
  for (const 来源记录号 of ['YZ-1', 'YZ-B'])
    expect((await send([row({ 来源记录号, 列入原因: '更正后的原因' })])).counts).toMatchObject({ held: 1 });
  expect(await outcome()).toBe('eligible');
});

test('another decision about the same subject, and the same document about another, stand on', async () => {
  await city.list('1');
  await send([row({ 来源记录号: 'YZ-C', 列入决定书文号: '示市监严列〔2026〕2号' })]);
  await send([{ ...aViolationRow(city.market, '2'), 列入决定书文号: '示市监严列〔2026〕1号' }]);
  await city.post(city.market, `/listings/${await firstListing()}/revocations`, court);
  expect(await outcome()).toBe('ineligible');
  expect(await outcome('2')).toBe('ineligible');
});

test('a penalty that its own row revokes falls under every number, also within one file', async () => {
  const penalty = (no: string, cells: Cells = {}) => ({
    ...aPenaltyRow(city.market, '1', cells),
    来源记录号: no,
  });
  await send([penalty('A'), penalty('B')], 'append', PENALTIES);
  const over = { 撤销原因: '复议撤销', 撤销日期: '2026-11-20' };
  await send([penalty('A', over), penalty('B', { 违法事实: '更正后的事实' })], 'append', PENALTIES);
  expect(await states()).toMatchObject([{ state: 'withdrawn' }, { state: 'withdrawn' }]);
  expect((await send([penalty('B')], 'append', PENALTIES)).counts).toMatchObject({ held: 1 });
  expect((await city.file('1')).records).toEqual([]);
});

test('a restoration brings back the one that it names', async () => {
  await city.list('1');
  await send([row({ 来源记录号: 'YZ-B' })]);
  const id = await firstListing();
  await city.post(city.market, `/listings/${id}/revocations`, court);
  const back = { ground: '再审撤销原判决', documentNo: '（2026）示行再1号' };
  expect((await city.post(city.market, `/listings/${id}/restorations`, back)).status).toBe(201);
  expect(await outcome()).toBe('ineligible');
  expect((await send([row({ 列入原因: '更正后的原因' })])).counts).toMatchObject({ corrected: 1 });
  expect((await send([row({ 来源记录号: 'YZ-B' })])).counts).toMatchObject({ held: 1 });
});
