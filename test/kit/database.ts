import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { inject } from 'vitest';
import { loadMeasures } from '../../src/law/measures/load-measures.ts';
import { loadReference } from '../../src/law/rulebook/load-reference.ts';
import { type Database, openPglite, openPostgres } from '../../src/node/open-database.ts';
import { depsOver } from '../../src/node/open-deps.ts';
import { operatorActor } from '../../src/platform/door/actor.ts';
import { rows } from '../../src/platform/door/db.ts';
import { readConfig } from '../../src/platform/running/config.ts';
import { freshDatabase } from './postgres.ts';
import { asRunningRole } from './running-role.ts';

export type TestDb = Pick<Database, 'db' | 'statement' | 'close'> & {
  database: Database;
  reset(): Promise<void>;
};

// Law and calendars: loaded once, the same for every test. Referenced tables first.
const lawTables = ['rule_sets', 'settings', 'measures', 'calendar_years', 'calendar_days'];
const keptTables = ['migrations', ...lawTables];

const dataTables = async (database: Database): Promise<string[]> => {
  const found = await rows<{ name: string }>(
    database.db,
    sql`select tablename as name from pg_tables where schemaname = 'public' order by tablename`,
  );
  return found.map(({ name }) => name).filter((name) => !keptTables.includes(name));
};

const lawPrint = async ({ db }: Database): Promise<string> => {
  const lines = lawTables.map((name) => `select '${name} ' || t::text as line from "${name}" t`);
  const found = await rows<{ print: string }>(
    db,
    sql.raw(`select md5(string_agg(line, ' ' order by line)) as print from (${lines.join(' union all ')}) x`),
  );
  return found[0]?.print ?? '';
};

const keepLaw = async ({ db }: Database) => {
  await db.execute(sql.raw('create schema law'));
  for (const name of lawTables) await db.execute(sql.raw(`create table law."${name}" as table "${name}"`));
};

// A test may change the law; the next one finds it as it was.
const restoreLaw = async ({ db }: Database) => {
  await db.execute(sql.raw(`truncate ${lawTables.map((name) => `"${name}"`).join(', ')} cascade`));
  for (const name of lawTables)
    await db.execute(sql.raw(`insert into "${name}" overriding system value select * from law."${name}"`));
};

// Most tests fill a few tables: emptying only those is several times faster than truncating all.
const emptyTables = async (database: Database, tables: readonly string[]) => {
  const probes = tables.map((name) => `select '${name}' as name where exists (select from "${name}")`);
  const filled = await rows<{ name: string }>(database.db, sql.raw(probes.join(' union all ')));
  if (filled.length === 0) return;
  const names = filled.map(({ name }) => `"${name}"`).join(', ');
  await database.db.execute(sql.raw(`truncate ${names} restart identity cascade`));
};

type Counted = { name: string; last: number | null };
const sequences = ({ db }: Database) =>
  rows<Counted>(
    db,
    sql`select sequencename as name, last_value as last from pg_sequences where schemaname = 'public'`,
  );

// An emptied table counts from one again, but a table that was empty kept what a restoration had raised it by:
// then a listing and a subject of the next test met in one number.
const restoreSequences = async (database: Database, law: readonly Counted[]) => {
  const then = new Map(law.map(({ name, last }) => [name, last]));
  const moved = (await sequences(database)).filter(({ name, last }) => then.get(name) !== last);
  if (moved.length === 0) return;
  const back = moved.map(({ name }) => {
    const last = then.get(name) ?? null;
    return `setval('public."${name}"', ${last ?? 1}, ${last !== null})`;
  });
  await database.db.execute(sql.raw(`select ${back.join(', ')}`));
};

// owner migrates and empties; served is what the registry runs on, with TEST_ROLE=running as a role that owns nothing.
type Opened = { owner: Database; served: Database };

const openDatabase = async (): Promise<Opened> => {
  const source = inject('database');
  if (source.kind === 'embedded') {
    const embedded = await openPglite(undefined, new Blob([readFileSync(source.snapshot)]));
    return { owner: embedded, served: embedded };
  }
  const url = await freshDatabase(source, source.template);
  const owner = openPostgres(url);
  if (process.env.TEST_ROLE !== 'running') return { owner, served: owner };
  return { owner, served: openPostgres(await asRunningRole(url)) };
};

// Outside the snapshot, so that a changed rule set or setting is never read from an old one.
const loadLaw = async (database: Database) => {
  const config = readConfig({ MASTER_KEY: randomBytes(32).toString('base64'), LOG_LEVEL: 'error' });
  const send = async () => ({ ok: false as const, fault: 'connect', tookMs: 0 });
  const deps = await depsOver(config, database, { send });
  const operator = { ...deps, actor: operatorActor('operator:test'), requestId: 'test' };
  await loadReference(operator);
  await loadMeasures(operator);
};

const openOnce = async (): Promise<TestDb> => {
  const { owner, served } = await openDatabase();
  await loadLaw(owner);
  await keepLaw(owner);
  const law = await lawPrint(owner);
  const tables = await dataTables(owner);
  // The lines that loading the law left go first, or no test's line would ever again be the first.
  await emptyTables(owner, tables);
  const counted = await sequences(owner);
  const { db, statement, close } = owner;
  const reset = async () => {
    // The law first: what writes it leaves lines.
    if ((await lawPrint(owner)) !== law) await restoreLaw(owner);
    await emptyTables(owner, tables);
    await restoreSequences(owner, counted);
  };
  return { database: served, db, statement, close, reset };
};

// One database per test process: a PGlite takes a second to load and 350 MB to hold.
const held: { testDb?: Promise<TestDb> } = globalThis as { testDb?: Promise<TestDb> };

export const openTestDb = (): Promise<TestDb> => {
  held.testDb ??= openOnce();
  return held.testDb;
};

// For tests that start the service as a process of its own: an empty, migrated database on the real server.
export const freshDatabaseUrl = (): Promise<string> => {
  const source = inject('database');
  if (source.kind === 'embedded')
    throw new Error('this test needs a PostgreSQL server: run it with TEST_DB=pg18');
  return freshDatabase(source, source.template);
};
