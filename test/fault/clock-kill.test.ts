import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { addAgency } from '../../src/access/agencies/add-agency.ts';
import { freshDatabaseUrl } from '../kit/database.ts';
import { aUscc } from '../kit/identities.ts';
import { type Env, withDeps, withNewRegistry } from '../kit/registry.ts';

const masterKey = randomBytes(32).toString('base64');
const LISTED = 400;
const RECORDS = 1200;
// While listings end, while measures end, while records end.
const KILLED_AT = [3, 6, 5];
const NIGHT = '2027-03-02T00:05:00+08:00';

// A third of the records leaves publicity, a third is archived, a tenth of the rest is held; most listings
// end, some keep their listing and lose their measures.
const prepare = (env: Env) =>
  withNewRegistry(env, async (operator, { statement }) => {
    const agency = { code: 'SCJG', name: '示例市场监管局', uscc: aUscc('11SCJG') };
    await addAgency(operator, { ...agency, roles: ['feeder'], catalogs: [], region: '440300' });
    const fill = [
      `insert into subjects (id, kind, name, created_at) select n, 'organisation', '示例企业' || n, '2026-01-01'
        from generate_series(1, ${LISTED}) n`,
      `insert into subject_identifiers (lookup, subject_id, type, code)
        select 'uscc:' || n, n, 'uscc', 'C' || n from generate_series(1, ${LISTED}) n`,
      `insert into records (id, catalog, agency_id, source_no, subject_id, state, authority_name, decided_on,
        published_until, retained_until, uncorrected_at, fields, content_hash, known_from)
        select n, 'serious-violation', (select id from agencies limit 1), 'N' || n, 1 + n % ${LISTED}, 'live',
          '示例机关', '2026-03-02',
          case n % 3 when 0 then date '2027-03-02' else date '2027-12-31' end, case n % 3 when 1 then date '2027-03-01' else date '2032-01-01' end,
          case when n % 30 = 0 then timestamptz '2026-06-01' end, '{}', 'h', '2026-03-02' from generate_series(1, ${RECORDS}) n`,
      `insert into listings (list, kind, subject_id, agency_id, record_id, state, listed_on, due_on,
        measures_until, authority_name, reason, known_from)
        select 'serious-violation', case n % 5
          when 0 then 'honour' else 'severe' end, n, (select id from agencies limit 1), n, 'listed',
            '2026-03-02',
          case n % 4 when 0 then date '2029-03-02' else date '2027-03-02' end, case n % 4 when 0 then date '2027-02-01' end, '示例机关', '示例事由', '2026-03-02' from generate_series(1, ${LISTED}) n`,
      `select setval(pg_get_serial_sequence('records', 'id'), ${RECORDS})`,
    ];
    for (const text of fill) await statement(text, []);
  });

// Killed at some moment of the given step, or left to its end.
const work = (env: Env, killAtStep: number | undefined) =>
  new Promise<{ isKilled: boolean; code: number | null }>((ended) => {
    const worker = spawn(
      process.execPath,
      ['--disable-proto=delete', '--import', 'tsx', 'test/fault/clock-worker.ts'],
      {
        env: { ...process.env, ...env, NIGHT },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let steps = 0;
    createInterface({ input: worker.stdout }).on('line', async (line) => {
      if (line !== 'step') return;
      steps += 1;
      if (steps !== killAtStep) return;
      await wait(Math.random() * 12);
      worker.kill('SIGKILL');
    });
    worker.once('exit', (code, signal) => ended({ isKilled: signal === 'SIGKILL', code }));
  });

// All that the night leaves, in the order of what it is about, without the order in which it was done.
const left = {
  records: `select id, state, version, published_until, retained_until, publicity_held_on from records
    order by id`,
  versions: `select record_id, version, state from record_versions order by record_id, version`,
  listings: `select id, state, version, ended_on, measures_ended_on from listings order by id`,
  steps: `select listing_id, step, from_state, to_state, effective_on from listing_steps
    order by listing_id, id`,
  events: `select subject_id, subject_seq, topic, payload from events order by subject_id, subject_seq`,
};
const outcome = (env: Env) =>
  withDeps(env, async ({ statement }) => {
    const digests: Record<string, unknown> = {};
    for (const [name, text] of Object.entries(left))
      [digests[name]] = await statement(
        `select count(*)::int as count, md5(string_agg(x::text, '|')) as digest from (${text}) x`,
        [],
      );
    return digests;
  });

const killAndRestart = async (env: Env): Promise<void> => {
  await prepare(env);
  for (const step of KILLED_AT) expect(await work(env, step)).toMatchObject({ isKilled: true });
  expect(await work(env, undefined)).toEqual({ isKilled: false, code: 0 });
};

const expected = { records: RECORDS, listings: LISTED, steps: LISTED, events: LISTED };

test('the clocks’ night killed on PostgreSQL and run again leaves what an unbroken night leaves', async () => {
  const env = async () => ({
    DATABASE_URL: await freshDatabaseUrl(),
    MASTER_KEY: masterKey,
    LOG_LEVEL: 'error',
  });
  const [unbroken, broken] = [await env(), await env()];
  await prepare(unbroken);
  expect(await work(unbroken, undefined)).toEqual({ isKilled: false, code: 0 });
  await killAndRestart(broken);
  const whole = await outcome(unbroken);
  expect(await outcome(broken)).toEqual(whole);
  for (const [name, count] of Object.entries(expected))
    expect([name, whole[name]]).toMatchObject([name, { count }]);
  const before = await outcome(broken);
  await work(broken, undefined);
  expect(await outcome(broken)).toEqual(before);
});

test('the clocks’ night killed on the embedded database and run again leaves what an unbroken night leaves', async () => {
  const base = mkdtempSync(join(tmpdir(), 'registry-clockkill-'));
  const env = (name: string) => ({
    DATABASE_URL: '',
    DATA_DIR: join(base, name),
    MASTER_KEY: masterKey,
    LOG_LEVEL: 'error',
  });
  try {
    await prepare(env('unbroken'));
    expect(await work(env('unbroken'), undefined)).toEqual({ isKilled: false, code: 0 });
    await killAndRestart(env('broken'));
    expect(await outcome(env('broken'))).toEqual(await outcome(env('unbroken')));
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
});
