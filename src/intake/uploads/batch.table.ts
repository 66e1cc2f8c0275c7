import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Fault } from '../../kernel/problems.ts';
import { bytes, instant, int8 } from '../../platform/door/columns.ts';
import type { Encoding, Format, PlainFormat, Separator } from '../reading/file-source.ts';
import type { BatchStatus, RowVerdict } from './batch.rules.ts';

export type BatchMode = 'append' | 'full' | 'dry-run';
// firstRow: the number in the batch of the file's first row; null until the rows are counted.
export type BatchFile = {
  name: string;
  format: PlainFormat;
  encoding: Encoding | null;
  separator: Separator | null;
  firstRow: number | null;
};
export type BatchProblem = { code: string; detail?: string; errors: object[] };

export const batches = pgTable('batches', {
  id: uuid().primaryKey(),
  agencyId: integer('agency_id').notNull(),
  catalog: text().notNull(),
  edition: integer().notNull(),
  mode: text().$type<BatchMode>().notNull(),
  format: text().$type<Format>().notNull(),
  encoding: text().$type<Encoding>(),
  fileName: text('file_name'),
  header: jsonb().$type<string[]>(),
  byteCount: int8('byte_count').notNull().default(0),
  partCount: integer('part_count').notNull().default(0),
  sha256: text(),
  status: text().$type<BatchStatus>().notNull(),
  problem: jsonb().$type<BatchProblem>(),
  rows: integer('row_count').notNull().default(0),
  accepted: integer('accepted_count').notNull().default(0),
  unchanged: integer('unchanged_count').notNull().default(0),
  corrected: integer('corrected_count').notNull().default(0),
  held: integer('held_count').notNull().default(0),
  rejected: integer('rejected_count').notNull().default(0),
  warnings: integer('warning_count').notNull().default(0),
  missing: integer('missing_count'),
  withdrawn: integer('withdrawn_count').notNull().default(0),
  nextRow: integer('next_row').notNull().default(1),
  totalRows: integer('total_rows'),
  submittedBy: text('submitted_by').notNull(),
  confirmedBy: text('confirmed_by'),
  createdAt: instant('created_at').notNull(),
  startedAt: instant('started_at'),
  finishedAt: instant('finished_at'),
  leaseToken: uuid('lease_token'),
  leaseUntil: instant('lease_until'),
  servedAt: instant('served_at'),
  attemptCount: integer('attempt_count').notNull().default(0),
  arrivedAt: instant('arrived_at').notNull().defaultNow(),
  restsUntil: instant('rests_until'),
  delayedSince: instant('delayed_since'),
  delayCount: integer('delay_count').notNull().default(0),
  hasStruckRows: boolean('has_struck_rows').notNull().default(false),
  separator: text().$type<Separator>(),
  mappingVersion: integer('mapping_version'),
  files: jsonb().$type<BatchFile[]>(),
});
export type BatchRow = typeof batches.$inferSelect;

export const batchParts = pgTable(
  'batch_parts',
  {
    batchId: uuid('batch_id').notNull(),
    no: integer().notNull(),
    sealed: bytes('sealed').notNull(),
  },
  (t) => [primaryKey({ columns: [t.batchId, t.no] })],
);

export const batchErrors = pgTable(
  'batch_errors',
  {
    batchId: uuid('batch_id').notNull(),
    row: integer('row_no').notNull(),
    verdict: text().$type<Exclude<RowVerdict, 'accepted' | 'unchanged' | 'corrected'> | 'warned'>().notNull(),
    faults: jsonb().$type<readonly Fault[]>().notNull(),
    sealed: bytes('sealed_row'),
  },
  (t) => [primaryKey({ columns: [t.batchId, t.row] })],
);

export const batchRecords = pgTable(
  'batch_records',
  {
    batchId: uuid('batch_id').notNull(),
    recordId: int8('record_id').notNull(),
    rowNo: integer('row_no').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.batchId, t.recordId, t.rowNo] })],
);
