import { boolean, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { dayColumn, instant, int8 } from '../../platform/door/columns.ts';
import type {
  DecidedOutcome,
  Risk,
  VerificationClass,
  VerificationEvent,
  VerificationState,
} from './verification.rules.ts';
import type { Method } from './verification-words.rules.ts';

export const verifications = pgTable('verifications', {
  no: text().primaryKey(),
  // The order in which promises came; a draw takes all after the one before it.
  seq: int8('seq').generatedAlwaysAsIdentity(),
  commitmentNo: text('commitment_no').notNull(),
  agencyId: integer('agency_id').notNull(),
  class: text().$type<VerificationClass>().notNull(),
  risk: text().$type<Risk>().notNull(),
  state: text().$type<VerificationState>().notNull(),
  // The officer whom the seed chose.
  officerId: uuid('officer_id'),
  drawNo: text('draw_no'),
  dueFrom: dayColumn('due_from'),
  dueCount: integer('due_count'),
  dueOn: dayColumn('due_on'),
  isDueProvisional: boolean('is_due_provisional').notNull().default(false),
  method: text().$type<Method>(),
  // The number that the asked department's answer has.
  assistanceNo: text('assistance_no'),
  foundOn: dayColumn('found_on'),
  rectifyBy: dayColumn('rectify_by'),
  outcome: text().$type<DecidedOutcome>(),
  documentNo: text('document_no'),
  decidedOn: dayColumn('decided_on'),
  arisenAt: instant('arisen_at').notNull(),
  movedAt: instant('moved_at').notNull(),
  movedBy: text('moved_by').notNull(),
});

// The work record, line by line. Free words are sealed where the promisor is a natural person.
export const verificationActs = pgTable(
  'verification_acts',
  {
    verificationNo: text('verification_no').notNull(),
    place: integer().notNull(),
    event: text().$type<VerificationEvent>().notNull(),
    at: instant('at').notNull(),
    by: text().notNull(),
    note: text(),
    site: text(),
    visitedAt: instant('visited_at'),
    method: text().$type<Method>(),
    documentNo: text('document_no'),
  },
  ({ verificationNo, place }) => [primaryKey({ columns: [verificationNo, place] })],
);
