import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { dayColumn, instant } from '../../platform/door/columns.ts';

export const feedback = pgTable('feedback', {
  id: uuid().primaryKey(),
  noticeId: uuid('notice_id').notNull(),
  agencyId: integer('agency_id').notNull(),
  measure: text().notNull(),
  result: text().notNull(),
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
