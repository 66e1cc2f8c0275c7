import { jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { dayColumn } from '../../platform/door/columns.ts';

export const settings = pgTable(
  'settings',
  {
    key: text().notNull(),
    value: jsonb().notNull(),
    basis: text().notNull(),
    validFrom: dayColumn('valid_from').notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.validFrom] })],
);
