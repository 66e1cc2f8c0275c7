import { createReadStream, mkdtempSync, openAsBlob, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { addAgency } from '../../src/agencies/add-agency.ts';
import { issueKey } from '../../src/agencies/issue-key.ts';
import { openPostgres, readMigrations } from '../../src/node/open-database.ts';
import { depsOver } from '../../src/node/open-deps.ts';
import { operatorActor } from '../../src/platform/actor.ts';
import { readConfig } from '../../src/platform/config.ts';
import { loadReference } from '../../src/rulebook/load-reference.ts';
import { freshDatabase, type PostgresServer, startPostgres } from '../../test/kit/postgres.ts';
import { startChild } from './child.ts';
import { cityCode, masterKey } from './city.ts';
import { writePenalties } from './generate-penalties.ts';
import { type BenchResult, round } from './result.ts';

const TARGET = 0.2;
const MOST_RSS_MB = 512;
// Every table that an import fills, in the order that foreign keys allow.
const filledTables = [
  'batches',
  'batch_parts',
  'subjects',
  'subject_identifiers',
  'subject_names',
  'records',
  'record_versions',
  'batch_errors',
  'feeds',
  'audit_lines',
];

const prepare = async (url: string) => {
  const database = openPostgres(url, { max: 2 });
  await database.migrate(readMigrations('migrations'));
  const config = readConfig({ DATABASE_URL: url, MASTER_KEY: masterKey, LOG_LEVEL: 'error' });
  const send = async () => ({ ok: false as const, fault: 'connect', tookMs: 0 });
  const deps = await depsOver(config, database, { send });
  const operator = { ...deps, actor: operatorActor('operator:bench'), requestId: 'bench' };
  await loadReference(operator);
  const agency = { code: 'SCJG', name: '基准市场监管局', uscc: cityCode(1) };
  await addAgency(operator, { ...agency, roles: ['feeder'], catalogs: ['administrative-penalty'] });
  const { key } = await issueKey(operator, { agency: agency.code });
  await database.close();
  return { key, agency };
};

type Batch = { id: string; status: string; counts: { rows: number; accepted: number; rejected: number } };

// From the first byte sent to the last row committed, over HTTP.
const importOnce = async (
  url: string,
  key: string,
  file: string,
): Promise<{ seconds: number; batch: Batch }> => {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'text/csv' };
  const began = performance.now();
  const answer = await fetch(`${url}/api/v1/batches?catalog=administrative-penalty`, {
    method: 'POST',
    headers,
    body: await openAsBlob(file),
  });
  if (answer.status !== 202) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
  let batch: Batch = await answer.json();
  for (; batch.status === 'queued' || batch.status === 'running'; await wait(100))
    batch = await (await fetch(`${url}/api/v1/batches/${batch.id}`, { headers })).json();
  return { seconds: (performance.now() - began) / 1000, batch };
};

const ours = async (url: string, key: string, file: string) => {
  const service = await startChild(fileURLToPath(new URL('registry-server.ts', import.meta.url)), {
    DATABASE_URL: url,
    MASTER_KEY: masterKey,
    PORT: '0',
    LOG_LEVEL: 'error',
  });
  try {
    const { seconds, batch } = await importOnce(service.url, key, file);
    if (batch.status !== 'done') throw new Error(`import ended ${JSON.stringify(batch)}`);
    return { seconds, rows: batch.counts.rows, peakRssMb: service.peakRssMb() };
  } finally {
    await service.stop();
  }
};

// Written by the server beside its own data, where its account may write.
const copyOut = async (sql: postgres.Sql, folder: string) => {
  for (const table of ['agencies', ...filledTables])
    await sql.unsafe(`copy ${table} to '${join(folder, `bench-${table}`)}'`);
};

const copyIn = async (sql: postgres.Sql, folder: string, tables: readonly string[]): Promise<number> => {
  const began = performance.now();
  for (const table of tables)
    await pipeline(
      createReadStream(join(folder, `bench-${table}`)),
      await sql.unsafe(`copy ${table} from stdin`).writable(),
    );
  return (performance.now() - began) / 1000;
};

// The same rows into the same tables with the same indexes and constraints, by COPY alone.
const baseline = async (server: PostgresServer, from: string): Promise<number> => {
  const folder = server.dataDir;
  const source = postgres(from, { max: 1, onnotice: () => {} });
  await copyOut(source, folder);
  await source.end();
  const url = await freshDatabase(server);
  const database = openPostgres(url, { max: 1 });
  await database.migrate(readMigrations('migrations'));
  await database.close();
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await copyIn(sql, folder, ['agencies']);
  const seconds = await copyIn(sql, folder, filledTables);
  await sql.end();
  return seconds;
};

export const importBench = async ({ isQuick }: { isQuick: boolean }): Promise<BenchResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'registry-import-'));
  const server = await startPostgres(18);
  try {
    const url = await freshDatabase(server);
    const { key, agency } = await prepare(url);
    const file = join(folder, 'penalties.csv');
    await writePenalties(file, isQuick ? 200_000 : 1_000_000, agency);
    const { seconds, rows, peakRssMb } = await ours(url, key, file);
    const copySeconds = await baseline(server, url);
    const ratio = round(copySeconds / seconds);
    return {
      case: 'import',
      unit: 'rows/s',
      ours: Math.round(rows / seconds),
      baseline: Math.round(rows / copySeconds),
      ratio,
      peakRssMb: Math.round(peakRssMb),
      target: `≥ ${TARGET}, RSS ≤ ${MOST_RSS_MB} MB`,
      isMet: ratio >= TARGET && peakRssMb <= MOST_RSS_MB,
    };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
