import type { SQL } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

// Both drivers fit this type without a cast: postgres.js on Node and Workers, PGlite embedded.
export type Db = PgDatabase<PgQueryResultHKT, Record<string, never>>;

export type Row = Record<string, unknown>;
export type Param = string | number | boolean | null | Uint8Array;

// A prepared statement outside any transaction, for the hot paths (stack.md: unprepared calls run at half the speed).
// Timestamps in the answer are whatever the driver gives: select them as text or epoch.
export type Statement = (text: string, params: readonly Param[]) => Promise<Row[]>;

// drizzle's execute() answers an array on postgres.js and {rows} on PGlite.
export const rows = async <T extends Row = Row>(db: Db, query: SQL): Promise<T[]> => {
  const answer: unknown = await db.execute(query);
  return (Array.isArray(answer) ? [...answer] : (answer as { rows: T[] }).rows) as T[];
};

// A whole column as one text parameter for unnest($1::text::text[]): parsing it costs the server a third of jsonb, and
// unlike a real array parameter it works on every driver.
export const columnText = (values: readonly (Json | undefined)[]): string =>
  `{${values.map(element).join(',')}}`;

type Json = string | number | boolean | null | object;
const element = (value: Json | undefined): string => {
  if (value === null || value === undefined) return 'NULL';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
};

// What a set-based statement reads with jsonb_to_recordset(${json(list)}); arrays as parameters fail on Workers.
export const json = (value: unknown): string => JSON.stringify(value);
