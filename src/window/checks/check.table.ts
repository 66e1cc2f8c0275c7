import { integer, json, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, int8 } from '../../platform/door/columns.ts';
import type { RecallCause } from '../recalls/recall-cause.rules.ts';
import type { CheckOutcome, CheckReason } from './check.rules.ts';
import type { AskedSubject, KeptFacts } from './check-row.rules.ts';
import type { ConfirmChoice } from './check-words.rules.ts';

export const checks = pgTable('checks', {
  no: text().primaryKey(),
  verifyCode: text('verify_code').notNull(),
  agencyId: integer('agency_id').notNull(),
  actor: text().notNull(),
  subjectId: int8('subject_id'),
  subject: json().$type<AskedSubject>().notNull(),
  matter: text(),
  purpose: text().notNull(),
  caseNo: text('case_no'),
  outcome: text().$type<CheckOutcome>().notNull(),
  reasons: json().$type<CheckReason[]>().notNull(),
  facts: json().$type<KeptFacts>().notNull(),
  ruleSetVersion: integer('rule_set_version').notNull(),
  decidedAt: instant('decided_at').notNull(),
});

export const checkConfirmations = pgTable('check_confirmations', {
  checkNo: text('check_no').primaryKey(),
  choice: text().$type<ConfirmChoice>().notNull(),
  note: text(),
  by: text().notNull(),
  at: instant('at').notNull(),
});

export const checkGrounds = pgTable(
  'check_grounds',
  {
    ground: text().notNull(),
    checkNo: text('check_no').notNull(),
  },
  (t) => [primaryKey({ columns: [t.ground, t.checkNo] })],
);

export const checkRecalls = pgTable('check_recalls', {
  id: int8('id').primaryKey().generatedAlwaysAsIdentity(),
  checkNo: text('check_no').notNull(),
  agencyId: integer('agency_id').notNull(),
  ground: text().notNull(),
  why: text().$type<RecallCause>().notNull(),
  at: instant('at').notNull(),
  // The answer as it should have been; null where a ground fell and nobody judged again.
  outcome: text().$type<CheckOutcome>(),
});

export const checkRechecks = pgTable('check_rechecks', {
  checkNo: text('check_no').primaryKey(),
  ofNo: text('of_no').notNull(),
  at: instant('at').notNull(),
});
