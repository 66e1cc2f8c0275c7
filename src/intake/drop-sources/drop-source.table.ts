import { boolean, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from '../../platform/door/columns.ts';
import type { BatchMode } from '../uploads/batch.table.ts';
import type { DropRefusal } from './dropped-file.rules.ts';

export type PollResult = {
  found: number;
  waiting: number;
  submitted: number;
  settled: number;
  problem: { code: string; detail: string } | null;
};

export const dropSources = pgTable('drop_sources', {
  id: uuid().primaryKey(),
  agencyId: integer('agency_id').notNull(),
  catalog: text().notNull(),
  mode: text().$type<Exclude<BatchMode, 'dry-run'>>().notNull(),
  kind: text().$type<'folder' | 's3'>().notNull(),
  location: text().notNull(),
  region: text(),
  sealedCredentials: bytes('sealed_credentials'),
  isPaused: boolean('is_paused').notNull().default(false),
  createdBy: text('created_by').notNull(),
  createdAt: instant('created_at').notNull(),
  lastPolledAt: instant('last_polled_at'),
  lastResult: jsonb('last_result').$type<PollResult>(),
  leaseToken: uuid('lease_token'),
  leaseUntil: instant('lease_until'),
});
export type DropSourceRow = Omit<
  typeof dropSources.$inferSelect,
  'sealedCredentials' | 'createdBy' | 'leaseToken' | 'leaseUntil'
> & { agency: string };

export const droppedFiles = pgTable('dropped_files', {
  id: uuid().primaryKey(),
  sourceId: uuid('source_id').notNull(),
  name: text().notNull(),
  version: text().notNull(),
  seenAt: instant('seen_at').notNull(),
  batchId: uuid('batch_id'),
  refusal: jsonb().$type<DropRefusal>(),
});
export type DroppedRow = typeof droppedFiles.$inferSelect;
