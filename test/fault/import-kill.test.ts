import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { addAgency } from '../../src/access/agencies/add-agency.ts';
import { issueKey } from '../../src/access/keys/issue-key.ts';
import { createApp } from '../../src/app.ts';
import { freshDatabaseUrl } from '../kit/database.ts';
import { aUscc } from '../kit/identities.ts';
import { listDigest } from '../kit/list-digests.ts';
import { USCC } from '../kit/merges.ts';
import { type Env, withDeps, withNewRegistry } from '../kit/registry.ts';
import { aPenaltyRow, csvOf } from '../kit/uploads.ts';

const masterKey = randomBytes(32).toString('base64');
// Fewer than the crashes after which a file that kills its worker is given up.
const KILLS = 4;
const BAD_EVERY = 50;

const agency = { code: 'SCJG', name: '示例市场监管局', uscc: aUscc('11SCJG') };
const isBad = (no: number) => no % BAD_EVERY === 0;
const rowsOf = (rowCount: number) =>
  Array.from({ length: rowCount }, (_, place) =>
    aPenaltyRow(agency, String(place + 1), isBad(place + 1) ? { 处罚决定日期: '某日' } : {}),
  );
const digestOf = (rowCount: number) =>
  listDigest(
    rowsOf(rowCount).flatMap((row, place) =>
      isBad(place + 1)
        ? []
        : [[row.来源记录号, agency.uscc, `示市监罚(2026)${place + 1}号`, row[USCC], '', '', ''].map(String)],
    ),
  );

const submit = (env: Env, rowCount: number, mode: string) =>
  withNewRegistry(env, async (operator, deps) => {
    const catalogs = ['administrative-penalty'];
    await addAgency(operator, { ...agency, roles: ['feeder'], catalogs, region: '440300' });
    const { key } = await issueKey(operator, { agency: 'SCJG' });
    const path = `/api/v1/batches?catalog=administrative-penalty&mode=${mode}`;
    const answer = await createApp(() => deps).request(path, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' },
      body: csvOf(rowsOf(rowCount)),
    });
    expect(answer.status).toBe(202);
  });

// Runs a worker; killed after the given time, or left to its end. Tells whether it was cut off.
const work = (env: Env, attempt: number, killAfterMs: number | undefined) =>
  new Promise<{ isKilled: boolean; code: number | null }>((ended) => {
    const worker = spawn(
      process.execPath,
      ['--disable-proto=delete', '--import', 'tsx', 'test/fault/import-worker.ts'],
      {
        env: { ...process.env, ...env, CLOCK_AHEAD_MS: String(attempt * 60_000) },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    createInterface({ input: worker.stdout }).on('line', async (line) => {
      if (line !== 'working' || killAfterMs === undefined) return;
      await wait(killAfterMs);
      worker.kill('SIGKILL');
    });
    worker.once('exit', (code, signal) => ended({ isKilled: signal === 'SIGKILL', code }));
  });

const outcome = (env: Env) =>
  withDeps(env, async ({ statement }) => ({
    batch: await statement(
      `select status, row_count, accepted_count, corrected_count, unchanged_count, rejected_count, total_rows
        from batches`,
      [],
    ),
    records: await statement(
      `select count(*)::int as rows, count(distinct batch_row)::int as places, max(version) as version
        from records`,
      [],
    ),
    lists: await statement(
      `select imprint_count, sha256, (select count(*)::int from batch_records n
        where n.batch_id = w.batch_id) as named,
         (select count(*)::int from batch_imprints) as pieces from whole_lists w`,
      [],
    ),
    errors: await statement(`select count(*)::int as rows from batch_errors where verdict = 'rejected'`, []),
    counted: await statement(
      `select sum((about->>'accepted')::int)::int as accepted from audit_lines where action = 'batch.work'
        and about->>'accepted' is not null`,
      [],
    ),
    month: await statement(
      `select sum(accepted_count)::int as accepted, sum(rejected_count)::int as rejected,
        sum(timed_count)::int as timed from feed_months`,
      [],
    ),
  }));

// A whole list that is not worked off is nobody's last list yet.
const halfLists = (env: Env) =>
  withDeps(env, ({ statement }) =>
    statement(`select 1 from whole_lists w join batches b on b.id = w.batch_id where b.status <> 'done'`, []),
  );

const killAndRestart = async (env: Env, rowCount: number, mode: string) => {
  await submit(env, rowCount, mode);
  let kills = 0;
  for (let attempt = 1; attempt <= KILLS; attempt++) {
    const { isKilled, code } = await work(env, attempt, 40 + Math.random() * 900);
    expect([0, null]).toContain(code);
    if (isKilled) kills += 1;
    expect(await halfLists(env)).toEqual([]);
  }
  expect(await work(env, KILLS + 1, undefined)).toEqual({ isKilled: false, code: 0 });
  return kills;
};

const everyRowOnce = (rowCount: number, mode: string) => {
  const bad = Math.floor(rowCount / BAD_EVERY);
  const taken = rowCount - bad;
  return {
    batch: [
      {
        status: 'done',
        row_count: rowCount,
        accepted_count: rowCount - bad,
        corrected_count: 0,
        unchanged_count: 0,
        rejected_count: bad,
        total_rows: rowCount,
      },
    ],
    records: [{ rows: rowCount - bad, places: rowCount - bad, version: 1 }],
    lists:
      mode === 'full' ? [{ imprint_count: taken, sha256: digestOf(rowCount), named: taken, pieces: 0 }] : [],
    errors: [{ rows: bad }],
    counted: [{ accepted: rowCount - bad }],
    month: [{ accepted: rowCount - bad, rejected: bad, timed: rowCount - bad }],
  };
};

test('an import killed again and again on PostgreSQL ends with every row in exactly once', async () => {
  const env = { DATABASE_URL: await freshDatabaseUrl(), MASTER_KEY: masterKey, LOG_LEVEL: 'error' };
  expect(await killAndRestart(env, 30_000, 'append')).toBeGreaterThan(0);
  expect(await outcome(env)).toEqual(everyRowOnce(30_000, 'append'));
});

test('a whole list killed again and again on the embedded database is in once, and never half a reconciliation', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'registry-kill-'));
  try {
    const env = { DATABASE_URL: '', DATA_DIR: dataDir, MASTER_KEY: masterKey, LOG_LEVEL: 'error' };
    expect(await killAndRestart(env, 15_000, 'full')).toBeGreaterThan(0);
    expect(await outcome(env)).toEqual(everyRowOnce(15_000, 'full'));
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});
