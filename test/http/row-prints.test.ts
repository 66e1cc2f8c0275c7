import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { openTestDb } from '../kit/database.ts';
import { type Agency, aPenaltyRow, aViolationRow, upload } from '../kit/uploads.ts';

// The database is made before the first story, not within its time.
beforeAll(async () => void (await openTestDb()));

const catalog = 'serious-violation';
type Registry = { app: TestApp; feeder: Agency };

const makeRegistry = async (): Promise<Registry> => {
  const app = await makeApp();
  const catalogs = [catalog, 'administrative-penalty'];
  return { app, feeder: await app.agency('SCJG', ['feeder'], catalogs, '示例市场监管局') };
};

const recordsOf = ({ app }: Registry) =>
  app.query(`select source_no, state, version, fields->>'reason' as reason from records order by source_no`);
const printsOf = ({ app }: Registry) =>
  app.query(`select count(*)::int as n, count(row_print)::int as printed from records`);

test('what comes again as it was is known by its print, also after it was read whole once more', async () => {
  const registry = await makeRegistry();
  const { app, feeder } = registry;
  const rows = ['1', '2', '3'].map((seed) => aViolationRow(feeder, seed));
  await upload(app, feeder, { catalog, rows });
  expect(await printsOf(registry)).toEqual([{ n: 3, printed: 3 }]);
  await app.query(`update records set row_print = null`);
  const again = await upload(app, feeder, { catalog, rows });
  expect(again.counts).toMatchObject({ rows: 3, unchanged: 3, accepted: 0, corrected: 0, warnings: 0 });
  expect(await printsOf(registry)).toEqual([{ n: 3, printed: 3 }]);
});

test('of a long list that comes again, what was changed or withdrawn in its midst is found', async () => {
  const registry = await makeRegistry();
  const { app, feeder } = registry;
  const rows = Array.from({ length: 4200 }, (_, place) => aViolationRow(feeder, String(place)));
  await upload(app, feeder, { catalog, rows });
  const withdrawn = await feeder.api(`/records/${catalog}/YZ-2500?reason=${encodeURIComponent('决定撤销')}`, {
    method: 'DELETE',
  });
  expect(withdrawn.status).toBeLessThan(300);
  const again = rows.map((row, place) => (place === 1500 ? { ...row, 列入原因: '更正后的事由' } : row));
  const { counts } = await upload(app, feeder, { catalog, rows: again, mode: 'full' });
  expect(counts).toMatchObject({ rows: 4200, unchanged: 4198, corrected: 2, accepted: 0, rejected: 0 });
  expect(await app.query(`select count(*)::int as n from records where state = 'live'`)).toEqual([
    { n: 4200 },
  ]);
});

test('a row that is read with a warning is read and warned of every time', async () => {
  const { app, feeder } = await makeRegistry();
  const { 统一社会信用代码: code = '' } = aViolationRow(feeder, '1');
  const rows = [aViolationRow(feeder, '1', { 统一社会信用代码: code.replace('9', '９') })];
  const first = await upload(app, feeder, { catalog, rows });
  const again = await upload(app, feeder, { catalog, rows });
  expect([first.counts.warnings, again.counts.warnings, again.counts.unchanged]).toEqual([1, 1, 1]);
});

test('a setting that changes is heard by rows that come as they were', async () => {
  const { app, feeder } = await makeRegistry();
  const given = { catalog: 'administrative-penalty', rows: [aPenaltyRow(feeder, '1')] };
  await upload(app, feeder, given);
  const untilOf = () => app.query(`select published_until::text as until from records`);
  const before = await untilOf();
  await app.query(`insert into settings (key, value, basis, valid_from)
    select key, (value::int + 1)::text::jsonb, basis, '2026-11-01' from settings
    where key like 'publicity.%'`);
  const again = await upload(app, feeder, given);
  expect(again.counts).toMatchObject({ corrected: 1, unchanged: 0 });
  expect(await untilOf()).not.toEqual(before);
});

type Deed =
  | { kind: 'upload'; rows: readonly { seed: string; reason: string }[]; mode: 'append' | 'full' | 'dry-run' }
  | { kind: 'withdraw' | 'put'; seed: string };

const seed = fc.constantFrom('1', '2', '3', '4');
const row = fc.record({ seed, reason: fc.constantFrom('提交虚假材料', '拒不改正', '某日') });
const mode = fc.constantFrom('append' as const, 'full' as const, 'dry-run' as const);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('upload' as const),
      rows: fc.array(row, { minLength: 1, maxLength: 6 }),
      mode,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('withdraw' as const, 'put' as const), seed }) },
);

const record = (at: string) => `/records/${catalog}/YZ-${at}`;
const doDeed = async ({ app, feeder }: Registry, what: Deed): Promise<unknown> => {
  if (what.kind === 'upload') {
    const rows = what.rows.map(({ seed, reason }) => aViolationRow(feeder, seed, { 列入原因: reason }));
    const { status, counts } = await upload(app, feeder, { catalog, rows, mode: what.mode });
    return { status, counts };
  }
  if (what.kind === 'withdraw')
    return (
      await feeder.api(`${record(what.seed)}?reason=${encodeURIComponent('决定撤销')}`, { method: 'DELETE' })
    ).status;
  const shown = await feeder.api(record(what.seed));
  if (!shown.ok) return shown.status;
  const { fields } = await shown.json();
  const headers = { 'content-type': 'application/json', 'if-match': shown.headers.get('etag') ?? '' };
  const body = JSON.stringify({ ...fields, reason: '单条更正' });
  return (await feeder.api(record(what.seed), { method: 'PUT', headers, body })).status;
};

const live = async (deeds: readonly Deed[], before: (registry: Registry) => Promise<unknown>) => {
  const registry = await makeRegistry();
  const heard: unknown[] = [];
  for (const what of deeds) {
    await before(registry);
    heard.push(await doDeed(registry, what));
  }
  return { heard, records: await recordsOf(registry) };
};

test('prints change no verdict and no record: with them and without, every sequence ends alike', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 2, maxLength: 7 }), async (deeds) => {
      const forgetful = await live(deeds, ({ app }) => app.query(`update records set row_print = null`));
      expect(await live(deeds, async () => {})).toEqual(forgetful);
    }),
    { numRuns: 8 },
  );
});
