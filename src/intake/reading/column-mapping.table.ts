import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from '../../platform/door/columns.ts';

export const columnMappings = pgTable(
  'column_mappings',
  {
    agencyId: integer('agency_id').notNull(),
    catalog: text().notNull(),
    version: integer().notNull(),
    // Null where the version says that the mapping was removed.
    columns: jsonb().$type<Readonly<Record<string, string | null>>>(),
    savedBy: text('saved_by').notNull(),
    savedAt: instant('saved_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.catalog, t.version] })],
);
export type MappingRow = Pick<
  typeof columnMappings.$inferSelect,
  'version' | 'columns' | 'savedBy' | 'savedAt'
>;
