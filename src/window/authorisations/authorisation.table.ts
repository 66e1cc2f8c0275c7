import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, dayColumn, instant } from '../../platform/door/columns.ts';
import type { Purpose } from '../../registry/subjects/subject.schema.ts';
import type { ScanType } from './authorisation.rules.ts';

export const authorisations = pgTable('authorisations', {
  id: uuid().primaryKey(),
  agencyId: integer('agency_id').notNull(),
  subjectType: text('subject_type').notNull(),
  lookup: text().notNull(),
  purpose: text().$type<Purpose>().notNull(),
  validFrom: dayColumn('valid_from').notNull(),
  validUntil: dayColumn('valid_until').notNull(),
  scanType: text('scan_type').$type<ScanType>().notNull(),
  byteCount: integer('byte_count').notNull(),
  digest: text().notNull(),
  sealedScan: bytes('sealed_scan'),
  recordedAt: instant('recorded_at').notNull(),
  recordedBy: text('recorded_by').notNull(),
  withdrawnAt: instant('withdrawn_at'),
  withdrawnBy: text('withdrawn_by'),
});
