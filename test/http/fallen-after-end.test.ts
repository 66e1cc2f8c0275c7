import { beforeAll, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { openTestDb } from '../kit/database.ts';
import { runRecalls } from '../kit/run-jobs.ts';

// The database is made before the first story, not within its time.
beforeAll(async () => void (await openTestDb()));

const court = {
  kind: 'litigation',
  authority: '示例市示例区人民法院',
  caseNo: '（2026）示01行初12号',
  startedOn: '2026-11-20',
};
const order = { ground: '判决撤销', documentNo: '（2026）示01行初12号判决' };
const TERM_OVER = '2026-11-25T02:00:00Z';

const endings: Record<string, (city: City, listing: number) => unknown> = {
  'its term is over': async (city) => {
    city.setNow(TERM_OVER);
    for (const name of ['end-due-listings', 'end-due-records'])
      await jobNamed(name).run(city.deps, city.deps.clock.now());
  },
  'the subject was let go': (city, listing) =>
    city.post(city.market, `/listings/${listing}/removals`, { ground: '信用修复', documentNo: '移1号' }),
};
const falls: Record<string, (city: City, listing: number, appeal: number) => unknown> = {
  'a judgment quashes it': (city, _, appeal) =>
    city.post(city.market, `/appeals/${appeal}/close`, { result: 'quashed', documentNo: order.documentNo }),
  'its authority revokes it': async (city, listing) => {
    const revoke = (more: object) =>
      city.post(city.market, `/listings/${listing}/revocations`, { ...order, ...more });
    const unseen = await city.read(revoke({}));
    expect([unseen.code, unseen.detail]).toEqual(['listing.wrong-stage', expect.stringContaining('version')]);
    const [row] = await city.query(`select version from listings`);
    await revoke({ version: row?.version });
  },
  'its own row says so': (city) =>
    city.list('1', { 列入日期: '2023-11-25', 移出日期: '2026-11-24', 移出原因: '判决撤销列入决定' }),
};
const each = Object.keys(endings).flatMap((ended) =>
  Object.keys(falls).map((fell) => [ended, fell] as const),
);

// Kind: what has ended was thought beyond the reach of a fall.
test.each(each)('when %s, and then %s, nothing is left of the listing', async (ended, fell) => {
  const city = await makeCity('2026-11-24T02:00:00Z');
  await city.post(city.department, '/subscriptions', { name: '严重失信', schedule: { kind: 'at-once' } });
  await city.list('1', { 列入日期: '2023-11-25' });
  const before = await city.check('1');
  expect(before.outcome).toBe('ineligible');
  const listing = await city.listingOf('1');
  const { id } = await city.read(city.post(city.market, '/appeals', { target: { listing }, ...court }));
  await city.told();
  await endings[ended]?.(city, listing);
  await city.told();
  await falls[fell]?.(city, listing, id);
  expect(await city.query(`select state from listings`)).toEqual([{ state: 'revoked' }]);
  expect(await city.file('1')).toMatchObject({ listings: [], records: [] });
  expect((await city.list('1', { 列入日期: '2023-11-25', 列入原因: '再报' })).counts.held).toBe(1);
  await runRecalls(city.deps);
  const { items } = await city.read(city.window.api('/checks/recalls'));
  expect(items.map(({ checkNo, why }: Record<string, string>) => [checkNo, why])).toContainEqual([
    before.no,
    'revoked',
  ]);
  await city.told();
  const subscriptions = await city.read(city.department.api('/subscriptions'));
  const feed = await city.read(city.department.api(`/feed?subscription=${subscriptions.items[0].id}`));
  expect(feed.items.at(-1)).toMatchObject({ type: 'credit.listing.removed', data: { state: 'revoked' } });
  expect(JSON.stringify(feed)).not.toContain('示市监严列〔2026〕1号');
});
