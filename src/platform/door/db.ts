import { type SQL, sql } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

// Both drivers fit this type without a cast: postgres.js on Node and Workers, PGlite embedded.
export type Db = PgDatabase<PgQueryResultHKT, Record<string, never>>;

export type DbRow = Record<string, unknown>;
export type Param = string | number | boolean | null | Uint8Array;

// A prepared statement outside any transaction, for the hot paths (unprepared calls run at half the speed).
// Timestamps in the answer are whatever the driver gives: select them as text or epoch.
export type Statement = (text: string, params: readonly Param[]) => Promise<DbRow[]>;

// For reads of whole tables, whose statements take minutes in a large registry: only where no lock is held
// that others wait for.
export const patiently = <T>(db: Db, read: (tx: Db) => Promise<T>): Promise<T> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = '30min'`);
    return read(tx);
  });

// Many such reads of what belongs together, while others go on writing.
export const atOneMoment = <T>(db: Db, read: (tx: Db) => Promise<T>): Promise<T> =>
  db.transaction(
    async (tx) => {
      await tx.execute(sql`set local statement_timeout = '30min'`);
      return read(tx);
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );

// drizzle's execute() answers an array on postgres.js and {rows} on PGlite.
export const rows = async <T extends DbRow = DbRow>(db: Db, query: SQL): Promise<T[]> => {
  const answer: unknown = await db.execute(query);
  return typed(Array.isArray(answer) ? [...answer] : (answer as { rows: DbRow[] }).rows);
};

// The same of a prepared statement.
export const ask = async <T extends DbRow>(
  run: Statement,
  text: string,
  params: readonly Param[],
): Promise<T[]> => typed(await run(text, params));

// The one place where rows take the type that the query promises.
const typed = <T extends DbRow>(list: readonly DbRow[]) => list as T[];

// A whole column as one text parameter, read back with columnAt(): a real array parameter fails on Workers,
// and an array literal or JSON costs both sides two to four times as much. A blank is absent.
export const columnText = (values: readonly (Json | undefined)[]): string =>
  values.map(element).join(BETWEEN);
export const columnAt = (place: number, type: string): string =>
  `string_to_array($${place}::text, e'\\x1f', e'\\x1e')::${type}[]`;

type Json = string | number | boolean | null | object;
const BETWEEN = '\u001f';
const ABSENT = '\u001e';
const element = (value: Json | undefined): string => {
  if (value === null || value === undefined || value === '') return ABSENT;
  // JSON spells control characters with backslashes.
  if (typeof value === 'object') return JSON.stringify(value);
  return storable(String(value));
};

// A text as a column of columnText() keeps it; what is signed must be what is kept.
export const storable = (text: string): string =>
  text.includes(BETWEEN) || text.includes(ABSENT)
    ? text.replaceAll(BETWEEN, ' ').replaceAll(ABSENT, ' ')
    : text;

// Rows by column, for a hot set-based statement: `from` reads as unnest(…) x("id", …), its
// parameters numbered from first.
export const columnSet = <K extends string>(types: Readonly<Record<K, string>>, first = 1) => {
  const names = Object.keys(types) as K[];
  const read = names.map((name, place) => columnAt(first + place, types[name])).join(', ');
  return {
    from: `unnest(${read}) x(${names.map((name) => `"${name}"`).join(', ')})`,
    next: first + names.length,
    params: (list: readonly Readonly<Record<K, Json | undefined>>[]): Param[] =>
      names.map((name) => columnText(list.map((row) => row[name]))),
  };
};

// A statement with $1, $2 … as drizzle takes it inside a transaction.
export const bound = (text: string, params: readonly Param[]) =>
  sql.join(
    text
      .split(/\$(\d+)/)
      .map((piece, place) => (place % 2 === 0 ? sql.raw(piece) : sql`${params[Number(piece) - 1]}`)),
  );

// The value that a set-based statement reads with jsonb_to_recordset(${json(list)}); arrays
// as parameters fail on Workers.
export const json = (value: unknown): string => JSON.stringify(value);
