import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { dayColumn } from './columns.ts';

export const lookCounts = pgTable(
  'look_counts',
  {
    actor: text().notNull(),
    day: dayColumn('day').notNull(),
    // The key of the setting that bounds it.
    quota: text().notNull(),
    looks: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.actor, t.day, t.quota] })],
);
