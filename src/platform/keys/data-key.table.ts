import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { bytes, instant } from '../door/columns.ts';
import type { Suite } from './data-key.ts';

export const dataKeys = pgTable('data_keys', {
  no: integer().primaryKey(),
  keyId: text('key_id').notNull(),
  suite: text().$type<Suite>().notNull().default('default'),
  wrapped: bytes('wrapped').notNull(),
  wrappedBy: text('wrapped_by').notNull(),
  madeAt: instant('made_at').notNull(),
  madeBy: text('made_by').notNull(),
  // Null: what the keys before it sealed is still being sealed anew.
  resealedAt: instant('resealed_at'),
});
