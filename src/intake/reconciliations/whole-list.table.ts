import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from '../../platform/door/columns.ts';

export const batchImprints = pgTable(
  'batch_imprints',
  {
    batchId: uuid('batch_id').notNull(),
    nextRow: integer('next_row').notNull(),
    sealed: bytes('sealed').notNull(),
  },
  (t) => [primaryKey({ columns: [t.batchId, t.nextRow] })],
);

// The last whole list of an agency and catalogue that was worked off; batch_records holds what it named.
export const wholeLists = pgTable(
  'whole_lists',
  {
    agencyId: integer('agency_id').notNull(),
    catalog: text().notNull(),
    batchId: uuid('batch_id').notNull(),
    at: instant('at').notNull(),
    imprintCount: integer('imprint_count').notNull(),
    sha256: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.catalog] })],
);
