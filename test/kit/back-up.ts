import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../src/platform/door/db.ts';
import type { TestApp } from './app.ts';

const tablesOf = async (db: Db) =>
  (
    await rows<{ name: string }>(db, sql`select tablename as name from pg_tables where schemaname = 'public'`)
  ).map(({ name }) => `"${name}"`);
const sequencesOf = (db: Db) =>
  rows<{ name: string; value: number | null }>(
    db,
    sql`select sequencename as name, last_value as value from pg_sequences where schemaname = 'public'`,
  );

const saved = async (db: Db) => {
  const names = await tablesOf(db);
  await db.execute(sql.raw('drop schema if exists back_up cascade'));
  await db.execute(sql.raw('create schema back_up'));
  for (const name of names) await db.execute(sql.raw(`create table back_up.${name} as table public.${name}`));
  return { names, sequences: await sequencesOf(db) };
};

// As pg_restore leaves a database: every row and every sequence as it was, and nothing else.
export const backUp = async ({ deps: { db } }: Pick<TestApp, 'deps'>) => {
  const { names, sequences } = await saved(db);
  return {
    restore: () =>
      db.transaction(async (tx) => {
        await tx.execute(sql.raw(`set local session_replication_role = 'replica'`));
        await tx.execute(
          sql.raw(`truncate ${names.map((name) => `public.${name}`).join(', ')} restart identity cascade`),
        );
        for (const name of names)
          await tx.execute(
            sql.raw(`insert into public.${name} overriding system value select * from back_up.${name}`),
          );
        for (const { name, value } of sequences)
          if (value !== null)
            await tx.execute(sql`select setval(${`public.${name}`}::text::regclass, ${value}::bigint)`);
      }),
    forget: () => db.execute(sql.raw('drop schema back_up cascade')),
  };
};
