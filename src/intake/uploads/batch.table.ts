import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant, int8 } from '../../platform/door/columns.ts';

export const batches = pgTable('batches', {
  id: uuid().primaryKey(),
  agencyId: integer('agency_id').notNull(),
  catalog: text().notNull(),
  edition: integer().notNull(),
  mode: text().notNull(),
  format: text().notNull(),
  encoding: text(),
  fileName: text('file_name'),
  header: jsonb(),
  byteCount: int8('byte_count').notNull().default(0),
  partCount: integer('part_count').notNull().default(0),
  sha256: text(),
  status: text().notNull(),
  problem: jsonb(),
  rowCount: integer('row_count').notNull().default(0),
  acceptedCount: integer('accepted_count').notNull().default(0),
  unchangedCount: integer('unchanged_count').notNull().default(0),
  correctedCount: integer('corrected_count').notNull().default(0),
  heldCount: integer('held_count').notNull().default(0),
  rejectedCount: integer('rejected_count').notNull().default(0),
  warningCount: integer('warning_count').notNull().default(0),
  missingCount: integer('missing_count'),
  withdrawnCount: integer('withdrawn_count').notNull().default(0),
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
  hasStruckRows: boolean('has_struck_rows').notNull().default(false),
  separator: text(),
  mappingVersion: integer('mapping_version'),
  files: jsonb(),
});

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
    rowNo: integer('row_no').notNull(),
    verdict: text().notNull(),
    faults: jsonb().notNull(),
    sealedRow: bytes('sealed_row'),
  },
  (t) => [primaryKey({ columns: [t.batchId, t.rowNo] })],
);

export const batchRecords = pgTable(
  'batch_records',
  {
    batchId: uuid('batch_id').notNull(),
    recordId: int8('record_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.batchId, t.recordId] })],
);
