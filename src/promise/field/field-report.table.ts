import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from '../../platform/door/columns.ts';
import type { Scan } from '../commitments/scan.rules.ts';
import type { FieldFinding, FieldKind } from './field-report.rules.ts';

// The verification is named by its number alone: its own room knows what it is.
export const fieldReports = pgTable('field_reports', {
  id: uuid().primaryKey(),
  agencyId: integer('agency_id').notNull(),
  kind: text().$type<FieldKind>().notNull(),
  verificationNo: text('verification_no'),
  finding: text().$type<FieldFinding>(),
  sealed: bytes('sealed').notNull(),
  sealedPicture: bytes('sealed_picture'),
  mediaType: text('media_type').$type<Scan['mediaType']>(),
  seenAt: instant('seen_at').notNull(),
  madeAt: instant('made_at').notNull(),
  madeBy: text('made_by').notNull(),
  byName: text('by_name').notNull(),
});
