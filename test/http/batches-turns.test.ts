import { afterEach, beforeEach, expect, test } from 'vitest';
import { dropOldOriginalsJob } from '../../src/batches/drop-old-originals.job.ts';
import { workBatches } from '../../src/batches/work-batches.job.ts';
import type { Deps } from '../../src/platform/deps.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { runQueue } from '../kit/run-jobs.ts';
import { type Agency, aPenaltyRow, csvOf, upload } from '../kit/uploads.ts';

let app: TestApp;
let large: Agency;
let small: Agency;
const catalog = 'administrative-penalty';

beforeEach(async () => {
  app = await makeApp();
  large = await app.agency('SCJG', ['feeder'], [catalog], '示例市场监管局');
  small = await app.agency('SHBJ', ['feeder'], [catalog], '示例生态环境局');
});
afterEach(async () => {
  await app.query(`drop trigger if exists breaks on records`);
});

const submit = async (agency: Agency, rowCount: number): Promise<string> => {
  const rows = Array.from({ length: rowCount }, (_, row) => aPenaltyRow(agency, `${agency.code}${row}`));
  const init = { method: 'POST', headers: { 'content-type': 'text/csv' }, body: csvOf(rows) };
  return (await (await agency.api(`/batches?catalog=${catalog}`, init)).json()).id;
};
const shown = async (agency: Agency, id: string) => (await agency.api(`/batches/${id}`)).json();

// Time that goes on with every look at the clock, as if each step of the work took half a second.
const busyClock = (): Deps => {
  let now = Date.parse('2026-11-24T02:00:00.000Z');
  const passing = () => {
    now += 500;
    return new Date(now);
  };
  return { ...app.deps, clock: { now: passing } };
};

// Whose chunk was written when, by the audit trail, repeats folded.
const turns = async () => {
  const lines = await app.query(
    `select a.code from audit_lines l join batches b on b.id::text = l.about->>'batch' join agencies a on a.id = b.agency_id
     where l.action = 'batch.work' order by l.id`,
  );
  return lines.map(({ code }) => code).filter((code, place, all) => code !== all[place - 1]);
};

test('a small file that came later is done long before a huge one: agencies take turns', async () => {
  const huge = await submit(large, 12_000);
  const later = await submit(small, 5);
  await workBatches(busyClock());
  expect(await turns()).toEqual(['SCJG', 'SHBJ', 'SCJG']);
  const [first, second] = [await shown(large, huge), await shown(small, later)];
  expect([first.counts.accepted, second.counts.accepted]).toEqual([12_000, 5]);
  expect(Date.parse(second.finishedAt)).toBeLessThan(Date.parse(first.finishedAt));
  const [{ before }] = (await app.query(
    `select sum((about->>'accepted')::int)::int as before from audit_lines where action = 'batch.work' and about->>'batch' = $1
      and id < (select min(id) from audit_lines where about->>'batch' = $2 and action = 'batch.work')`,
    [huge, later],
  )) as [{ before: number }];
  expect(before).toBeLessThan(8_000);
});

// A fault of the database in the chunks of one agency, whatever its cause.
const breakFor = async (agency: Agency) => {
  await app.query(`create or replace function break_chunk() returns trigger language plpgsql as
    $$ begin raise exception 'broken on purpose'; end $$`);
  await app.query(`create trigger breaks before insert on records for each row
    when (new.agency_id = ${agency.id}) execute function break_chunk()`);
};

test('a file whose rows break the database is given up after a few tries, and the other agency is served', async () => {
  await breakFor(large);
  const deps = { ...app.deps, log: () => {} };
  const broken = await submit(large, 10);
  const fine = await submit(small, 10);
  await workBatches(deps);
  expect(await shown(small, fine)).toMatchObject({ status: 'done', counts: { accepted: 10 } });
  expect(await shown(large, broken)).toMatchObject({
    status: 'failed',
    counts: { rows: 0 },
    problem: { code: 'batch.interrupted', detail: expect.stringMatching(/[一-龥]/) },
  });
  expect(await app.query(`select 1 from records where agency_id = ${large.id}`)).toEqual([]);
});

test('a file that cannot be read fails by itself, and the next one of the same agency is worked', async () => {
  const body = Buffer.concat([Buffer.from(csvOf([aPenaltyRow(large, '1')])), Buffer.alloc(9000, 0xff)]);
  const init = { method: 'POST', headers: { 'content-type': 'text/csv' }, body };
  const { id } = await (await large.api(`/batches?catalog=${catalog}`, init)).json();
  const next = await submit(large, 3);
  await runQueue(app.deps);
  expect(await shown(large, id)).toMatchObject({ status: 'failed', problem: { code: 'batch.encoding' } });
  expect(await shown(large, next)).toMatchObject({ status: 'done' });
});

test('a worker that outlived its lease writes nothing: another has the batch', async () => {
  const id = await submit(large, 1500);
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  const { vault } = app.deps;
  const stuck: Deps = {
    ...app.deps,
    vault: {
      ...vault,
      open: async (sealed, purpose) => {
        reach();
        await gate;
        return vault.open(sealed, purpose);
      },
    },
  };
  const late = workBatches(stuck);
  await reached;
  app.setNow('2026-11-24T02:05:00.000Z');
  await workBatches({ ...app.deps, clock: { now: () => new Date('2026-11-24T02:05:00.000Z') } });
  expect(await shown(large, id)).toMatchObject({ status: 'done', counts: { accepted: 1500 } });
  const lines = () => app.query(`select count(*)::int as n from audit_lines where action = 'batch.work'`);
  const before = await lines();
  open();
  await late;
  expect(await lines()).toEqual(before);
  expect(await shown(large, id)).toMatchObject({ status: 'done', counts: { rows: 1500, accepted: 1500 } });
  expect(await app.query(`select count(*)::int as n, max(version) as v from records`)).toEqual([
    { n: 1500, v: 1 },
  ]);
});

test('originals are kept encrypted for as many days as the setting says, then the job drops them', async () => {
  await app.query(
    `insert into settings (key, value, basis, valid_from) values ('batch.original.keep', '5', '测试', '2026-11-01')`,
  );
  const { id } = await upload(app, large, { catalog, rows: [aPenaltyRow(large, '1')] });
  const parts = () =>
    app.query(`select encode(sealed, 'escape') as sealed from batch_parts where batch_id = '${id}'`);
  expect(await parts()).toHaveLength(1);
  expect(JSON.stringify(await parts())).not.toContain('CF-1');
  const runOn = async (day: string) => {
    app.setNow(`${day}T02:00:00.000Z`);
    await dropOldOriginalsJob.run(app.deps, app.deps.clock.now());
    return (await parts()).length;
  };
  expect(await runOn('2026-11-28')).toBe(1);
  expect(await runOn('2026-12-01')).toBe(0);
  expect(await shown(large, id)).toMatchObject({
    status: 'done',
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});
