import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { PGlite, type PGliteOptions, types } from '@electric-sql/pglite';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { Db, DbRow, Statement } from '../platform/door/db.ts';
import { type Unsealing, type UnsealingDatabase, unsealing } from '../platform/keys/unsealing.ts';
import { applyMigrations, type MigrationFile, type MigrationRun } from '../platform/running/migrate.ts';
import { type DatabaseLimits, postgresOptions, sessionLimits } from '../platform/running/postgres-options.ts';
import { grantsFor, runningRole } from '../platform/running/running-role.ts';
import { lockDataFolder } from './data-folder-lock.ts';
import { serveBackups } from './embedded-backup.ts';

// V8 13.6 (Node 24) can free the same WebAssembly code twice, which ends the process with SIGTRAP ("Check
// failed: jit_page_->allocations_.erase(addr) == 1"): the embedded database runs on it. Unneeded code stays,
// some megabytes.
setFlagsFromString('--no-wasm-code-gc');

export type Database = {
  kind: 'postgres' | 'embedded';
  db: Db;
  statement: Statement;
  quick: Statement;
  migrate(files: readonly MigrationFile[]): Promise<{ applied: string[] }>;
  // The running role that was given its rights; null where none is named beside the owner.
  grant(): Promise<string | null>;
  maintain(): Promise<void>;
  close(): Promise<void>;
  // As the role that migrates.
  asOwner<T>(step: (run: MigrationRun) => Promise<T>): Promise<T>;
  // From then on, what is sealed in a text or a JSON value is read as it was written.
  unsealBy: UnsealingDatabase['unsealBy'];
};

export const readMigrations = (folder: string): MigrationFile[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(folder, name), 'utf8') }));

const asText = (value: string) => value;
const asNumber = (value: string) => Number(value);

// int8 counts and ids stay far below 2^53; days and instants arrive as text on every driver.
const pgliteParsers = ({ text, json }: Unsealing) => ({
  [types.INT8]: asNumber,
  [types.DATE]: asText,
  [types.TIMESTAMP]: asText,
  [types.TIMESTAMPTZ]: asText,
  [types.TEXT]: text,
  [types.JSON]: json,
  [types.JSONB]: json,
});

const pgliteRun = (pglite: PGlite): MigrationRun => ({
  exec: async (text) => void (await pglite.exec(text)),
  query: async (text) => (await pglite.query<DbRow>(text)).rows,
});

export class DataFolderDamaged extends Error {}

// The embedded database ends without a word where its files are broken; a fault of the folder itself has a
// code.
const openFolder = async (dataDir: string | undefined, options: PGliteOptions) => {
  try {
    return await PGlite.create(options);
  } catch (cause) {
    const isOfFolder = typeof (cause as { code?: unknown } | null)?.code === 'string';
    if (!dataDir || isOfFolder) throw cause;
    throw new DataFolderDamaged(
      `环境变量 DATA_DIR 指定的目录 ${dataDir} 中数据库文件已损坏，无法打开：请先另存该目录，再用最近的备份整体替换后启动；备份须含 master.key`,
      { cause },
    );
  }
};

export const openPglite = async (
  dataDir: string | undefined,
  snapshot?: Blob,
): Promise<Database & { pglite: PGlite }> => {
  if (dataDir) mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const release = dataDir ? await lockDataFolder(dataDir) : async () => {};
  const reads = unsealing();
  const pglite = await openFolder(dataDir, {
    ...(dataDir ? { dataDir: join(dataDir, 'pgdata') } : {}),
    ...(snapshot ? { loadDataDir: snapshot } : {}),
    parsers: pgliteParsers(reads),
  });
  await pglite.exec(`set timezone to 'UTC'`);
  // As it is between two statements, which is as a killed process leaves it: a start finishes what was
  // committed.
  const dump = () => pglite.exec('checkpoint').then(() => pglite.dumpDataDir('gzip'));
  const endBackups = dataDir ? await serveBackups(dataDir, dump) : async () => {};
  const statement: Statement = async (text, params) => (await pglite.query<DbRow>(text, [...params])).rows;
  return {
    kind: 'embedded',
    pglite,
    db: drizzlePglite(pglite),
    statement,
    quick: statement,
    unsealBy: reads.unsealBy,
    asOwner: (step) => step(pgliteRun(pglite)),
    migrate: (files) => applyMigrations(pgliteRun(pglite), files),
    grant: async () => null,
    // PGlite never vacuums and never checkpoints by itself.
    maintain: async () => {
      for (const table of [
        'deliveries',
        'notices',
        'records',
        'listings',
        'batches',
        'subject_streams',
        'subscriptions',
      ])
        await pglite.exec(`vacuum (analyze) ${table}`);
      await pglite.exec('checkpoint');
    },
    close: async () => {
      await endBackups();
      await pglite.close();
      await release();
    },
  };
};

