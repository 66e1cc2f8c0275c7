import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { dayColumn, instant, int8 } from '../../platform/door/columns.ts';

export const fallenDecisions = pgTable('fallen_decisions', {
  id: int8('id').primaryKey().generatedAlwaysAsIdentity(),
  catalog: text().notNull(),
  agencyId: integer('agency_id').notNull(),
  sourceNo: text('source_no').notNull(),
  recordId: int8('record_id').notNull(),
  subjectId: int8('subject_id').notNull(),
  authorityUscc: text('authority_uscc'),
  documentKey: text('document_key'),
  endedBy: text('ended_by').notNull(),
  endedOn: dayColumn('ended_on').notNull(),
  documentNo: text('document_no'),
  at: instant('at').notNull(),
  actor: text().notNull(),
  restoredAt: instant('restored_at'),
});

export type NewFallen = Omit<typeof fallenDecisions.$inferSelect, 'id' | 'at' | 'actor' | 'restoredAt'>;
