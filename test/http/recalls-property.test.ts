import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { addDays, dayOf } from '../../src/kernel/day.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { openTestDb } from '../kit/database.ts';
import { aRegNo, aShopRow, aShopUscc, REG_NO, twoFilesOfOneShop, USCC } from '../kit/merges.ts';
import { runRecalls } from '../kit/run-jobs.ts';
import { upload } from '../kit/uploads.ts';

beforeAll(async () => void (await openTestDb()));

// Two shops, each with two files that may be one: the first bears a credit code and may be listed, the second
// an old number and may be punished severely.
const SHOPS = [1, 2] as const;
const deeds = [
  'list',
  'list-of-old',
  'list-of-today',
  'punish-of-yesterday',
  'punish-of-today',
  'withdraw',
  'remove',
  'remove-late',
  'list-and-remove',
  'list-and-revoke',
  'revoke',
  'restore',
  'merge',
  'undo',
  'check-code',
  'check-number',
  'hour',
  'night',
] as const;
const questions = ['check-code', 'check-number'] as const;
const aDeed = fc.record({
  deed: fc.oneof({ arbitrary: fc.constantFrom(...deeds), weight: 4 }, fc.constantFrom(...questions)),
  shop: fc.constantFrom(1, 1, 1, 1, 2),
});
// Each opens with the question whose answer the rest may turn.
const aHistory = fc
  .tuple(
    fc.array(aDeed, { maxLength: 3 }),
    fc.constantFrom(...questions),
    fc.array(aDeed, { minLength: 4, maxLength: 8 }),
  )
  .map(([before, deed, after]): Deed[] => [
    ...before,
    { deed, shop: 1 },
    { deed: 'hour', shop: 1 },
    ...after,
  ]);
type Deed = { deed: (typeof deeds)[number]; shop: number };
type Check = { no: string; lookup: string; at: string; outcome: string };
type World = { city: City; candidates: ReadonlyMap<number, number>; checks: Check[] };

const forward = (city: City, hours: number) =>
  city.setNow(new Date(city.deps.clock.now().getTime() + hours * 3_600_000).toISOString());
const today = (city: City) => dayOf(city.deps.clock.now());
const documented = { ground: '信用修复', documentNo: '示市监移〔2026〕1号' };

const rowOf = (shop: number, listedOn: string) => ({
  企业名称: '示例便利店',
  统一社会信用代码: aShopUscc(shop),
  列入日期: listedOn,
});
const severe = (world: World, shop: number, on: string) => {
  const cells = { [USCC]: '', [REG_NO]: aRegNo(shop), 处罚类别: '责令停产停业', '罚款金额（万元）': '' };
  const row = aShopRow(world.city.market, `S-${shop}`, { ...cells, 处罚决定日期: on });
  return upload(world.city, world.city.market, { catalog: 'administrative-penalty', rows: [row] });
};
const listingOf = async ({ city }: World, shop: number) =>
  (
    await city.query(
      `select l.id::int, l.listed_on::text as on from listings l join records r on r.id = l.record_id
      where r.source_no = $1`,
      [`YZ-${shop}`],
    )
  )[0];
const decide = async (world: World, shop: number, step: string) => {
  const listing = await listingOf(world, shop);
  if (listing) await world.city.post(world.city.market, `/listings/${listing.id}/${step}`, documented);
};
const ask = async (world: World, lookup: string, subject: object) => {
  const { city } = world;
  await city.check('fresh');
  const { no, outcome, decidedAt } = await city.read(
    city.post(city.window, '/checks', { subject, purpose: 'commitment' }),
  );
  world.checks.push({ no, lookup, at: decidedAt, outcome });
};

const acts: Record<Deed['deed'], (world: World, shop: number) => Promise<unknown>> = {
  list: (world, shop) => world.city.list(String(shop), rowOf(shop, addDays(today(world.city), -1))),
  'list-of-old': (world, shop) => world.city.list(String(shop), rowOf(shop, '2024-12-02')),
  'list-of-today': (world, shop) => world.city.list(String(shop), rowOf(shop, today(world.city))),
  'punish-of-yesterday': (world, shop) => severe(world, shop, addDays(today(world.city), -1)),
  'punish-of-today': (world, shop) => severe(world, shop, today(world.city)),
  withdraw: async ({ city }, shop) =>
    city.market.api(`/records/administrative-penalty/CF-S-${shop}?reason=${encodeURIComponent('报送有误')}`, {
      method: 'DELETE',
    }),
  remove: (world, shop) => decide(world, shop, 'removals'),
  'remove-late': async (world, shop) => {
    const listing = await listingOf(world, shop);
    const cells = { 移出日期: addDays(today(world.city), -1), 移出原因: '信用修复' };
    if (listing) await world.city.list(String(shop), { ...rowOf(shop, String(listing.on)), ...cells });
  },
  'list-and-remove': async (world, shop) => {
    await acts['list-of-old'](world, shop);
    await acts.remove(world, shop);
  },
  'list-and-revoke': async (world, shop) => {
    await acts['list-of-old'](world, shop);
    await acts.revoke(world, shop);
  },
  revoke: (world, shop) => decide(world, shop, 'revocations'),
  restore: (world, shop) => decide(world, shop, 'restorations'),
  merge: async ({ city, candidates }, shop) =>
    city.post(city.registrar, `/subjects/merge-candidates/${candidates.get(shop)}/merge`, { reason: '函复' }),
  undo: async ({ city, candidates }, shop) => {
    const [merge] = await city.query(
      `select id::int from subject_merges where candidate_id = $1 and undone_at is null`,
      [candidates.get(shop) ?? 0],
    );
    if (merge) await city.post(city.registrar, `/subjects/merges/${merge.id}/undo`, { reason: '函复有误' });
  },
  'check-code': (world, shop) =>
    ask(world, `uscc:${aShopUscc(shop)}`, { type: 'uscc', code: aShopUscc(shop) }),
  'check-number': (world, shop) =>
    ask(world, `business-registration-no:${aRegNo(shop)}`, {
      type: 'business-registration-no',
      code: aRegNo(shop),
    }),
  hour: async ({ city }) => forward(city, 1),
  night: async ({ city }) => forward(city, 14),
};

