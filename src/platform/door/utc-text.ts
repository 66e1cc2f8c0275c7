import { sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

// The drivers spell an instant as PostgreSQL does; answers and cursors carry RFC 3339.
// For a statement that is text:
export const secondsText = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
export const millisText = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

// The same two for the query builder.
type TextOf<C extends AnyPgColumn> = C['_']['notNull'] extends true ? string : string | null;
export const utcSeconds = <C extends AnyPgColumn>(column: C) =>
  sql<TextOf<C>>`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
export const utcMillis = <C extends AnyPgColumn>(column: C) =>
  sql<TextOf<C>>`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
