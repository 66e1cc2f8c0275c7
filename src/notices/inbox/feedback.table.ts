import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { dayColumn, instant } from '../../platform/door/columns.ts';
import type { FeedbackResult } from './feedback.rules.ts';

export const feedback = pgTable('feedback', {
  id: uuid().primaryKey(),
  noticeId: uuid('notice_id').notNull(),
  agencyId: integer('agency_id').notNull(),
  measure: text().notNull(),
  result: text().$type<FeedbackResult>().notNull(),
  executedOn: dayColumn('executed_on'),
  documentNo: text('document_no'),
  reason: text(),
  by: text().notNull(),
  at: instant('at').notNull(),
  content: text(),
  amount: text(),
  note: text(),
  supersedes: uuid(),
});
