import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { addAgency } from '../../src/access/agencies/add-agency.ts';
import { addDropSource } from '../../src/intake/drop-sources/add-drop-source.ts';
import { freshDatabaseUrl } from '../kit/database.ts';
import { aUscc } from '../kit/identities.ts';
import { type Env, withDeps, withNewRegistry } from '../kit/registry.ts';
import { aPenaltyRow, csvOf } from '../kit/uploads.ts';

const masterKey = randomBytes(32).toString('base64');
const KILLS = 4;
const FILES = 15;
const ROWS_A_FILE = 20;
const BAD_FILES = 3;

const prepare = (env: Env, folder: string) =>
  withNewRegistry(env, async (operator) => {
    const agency = { code: 'SCJG', name: '示例市场监管局', uscc: aUscc('11SCJG') };
    const catalog = 'administrative-penalty';
    await addAgency(operator, { ...agency, roles: ['feeder'], catalogs: [catalog], region: '440300' });
    await addDropSource(operator, {
      agency: 'SCJG',
      catalog,
      mode: 'append',
      kind: 'folder',
      location: 'scjg',
    });
    const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
    for (let file = 0; file < FILES; file++) {
      const rows = Array.from({ length: ROWS_A_FILE }, (_, row) => aPenaltyRow(agency, `${file}x${row}`));
      write(`f${file}.csv`, csvOf(rows));
    }
    for (let file = 0; file < BAD_FILES; file++) write(`bad${file}.csv`, '甲,乙\n1,2\n');
  });

// Killed after the given time, or left to its end.
const work = (env: Env, attempt: number, killAfterMs: number | undefined) =>
  new Promise<{ isKilled: boolean; code: number | null }>((ended) => {
    const worker = spawn(
      process.execPath,
      ['--disable-proto=delete', '--import', 'tsx', 'test/fault/drop-worker.ts'],
      {
        env: { ...process.env, ...env, CLOCK_AHEAD_MS: String(attempt * 15 * 60_000) },
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
  withDeps(env, ({ statement }) =>
    statement(
      `select count(*)::int as batches, count(distinct file_name)::int as files,
        sum(accepted_count)::int as accepted,
        sum(row_count)::int as rows, bool_and(status = 'done') as "areDone",
        (select count(*)::int from records) as records, (select count(*)::int from dropped_files) as open
      from batches where status <> 'uploading'`,
      [],
    ),
  );

const killAndRestart = async (env: Env, folder: string) => {
  await prepare(env, folder);
  let kills = 0;
  for (let attempt = 1; attempt <= KILLS; attempt++) {
    const { isKilled, code } = await work(env, attempt, 20 + Math.random() * 700);
    expect([0, null]).toContain(code);
    if (isKilled) kills += 1;
  }
  expect(await work(env, KILLS + 1, undefined)).toEqual({ isKilled: false, code: 0 });
  expect(kills).toBeGreaterThan(0);
  expect(await outcome(env)).toEqual([
    {
      batches: FILES,
      files: FILES,
      accepted: FILES * ROWS_A_FILE,
      rows: FILES * ROWS_A_FILE,
      areDone: true,
      records: FILES * ROWS_A_FILE,
      open: 0,
    },
  ]);
  expect(readdirSync(join(folder, '.done'))).toHaveLength(FILES);
  expect(readdirSync(join(folder, '.error'))).toHaveLength(BAD_FILES);
  const results = readdirSync(folder).filter((name) => !name.startsWith('.'));
  expect(results.every((name) => name.endsWith('.json'))).toBe(true);
  expect(results.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')).file)).toHaveLength(
    FILES + BAD_FILES,
  );
};

const inFolders = async (step: (folders: { drop: string; data: string }) => Promise<void>) => {
  const base = mkdtempSync(join(tmpdir(), 'registry-dropkill-'));
  const folders = { drop: join(base, 'drop'), data: join(base, 'data') };
  mkdirSync(join(folders.drop, 'scjg'), { recursive: true });
  mkdirSync(folders.data);
  try {
    await step(folders);
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
};

test('a poll killed again and again on PostgreSQL takes every dropped file once and tells its result', () =>
  inFolders(async ({ drop }) => {
    const env = {
      DATABASE_URL: await freshDatabaseUrl(),
      DROP_ROOT: drop,
      MASTER_KEY: masterKey,
      LOG_LEVEL: 'error',
    };
    await killAndRestart(env, join(drop, 'scjg'));
  }));

test('a poll killed again and again on the embedded database takes every dropped file once and tells its result', () =>
  inFolders(async ({ drop, data }) => {
    const env = {
      DATABASE_URL: '',
      DATA_DIR: data,
      DROP_ROOT: drop,
      MASTER_KEY: masterKey,
      LOG_LEVEL: 'error',
    };
    await killAndRestart(env, join(drop, 'scjg'));
  }));
