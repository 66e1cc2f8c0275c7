import { globSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { is } from 'drizzle-orm';
import { getTableConfig, type PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { beforeAll, expect, test } from 'vitest';
import { openTestDb, type TestDb } from '../kit/database.ts';

// A column is spelled once, in <noun>.table.ts: what stands there is what the migrations made.
let db: TestDb;
let tables: PgTable[];
beforeAll(async () => {
  db = await openTestDb();
  const modules = await Promise.all(
    globSync('src/**/*.table.ts').map((path) => import(pathToFileURL(path).href) as Promise<object>),
  );
  tables = modules.flatMap((module) => Object.values(module)).filter((value) => is(value, PgTable));
});

const typeNames: Readonly<Record<string, string>> = {
  int4: 'integer',
  int8: 'bigint',
  bool: 'boolean',
  timestamptz: 'timestamp with time zone',
  _text: 'text[]',
};

const sqlType = (column: PgColumn) => column.getSQLType() as string;

const drawnOf = (table: PgTable) => {
  const { name, columns, primaryKeys } = getTableConfig(table);
  const key = [
    ...columns.filter((column) => column.primary).map((column) => column.name),
    ...primaryKeys.flatMap((each) => each.columns.map((column) => column.name)),
  ];
  return {
    name,
    key: key.sort(),
    columns: columns
      .map((column) => [
        column.name,
        sqlType(column),
        column.notNull ? 'not null' : 'null',
        column.hasDefault || column.generatedIdentity ? 'given' : 'asked',
      ])
      .sort(),
  };
};

const migratedTables = async () => {
  const columns = await db.statement(
    `select c.table_name, c.column_name, c.udt_name, c.is_nullable, c.column_default is not null
      or c.is_identity = 'YES' as given
     from information_schema.columns c join pg_tables t on t.tablename = c.table_name
       and t.schemaname = 'public'
     where c.table_schema = 'public'`,
    [],
  );
  const keys = await db.statement(
    `select i.indrelid::regclass::text as table_name, a.attname as column_name from pg_index i
     join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
     join pg_class t on t.oid = i.indrelid and t.relnamespace = 'public'::regnamespace where i.indisprimary`,
    [],
  );
  const keyOf = (table: unknown) =>
    keys.filter(({ table_name }) => table_name === table).map(({ column_name }) => String(column_name));
  return [...Map.groupBy(columns, ({ table_name }) => String(table_name))].map(([name, found]) => ({
    name,
    key: keyOf(name).sort(),
    columns: found
      .map(({ column_name, udt_name, is_nullable, given }) => [
        String(column_name),
        typeNames[String(udt_name)] ?? String(udt_name),
        is_nullable === 'NO' ? 'not null' : 'null',
        given ? 'given' : 'asked',
      ])
      .sort(),
  }));
};

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);

test('every table has its definition, and every definition is the table that the migrations made', async () => {
  const migrated = (await migratedTables()).sort(byName);
  expect(migrated.length).toBeGreaterThan(70);
  expect(tables.map(drawnOf).sort(byName)).toEqual(migrated);
});
