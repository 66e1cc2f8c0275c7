import { boolean, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { dayColumn, instant, int8 } from '../../platform/door/columns.ts';
import type { PublicFormat } from './public-file.rules.ts';

export const publicChanges = pgTable('public_changes', {
  recordId: int8('record_id').notNull(),
  isLeaving: boolean('is_leaving').notNull(),
});

export const publicEntries = pgTable(
  'public_entries',
  {
    list: text().notNull(),
    recordId: int8('record_id').notNull(),
    position: int8('position').notNull(),
    gone: int8('gone'),
    goneAt: instant('gone_at'),
    leavesOn: dayColumn('leaves_on'),
    name: text(),
    uscc: text(),
    json: text(),
    csv: text(),
  },
  (t) => [primaryKey({ columns: [t.list, t.recordId, t.position] })],
);

export const publicFiles = pgTable(
  'public_files',
  {
    list: text().notNull(),
    position: int8('position').notNull(),
    format: text().$type<PublicFormat>().notNull(),
    rowCount: integer('row_count').notNull(),
    byteCount: int8('byte_count').notNull(),
    sha256: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.list, t.format] })],
);

export const publicListHeads = pgTable('public_lists', {
  list: text().primaryKey(),
  position: int8('position').notNull(),
  oldest: int8('oldest').notNull().default(0),
  publishedAt: instant('published_at').notNull(),
});