const KEYED_CONNECTIONS = 5;
const alwaysByIndex = { enable_seqscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off' };
const preparedOn =
  (client: postgres.Sql): Statement =>
  async (text, params) => [...(await client.unsafe<DbRow[]>(text, [...params], { prepare: true }))];

const postgresRun = (client: postgres.Sql): MigrationRun => ({
  exec: async (text) => void (await client.unsafe(text).simple()),
  query: async (text) => [...(await client.unsafe<DbRow[]>(text))],
});

const USUAL_LIMITS: DatabaseLimits = { statementMs: 60_000, lockMs: 8_000, idleMs: 10_000 };
// Twice what a check may take: nobody waits for it any more.
const QUICK_STATEMENT_MS = 10_000;
// A migration lasts as long as it lasts, and a second process waits for the first; frozen, it is ended like
// others.
const UNHURRIED = { statementMs: 0, lockMs: 0 };

const sessionOf = (reads: Unsealing, limits: DatabaseLimits, planning: Record<string, string> = {}) => {
  const options = postgresOptions(reads);
  return { ...options, connection: { ...options.connection, ...sessionLimits(limits), ...planning } };
};

export const openPostgres = (
  url: string,
  {
    limits = USUAL_LIMITS,
    ...options
  }: { max?: number; migrationUrl?: string; limits?: DatabaseLimits } = {},
): Database => {
  const reads = unsealing();
  const client = postgres(url, { max: options.max ?? 10, ...sessionOf(reads, limits) });
  // Statements over a few keys: a plan made while a table was empty must not read it whole when it has grown.
  const byKey = postgres(url, { ...sessionOf(reads, limits, alwaysByIndex), max: KEYED_CONNECTIONS });
  // Planned once: with the few values of a small group in sight the server would plan every call
  // anew, which costs more than the call. One connection: waking a second server process costs more
  // than waiting behind the first.
  const quickLimits = { ...limits, statementMs: Math.min(limits.statementMs, QUICK_STATEMENT_MS) };
  const planning = { ...alwaysByIndex, plan_cache_mode: 'force_generic_plan' };
  const quickClient = postgres(url, { ...sessionOf(reads, quickLimits, planning), max: 1 });
  const asOwner = async <T>(step: (run: MigrationRun) => Promise<T>): Promise<T> => {
    const owner = postgres(options.migrationUrl ?? url, {
      ...sessionOf(reads, { ...limits, ...UNHURRIED }),
      max: 1,
    });
    return step(postgresRun(owner)).finally(() => owner.end());
  };
  const role = runningRole(url, options.migrationUrl);
  const grant = async () => {
    if (role !== null) await asOwner((run) => run.exec(grantsFor(role)));
    return role;
  };
  return {
    kind: 'postgres',
    db: drizzlePostgres(client),
    statement: preparedOn(byKey),
    quick: preparedOn(quickClient),
    unsealBy: reads.unsealBy,
    asOwner,
    migrate: async (files) => {
      const applied = await asOwner((run) => applyMigrations(run, files));
      await grant();
      return applied;
    },
    grant,
    maintain: async () => {},
    close: async () =>
      void (await Promise.all([client, byKey, quickClient].map((each) => each.end({ timeout: 1 })))),
  };
};
