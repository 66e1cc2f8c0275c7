import { afterEach, beforeEach, expect, test } from 'vitest';
import { workUploads } from '../../src/intake/uploads/work-uploads.driver.ts';
import { jobNamed } from '../../src/jobs.ts';
import type { Deps } from '../../src/platform/door/deps.ts';
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
    `select a.code from audit_lines l join batches b on b.id::text = l.about->>'batch'
      join agencies a on a.id = b.agency_id
     where l.action = 'batch.work' order by l.id`,
  );
  return lines.map(({ code }) => code).filter((code, place, all) => code !== all[place - 1]);
};

test('a small file that came later is done before a huge one that was begun', async () => {
  const huge = await submit(large, 4000);
  const later = await submit(small, 5);
  await workUploads(busyClock());
  expect(await turns()).toEqual(['SHBJ', 'SCJG']);
  const [first, second] = [await shown(large, huge), await shown(small, later)];
  expect([first.counts.accepted, second.counts.accepted]).toEqual([4000, 5]);
  expect(Date.parse(second.finishedAt)).toBeLessThan(Date.parse(first.finishedAt));
});

const HEAVY_ROWS = 1100;
const heavyRows = () =>
  Array.from({ length: HEAVY_ROWS }, (_, no) => aPenaltyRow(large, `H${no}`, { 违法事实: 'x'.repeat(2400) }));
const heavyBody = () => csvOf(heavyRows());
const submitHeavy = async (): Promise<{ heavy: string; parts: number }> => {
  const init = { method: 'POST', headers: { 'content-type': 'text/csv' }, body: heavyBody() };
  const { id } = await (await large.api(`/batches?catalog=${catalog}`, init)).json();
  const [{ parts }] = (await app.query(`select part_count as parts from batches where id = '${id}'`)) as [
    { parts: number },
  ];
  expect(parts).toBeGreaterThan(9);
  return { heavy: id, parts };
};

// The real service, that tells of each part of the heavy file as it is opened.
const watching = (heavy: string, told: (partNo: number) => Promise<void>): Deps => {
  let opened = 0;
  const { vault } = app.deps;
  const open: typeof vault.open = async (sealed, purpose) => {
    if (purpose === `batch:${heavy}`) await told(++opened);
    return vault.open(sealed, purpose);
  };
  return { ...app.deps, vault: { ...vault, open } };
};

const chunksOf = async (id: string): Promise<number> => {
  const found = await app.query(
    `select 1 from audit_lines where action = 'batch.work' and about->>'batch' = '${id}'
      and about->>'accepted' is not null`,
  );
  return found.length;
};

// From the part at which another agency's file came to its end: how many parts and chunks of the heavy one
// lie between.
const waitOf = async (heavy: string, comesAt: number) => {
  let other: string | undefined;
  let came = { part: 0, chunks: 0 };
  let waited: { parts: number; chunks: number } | undefined;
  const deps = watching(heavy, async (part) => {
    if (part === comesAt) {
      other = await submit(small, 160);
      came = { part, chunks: await chunksOf(heavy) };
    } else if (other && !waited && (await shown(small, other)).status === 'done')
      waited = { parts: part - came.part, chunks: (await chunksOf(heavy)) - came.chunks };
  });
  await workUploads(deps);
  expect((await shown(small, other ?? '')).counts).toMatchObject({ rows: 160, accepted: 160 });
  expect(await shown(large, heavy)).toMatchObject({
    problem: null,
    status: 'done',
    counts: { rows: HEAVY_ROWS, accepted: HEAVY_ROWS },
  });
  return waited;
};

test('160 rows of another agency wait for no more than a part of a heavy file that is being counted', async () => {
  const { heavy } = await submitHeavy();
  expect(await waitOf(heavy, 3)).toEqual({ parts: 1, chunks: 0 });
});

test('160 rows of another agency wait for no more than one chunk of a heavy file that is being written', async () => {
  const { heavy, parts } = await submitHeavy();
  const waited = await waitOf(heavy, parts + 4);
  expect(waited?.parts).toBe(1);
  expect(waited?.chunks).toBeLessThanOrEqual(1);
});

test('160 rows of another agency wait for no more than a part of a heavy file that is skipped to where it stopped', async () => {
  const { heavy, parts } = await submitHeavy();
  let isTimeUp = false;
  const halfWay = watching(heavy, async (part) => {
    isTimeUp = part > parts;
  });
  await workUploads(halfWay, { isTimeUp: () => isTimeUp });
  expect(await shown(large, heavy)).toMatchObject({ status: 'queued', counts: { rows: 1000 } });
  expect(await waitOf(heavy, 2)).toEqual({ parts: 1, chunks: 0 });
});

test('a file that ends its thread again and again never goes before the others', async () => {
  const { heavy } = await submitHeavy();
  const killed = watching(heavy, () => new Promise(() => {}));
  const attempts = async () =>
    (await app.query(`select attempt_count as n from batches where id = '${heavy}'`))[0];
  void workUploads(killed);
  await expect.poll(attempts, { timeout: 120_000 }).toEqual({ n: 1 });
  for (const seed of [1, 2]) {
    await app.query(`update batches set lease_token = gen_random_uuid(),
      lease_until = now() - interval '1 second'
      where id = '${heavy}'`);
    const other = await submit(small, 10 + seed);
    void workUploads(killed);
    await expect.poll(async () => (await shown(small, other)).status, { timeout: 120_000 }).toBe('done');
    await expect.poll(attempts, { timeout: 120_000 }).toEqual({ n: 1 + seed });
  }
});

test('an agency that only gave way was not broken off: its file is read to the end', async () => {
  const third = await app.agency('SLJ', ['feeder'], [catalog], '示例水利局');
  const { heavy } = await submitHeavy();
  const init = { method: 'POST', headers: { 'content-type': 'text/csv' }, body: heavyBody() };
  const { id: second } = await (await small.api(`/batches?catalog=${catalog}`, init)).json();
  let came = 0;
  const deps = watching(second, async () => {
    if (came++ < 8) await submit(third, 1);
  });
  await workUploads(deps);
  for (const [agency, id] of [
    [large, heavy],
    [small, second],
  ] as const)
    expect(await shown(agency, id)).toMatchObject({ status: 'done', counts: { rows: HEAVY_ROWS } });
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
  await workUploads(deps);
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
  const late = workUploads(stuck);
  await reached;
  await app.query(`update batches set lease_until = now() - interval '1 second'`);
  await workUploads(app.deps);
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
    `insert into settings (key, value, basis, valid_from)
      values ('batch.original.keep', '5', '测试', '2026-11-01')`,
  );
  const { id } = await upload(app, large, { catalog, rows: [aPenaltyRow(large, '1')] });
  const parts = () =>
    app.query(`select encode(sealed, 'escape') as sealed from batch_parts where batch_id = '${id}'`);
  expect(await parts()).toHaveLength(1);
  expect(JSON.stringify(await parts())).not.toContain('CF-1');
  const runOn = async (day: string) => {
    app.setNow(`${day}T02:00:00.000Z`);
    await jobNamed('drop-old-originals').run(app.deps, app.deps.clock.now());
    return (await parts()).length;
  };
  expect(await runOn('2026-11-28')).toBe(1);
  expect(await runOn('2026-12-01')).toBe(0);
  expect(await shown(large, id)).toMatchObject({
    status: 'done',
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});