// The tables as they stand, judged without any code of the check: what was so on the day of the check.
const shouldBe = async ({ city }: World, { lookup, at }: Check): Promise<string> => {
  const on = dayOf(new Date(at));
  const [file] = await city.query(`select subject_id::int as id from subject_identifiers where lookup = $1`, [
    lookup,
  ]);
  const id = Number(file?.id);
  const listings = await city.query(
    `select state, listed_on::text as "from", ended_on::text as until,
      (select max(s.at)::text from listing_steps s
       where s.listing_id = l.id and s.to_state = l.state) as known from listings l where subject_id = $1`,
    [id],
  );
  const penalties = await city.query(
    `select 1 as yes from records where subject_id = $1 and class = 'severe' and state = 'live'
      and decided_on <= $2::text::date`,
    [id, on],
  );
  const pairs = await city.query(
    `select 1 as yes from merge_candidates where state = 'open' and $1 in (first_id, second_id)`,
    [id],
  );
  const stood = listings.some(({ state, from, until, known }) => {
    if (state === 'revoked' || String(from) > on) return false;
    if (state === 'listed' || String(until) > on) return true;
    return String(until) === on && Date.parse(String(known)) > Date.parse(at);
  });
  if (stood || penalties.length > 0) return 'ineligible';
  return pairs.length > 0 ? 'review' : 'eligible';
};

const isValid = ({ city }: World, { at }: Check) => today(city) <= dayOf(new Date(at));

const aWorld = async (): Promise<World> => {
  const city = await makeCity('2026-11-24T02:00:00Z');
  const candidates = new Map<number, number>();
  for (const shop of SHOPS)
    candidates.set(shop, (await twoFilesOfOneShop(city, city.market, shop)).candidate);
  return { city, candidates, checks: [] };
};

const history = async (list: readonly Deed[]) => {
  const world = await aWorld();
  const { city } = world;
  const turned = new Map<string, Set<string>>();
  for (const { deed, shop } of list) {
    forward(city, 0.1);
    await acts[deed](world, shop);
    for (const check of world.checks) {
      const now = await shouldBe(world, check);
      if (now !== check.outcome && isValid(world, check))
        turned.set(check.no, (turned.get(check.no) ?? new Set()).add(now));
    }
    await runRecalls(city.deps);
  }
  const recalls = await city.query(
    `select check_no as no, ground, why, outcome from check_recalls order by id`,
  );
  return { turned, recalls };
};

const inOneShop = (...list: Deed['deed'][]): Deed[] => list.map((deed) => ({ deed, shop: 1 }));
const inAnyCase = [
  inOneShop('list-and-remove', 'check-code', 'restore', 'night', 'remove-late'),
  inOneShop('list-and-revoke', 'check-code', 'check-number', 'restore', 'merge', 'undo'),
  inOneShop('list-of-old', 'check-code', 'revoke', 'restore', 'remove-late'),
  inOneShop('merge', 'check-number', 'list-of-today', 'undo', 'check-number', 'merge', 'remove'),
];

test('every check within validity that would have been different is recalled, once a cause, and no other', async () => {
  const causes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(aHistory, async (list: readonly Deed[]) => {
      const { turned, recalls } = await history(list);
      const numbers = new Set(recalls.map(({ no }) => String(no)));
      for (const no of turned.keys()) expect(numbers).toContain(no);
      for (const { no, outcome } of recalls)
        if (outcome !== null) expect([...(turned.get(String(no)) ?? [])]).toContain(outcome);
      const each = recalls.map(({ no, ground, why }) => `${no} ${ground} ${why}`);
      expect(new Set(each).size).toBe(each.length);
      for (const { why } of recalls) causes.add(String(why));
    }),
    { numRuns: 12, seed: 20261130, examples: inAnyCase.map((list): [Deed[]] => [list]) },
  );
  expect([...causes]).toEqual(expect.arrayContaining(['late', 'merged', 'restored', 'revoked']));
});
