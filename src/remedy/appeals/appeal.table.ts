import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { dayColumn, int8 } from '../../platform/door/columns.ts';
import { stepColumns } from '../cases/case-columns.ts';
import type { AppealKind, AppealState } from './appeal.rules.ts';

export const appeals = pgTable('appeals', {
  id: int8('id').primaryKey().generatedAlwaysAsIdentity(),
  recordId: int8('record_id').notNull(),
  originId: int8('origin_id').notNull(),
  listingId: int8('listing_id'),
  agencyId: integer('agency_id').notNull(),
  kind: text().$type<AppealKind>().notNull(),
  authority: text().notNull(),
  caseNo: text('case_no').notNull(),
  entryDocumentNo: text('document_no'),
  startedOn: dayColumn('started_on').notNull(),
  seenVersion: integer('seen_version').notNull(),
  state: text().$type<AppealState>().notNull(),
  stayedOn: dayColumn('stayed_on'),
  stayDocumentNo: text('stay_document_no'),
  endedOn: dayColumn('ended_on'),
  endDocumentNo: text('end_document_no'),
});

export const appealSteps = pgTable('appeal_steps', {
  id: int8('id').primaryKey().generatedAlwaysAsIdentity(),
  appealId: int8('appeal_id').notNull(),
  ...stepColumns,
});
