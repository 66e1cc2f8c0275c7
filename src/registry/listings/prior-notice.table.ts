import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { dayColumn, instant, int8 } from '../../platform/door/columns.ts';
import type { StatementResult } from './prior-notice.rules.ts';

export const priorNotices = pgTable('prior_notices', {
  listingId: int8('listing_id').primaryKey(),
  documentNo: text('document_no').notNull(),
  reason: text().notNull(),
  basis: text().notNull(),
  notifiedOn: dayColumn('notified_on').notNull(),
  statementDays: integer('statement_days').notNull(),
  decideBy: dayColumn('decide_by').notNull(),
  at: instant('at').notNull(),
  actor: text().notNull(),
});

export const priorNoticeStatements = pgTable('prior_notice_statements', {
  id: int8('id').primaryKey().generatedAlwaysAsIdentity(),
  listingId: int8('listing_id').notNull(),
  heardOn: dayColumn('heard_on').notNull(),
  statement: text().notNull(),
  result: text().$type<StatementResult>().notNull(),
  finding: text().notNull(),
  at: instant('at').notNull(),
  actor: text().notNull(),
});

export type HeardStatement = Omit<
  typeof priorNoticeStatements.$inferSelect,
  'id' | 'listingId' | 'at' | 'actor'
>;
export type PriorNotice = Pick<
  typeof priorNotices.$inferSelect,
  'basis' | 'notifiedOn' | 'statementDays' | 'decideBy'
> & { noticeNo: string; statements: HeardStatement[] };
