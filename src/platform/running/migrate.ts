import type { DbRow } from '../door/db.ts';
import { sha256Hex } from '../keys/hash.ts';

export type MigrationFile = { name: string; sql: string };
export type MigrationRun = {
  exec(sql: string): Promise<void>;
  query(sql: string): Promise<DbRow[]>;
};

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

// Applies what is pending, each file in its own transaction, under one lock; a file that changed after
// it was applied ends the run.
export const applyMigrations = async (
  run: MigrationRun,
  files: readonly MigrationFile[],
): Promise<{ applied: string[] }> => {
  await run.exec(
    `create table if not exists migrations (
      name text primary key, sha256 text not null, applied_at timestamptz not null default now())`,
  );
  const done = new Map(
    (await run.query(`select name, sha256 from migrations`)).map((row) => [
      String(row.name),
      String(row.sha256),
    ]),
  );
  const changed = files.find((file) => done.has(file.name) && done.get(file.name) !== sha256Hex(file.sql));
  if (changed) throw new Error(`migration ${changed.name} was changed after it was applied`);
  const applied: string[] = [];
  for (const file of files.filter(({ name }) => !done.has(name)).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (await applyOne(run, file)) applied.push(file.name);
  }
  return { applied };
};

const applyOne = async (run: MigrationRun, file: MigrationFile): Promise<boolean> => {
  try {
    await run.exec(`begin; select pg_advisory_xact_lock(815001);`);
    const [already] = await run.query(`select 1 from migrations where name = ${literal(file.name)}`);
    if (!already) {
      await run.exec(file.sql);
      await run.exec(
        `insert into migrations (name, sha256)
        values (${literal(file.name)}, ${literal(sha256Hex(file.sql))})`,
      );
    }
    await run.exec('commit');
    return !already;
  } catch (cause) {
    await run.exec('rollback');
    throw cause;
  }
};

export const pendingMigrations = async (
  run: Pick<MigrationRun, 'query'>,
  names: readonly string[],
): Promise<string[]> => {
  const done = new Set((await run.query(`select name from migrations`)).map((row) => String(row.name)));
  return names.filter((name) => !done.has(name));
};
