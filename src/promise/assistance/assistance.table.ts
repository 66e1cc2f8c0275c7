import { boolean, integer, pgTable, text } from 'drizzle-orm/pg-core';
import type { IdentifierType, SubjectKind } from '../../kernel/identifiers.ts';
import { bytes, dayColumn, instant } from '../../platform/door/columns.ts';
import type { AssistanceState, Finding } from './assistance.rules.ts';

export const assistance = pgTable('assistance', {
  no: text().primaryKey(),
  askingId: integer('asking_id').notNull(),
  askedId: integer('asked_id').notNull(),
  state: text().$type<AssistanceState>().notNull(),
  subjectKind: text('subject_kind').$type<SubjectKind>().notNull(),
  identifierType: text('identifier_type').$type<IdentifierType>().notNull(),
  name: text().notNull(),
  shownCode: text('shown_code').notNull(),
  sealed: bytes('sealed').notNull(),
  proof: text(),
  proofName: text('proof_name'),
  question: text().notNull(),
  commitmentNo: text('commitment_no'),
  // Nobody looks it up: the number that the asking office gave its verification.
  verificationNo: text('verification_no'),
  askedOn: dayColumn('asked_on').notNull(),
  askedAt: instant('asked_at').notNull(),
  askedBy: text('asked_by').notNull(),
  askedByName: text('asked_by_name').notNull(),
  dueFrom: dayColumn('due_from').notNull(),
  dueCount: integer('due_count').notNull(),
  dueOn: dayColumn('due_on').notNull(),
  isDueProvisional: boolean('is_due_provisional').notNull(),
  remindedAt: instant('reminded_at'),
  finding: text().$type<Finding>(),
  answer: text(),
  evidence: text(),
  // Why it was sent back or withdrawn.
  reason: text(),
  endedOn: dayColumn('ended_on'),
  endedAt: instant('ended_at'),
  endedBy: text('ended_by'),
  endedByName: text('ended_by_name'),
});
