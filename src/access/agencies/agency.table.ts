import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { dayColumn, instant } from '../../platform/door/columns.ts';

export const agencies = pgTable('agencies', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  code: text().notNull(),
  name: text().notNull(),
  uscc: text().notNull(),
  region: text().notNull().default('000000'),
  roles: text().array().notNull().default([]),
  catalogs: text().array().notNull().default([]),
  validFrom: dayColumn('valid_from').notNull(),
  validUntil: dayColumn('valid_until'),
  successorId: integer('successor_id'),
  createdAt: instant('created_at').notNull(),
});

export const apiKeys = pgTable('api_keys', {
  id: uuid().primaryKey(),
  agencyId: integer('agency_id').notNull(),
  keyHash: text('key_hash').notNull(),
  issuedAt: instant('issued_at').notNull(),
  revokedAt: instant('revoked_at'),
});
