import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { openTestDb } from '../kit/database.ts';

// The database is made before the first story, not within its time.
beforeAll(async () => void (await openTestDb()));

type Deed = (city: City) => Promise<unknown>;
const last = async (city: City, table: 'repairs' | 'disputes') =>
  Number((await city.query(`select max(id) as id from ${table}`))[0]?.id ?? 0);
const repair =
  (step: string, body: object = {}): Deed =>
  async (city) =>
    city.post(city.market, `/repairs/${await last(city, 'repairs')}/${step}`, body);
const dispute =
  (step: string, body: object): Deed =>
  async (city) =>
    city.post(city.market, `/disputes/${await last(city, 'disputes')}/${step}`, body);
const reason = '示例理由';
const decideListing =
  (what: string, more: object = {}): Deed =>
  async (city) =>
    city.post(city.market, `/listings/${await city.listingOf('1')}/${what}`, { ground: '示例决定', ...more });
const night: Deed = async (city) => {
  await jobNamed('end-due-listings').run(city.deps, city.deps.clock.now());
  await jobNamed('end-due-records').run(city.deps, city.deps.clock.now());
};

const deeds: Record<string, Deed> = {
  feed: (city) => city.list('1'),
  correct: (city) => city.list('1', { 列入原因: '更正后的事由' }),
  feedRemoval: (city) => city.list('1', { 移出日期: '2027-03-30', 移出原因: '信用修复' }),
  withdraw: async (city) =>
    city.market.api(`/records/serious-violation/YZ-1?reason=${encodeURIComponent('决定撤销')}`, {
      method: 'DELETE',
    }),
  remove: decideListing('removals'),
  revoke: decideListing('revocations'),
  bringBack: decideListing('restorations'),
  measures: decideListing('extensions', { measuresUntil: '2027-05-01' }),
  apply: async (city) => city.apply({ listing: await city.listingOf('1') }, '1'),
  accept: repair('accept'),
  grant: repair('grant'),
  refuse: repair('refuse', { reason }),
  restore: repair('restore', { reason }),
  raise: async (city) => city.dispute({ listing: await city.listingOf('1') }, '1'),
  delete: dispute('uphold', { effect: 'delete', reason }),
  stop: dispute('uphold', { effect: 'stop', reason }),
  dismiss: dispute('dismiss', { reason }),
  night,
  twoYearsLater: async (city) => {
    city.setNow(new Date(city.deps.clock.now().getTime() + 2 * 365 * 86_400_000).toISOString());
    await night(city);
  },
};

const faultsOf = async (city: City): Promise<string[]> => {
  const found = await city.query(
    `select l.state, l.ended_on, l.disputed_at is not null as disputed, r.state as record,
      (select e.payload->>'state' from events e where (e.payload->>'listingId')::bigint = l.id
        order by e.id desc limit 1) as told,
      (select s.to_state from listing_steps s where s.listing_id = l.id order by s.id desc limit 1) as step,
      exists (select 1 from disputes d where d.record_id = r.id and d.state = 'open') as open,
      exists (select 1 from repairs p where p.record_id = r.id and p.state in ('syncing', 'completed')
        and p.id =
        (select max(id) from repairs q where q.record_id = r.id
          and q.state in ('syncing', 'completed', 'restored'))) as repaired
    from listings l join records r on r.id = l.record_id`,
  );
  return found.flatMap((row) => [
    ...((row.state === 'listed') === (row.ended_on === null) ? [] : ['listed and removed at once']),
    ...((row.state === 'listed') === (row.told === 'listed') ? [] : [`is ${row.state}, told ${row.told}`]),
    ...(row.step === row.state ? [] : [`is ${row.state}, last step ${row.step}`]),
    ...(row.disputed === row.open ? [] : ['flag without a dispute, or a dispute without its flag']),
    ...(row.state === 'listed' && row.record !== 'live' ? [`listed on a ${row.record} record`] : []),
    ...(row.repaired && row.record === 'repaired' && row.state === 'listed' ? ['repaired, yet listed'] : []),
  ]);
};

test('no sequence of deeds leaves a target both listed and removed, or ineligible without a live reason', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...Object.keys(deeds)), { minLength: 3, maxLength: 8 }),
      async (names) => {
        const city = await makeCity('2027-04-01T02:00:00Z');
        await city.list('1');
        for (const name of names) {
          await deeds[name]?.(city);
          expect([name, await faultsOf(city)]).toEqual([name, []]);
        }
        await night(city);
        expect(await faultsOf(city)).toEqual([]);
        const [listing] = await city.query(`select state from listings`);
        expect((await city.check('1')).outcome).toBe(listing?.state === 'listed' ? 'ineligible' : 'eligible');
      },
    ),
    {
      numRuns: 20,
      examples: [
        [['feedRemoval', 'feed', 'bringBack']],
        [['apply', 'accept', 'grant', 'restore']],
        [['apply', 'accept', 'grant', 'feedRemoval', 'restore', 'night']],
        [['raise', 'delete', 'feed']],
        [['apply', 'accept', 'remove', 'grant']],
        [['raise', 'withdraw', 'delete', 'correct']],
        [['remove', 'twoYearsLater', 'bringBack', 'night']],
        [['revoke', 'feed', 'twoYearsLater', 'correct']],
        [['measures', 'twoYearsLater', 'bringBack', 'revoke']],
      ],
    },
  );
});
