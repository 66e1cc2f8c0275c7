import { boolean, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from '../../platform/door/columns.ts';

export const dropSources = pgTable('drop_sources', {
  id: uuid().primaryKey(),
  agencyId: integer('agency_id').notNull(),
  catalog: text().notNull(),
  mode: text().notNull(),
  kind: text().notNull(),
  location: text().notNull(),
  region: text(),
  sealedCredentials: bytes('sealed_credentials'),
  isPaused: boolean('is_paused').notNull().default(false),
  createdBy: text('created_by').notNull(),
  createdAt: instant('created_at').notNull(),
  lastPolledAt: instant('last_polled_at'),
  lastResult: jsonb('last_result'),
  leaseToken: uuid('lease_token'),
  leaseUntil: instant('lease_until'),
});

export const droppedFiles = pgTable('dropped_files', {
  id: uuid().primaryKey(),
  sourceId: uuid('source_id').notNull(),
  name: text().notNull(),
  version: text().notNull(),
  seenAt: instant('seen_at').notNull(),
  batchId: uuid('batch_id'),
  refusal: jsonb(),
});
