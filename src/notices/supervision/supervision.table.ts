import { boolean, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { dayColumn, instant, int8 } from '../../platform/door/columns.ts';
import type { DutyKind } from './duty-kind.rules.ts';
import type { SupervisionItem } from './supervision-out.rules.ts';

export const noticeDuties = pgTable('notice_duties', {
  noticeId: uuid('notice_id').primaryKey(),
  subscriptionId: uuid('subscription_id').notNull(),
  agencyId: integer('agency_id').notNull(),
  seq: int8('seq').notNull(),
  subjectId: int8('subject_id').notNull(),
  listingId: int8('listing_id').notNull(),
  list: text().notNull(),
  kind: text().$type<DutyKind>().notNull(),
  asked: integer().notNull(),
  openedAt: instant('opened_at').notNull(),
  receiptCount: integer('receipt_count').notNull(),
  receiptDueOn: dayColumn('receipt_due_on').notNull(),
  feedbackCount: integer('feedback_count'),
  feedbackDueOn: dayColumn('feedback_due_on'),
  isDueProvisional: boolean('is_due_provisional').notNull().default(false),
  deliveredAt: instant('delivered_at'),
  // The duty of a receipt is settled: by the system that received, or by the hand that signed.
  receiptAt: instant('signed_at'),
  executed: integer().notNull().default(0),
  notExecuted: integer('not_executed').notNull().default(0),
  notApplicable: integer('not_applicable').notNull().default(0),
  answeredAt: instant('answered_at'),
  liftedAt: instant('lifted_at'),
});

export const dutyCursors = pgTable('duty_cursors', {
  subscriptionId: uuid('subscription_id').primaryKey(),
  seq: int8('seq').notNull(),
});

export const supervisionLetters = pgTable('supervision_letters', {
  id: uuid().primaryKey(),
  year: integer().notNull(),
  number: integer().notNull(),
  agencyId: integer('agency_id').notNull(),
  issuer: text().notNull(),
  issuedBy: text('issued_by').notNull(),
  issuedAt: instant('issued_at').notNull(),
  demand: text().notNull(),
  items: jsonb().$type<SupervisionItem[]>().notNull(),
  dueFrom: dayColumn('due_from').notNull(),
  dueCount: integer('due_count').notNull(),
});

export const supervisionReplies = pgTable('supervision_replies', {
  id: uuid().primaryKey(),
  letterId: uuid('letter_id').notNull(),
  reply: text().notNull(),
  by: text().notNull(),
  at: instant('at').notNull(),
});
