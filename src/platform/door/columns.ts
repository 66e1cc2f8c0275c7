import { bigint, customType, date, timestamp } from 'drizzle-orm/pg-core';
import type { Day } from '../../kernel/day.ts';

// Columns as both drivers give them (postgres-options.ts, open-database.ts). An instant is PostgreSQL's own
// text, `2026-11-24 00:00:00+00`: what is shown or signed goes through utc-text.ts, which makes RFC 3339 of
// it. A day is YYYY-MM-DD, an int8 a number (counts and ids stay far below 2^53), bytes are bytes.
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });
export const dayColumn = (name: string) => date(name, { mode: 'string' }).$type<Day>();
export const int8 = (name: string) => bigint(name, { mode: 'number' });
export const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });
export const transactionId = customType<{ data: string }>({ dataType: () => 'xid8' });
