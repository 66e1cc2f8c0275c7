import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openPglite, openPostgres, readMigrations } from '../../src/node/open-database.ts';
import { freshDatabase, type PostgresServer, startPostgres } from './postgres.ts';

// What a test process needs to open a database that is migrated and empty.
export type TestDatabaseSource =
  | { kind: 'embedded'; snapshot: string }
  | { kind: 'postgres'; url: string; prefix: string; template: string };

declare module 'vitest' {
  export interface ProvidedContext {
    database: TestDatabaseSource;
  }
}

const migrations = readMigrations('migrations');

const snapshotPath = () => {
  const hash = createHash('sha256').update(JSON.stringify(migrations));
  hash.update(readFileSync('node_modules/@electric-sql/pglite/package.json'));
  return join('node_modules/.cache/credit-registry', `migrated-${hash.digest('hex').slice(0, 16)}.tar`);
};

// By the files' own clock: this process's may have been moved by years (`npm run test:dates`).
const dropOldSnapshots = (folder: string, fresh: string) => {
  const hourBefore = statSync(fresh).mtimeMs - 3_600_000;
  for (const file of readdirSync(folder).map((name) => join(folder, name)))
    if (statSync(file).mtimeMs < hourBefore) rmSync(file, { force: true });
};

// initdb and every migration take PGlite seconds; a snapshot loads in less than one, and lasts until a
// migration changes.
const embeddedSource = async (): Promise<TestDatabaseSource> => {
  const snapshot = snapshotPath();
  if (existsSync(snapshot)) return { kind: 'embedded', snapshot };
  const folder = join(snapshot, '..');
  mkdirSync(folder, { recursive: true });
  const database = await openPglite(undefined);
  await database.migrate(migrations);
  const dump = await database.pglite.dumpDataDir('none');
  await database.close();
  const draft = `${snapshot}.${process.pid}`;
  writeFileSync(draft, Buffer.from(await dump.arrayBuffer()));
  renameSync(draft, snapshot);
  dropOldSnapshots(folder, snapshot);
  return { kind: 'embedded', snapshot };
};

const serverSource = async (server: PostgresServer): Promise<TestDatabaseSource> => {
  const url = await freshDatabase(server);
  const database = openPostgres(url, { max: 1 });
  await database.migrate(migrations);
  await database.close();
  return {
    kind: 'postgres',
    url: server.url,
    prefix: server.prefix,
    template: new URL(url).pathname.slice(1),
  };
};

const needsServer = new Set(['fault', 'browser', 'worker']);

export const setup = async (project: TestProject) => {
  const wanted = process.env.TEST_DB ?? 'pglite';
  if (wanted === 'pglite' && !needsServer.has(project.name)) {
    project.provide('database', await embeddedSource());
    return undefined;
  }
  const server = await startPostgres(wanted === 'pg15' ? 15 : 18);
  project.provide('database', await serverSource(server));
  return () => server.stop();
};
