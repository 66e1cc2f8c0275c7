import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { bytes, instant, int8 } from '../../platform/door/columns.ts';

export const reports = pgTable('reports', {
  no: text().primaryKey(),
  verifyCode: text('verify_code').notNull(),
  agencyId: integer('agency_id').notNull(),
  actor: text().notNull(),
  subjectId: int8('subject_id'),
  purpose: text().notNull(),
  caseNo: text('case_no'),
  sealed: bytes('sealed').notNull(),
  madeAt: instant('made_at').notNull(),
});
