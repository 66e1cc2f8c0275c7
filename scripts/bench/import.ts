import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import postgres from 'postgres';
import { openPostgres, readMigrations } from '../../src/node/open-database.ts';
import { freshDatabase, type PostgresServer } from '../../test/kit/postgres.ts';
import { serveRegistry } from './check.ts';
import { addFeeder, importOnce } from './feeding.ts';
import { writePenalties } from './generate-penalties.ts';
import { type BenchResult, round } from './result.ts';
import { startServer } from './server.ts';

const TARGET = 0.3;
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
  'feed_days',
  'feed_months',
  'audit_lines',
];

const ours = async (url: string, key: string, file: string) => {
  const service = await serveRegistry(url);
  try {
    const { seconds, batch } = await importOnce(service.url, key, file);
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
  const server = await startServer();
  try {
    const url = await freshDatabase(server);
    const { key, agency } = await addFeeder(url);
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
