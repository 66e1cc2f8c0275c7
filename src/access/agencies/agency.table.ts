import { date, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

export const agencies = pgTable('agencies', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  code: text().notNull(),
  name: text().notNull(),
  uscc: text().notNull(),
  region: text().notNull(),
  roles: text().array().notNull(),
  catalogs: text().array().notNull(),
  validFrom: date('valid_from').notNull(),
  validUntil: date('valid_until'),
  successorId: integer('successor_id'),
  createdAt: timestamp('created_at', { withTimezone: true, mode: 'string' }).notNull(),
});

export const apiKeys = pgTable('api_keys', {
  id: uuid().primaryKey(),
  agencyId: integer('agency_id').notNull(),
  keyHash: text('key_hash').notNull(),
  issuedAt: timestamp('issued_at', { withTimezone: true, mode: 'string' }).notNull(),
  revokedAt: timestamp('revoked_at', { withTimezone: true, mode: 'string' }),
});
