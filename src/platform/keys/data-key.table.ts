import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { bytes, instant } from '../door/columns.ts';

export const dataKeys = pgTable('data_keys', {
  no: integer().primaryKey(),
  keyId: text('key_id').notNull(),
  wrapped: bytes('wrapped').notNull(),
  wrappedBy: text('wrapped_by').notNull(),
  madeAt: instant('made_at').notNull(),
  madeBy: text('made_by').notNull(),
});

export const keyStanding = pgTable('key_standing', {
  id: integer().primaryKey().default(1),
  announced: integer().notNull().default(1),
  top: integer().notNull().default(1),
  settled: integer().notNull().default(1),
  resealed: integer().notNull().default(1),
});
