import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from '../../platform/door/columns.ts';

export const columnMappings = pgTable(
  'column_mappings',
  {
    agencyId: integer('agency_id').notNull(),
    catalog: text().notNull(),
    version: integer().notNull(),
    columns: jsonb(),
    savedBy: text('saved_by').notNull(),
    savedAt: instant('saved_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.catalog, t.version] })],
);
