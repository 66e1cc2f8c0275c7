import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { bytes, instant, int8 } from '../door/columns.ts';

export const masterKeys = pgTable('master_keys', {
  id: integer().primaryKey().default(1),
  keyId: text('key_id').notNull(),
  canary: bytes('canary').notNull(),
  blindIndex: text('blind_index').notNull(),
  keptAt: instant('kept_at').notNull(),
  keptBy: text('kept_by').notNull(),
});

export const indexFaults = pgTable('index_faults', {
  id: integer().primaryKey().default(1),
  missing: int8('missing').notNull(),
  foundAt: instant('found_at').notNull(),
});
