import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { dayColumn, instant, int8 } from '../../platform/door/columns.ts';

export const listings = pgTable('listings', {
  id: int8('id').primaryKey().generatedByDefaultAsIdentity(),
  list: text().notNull(),
  kind: text().notNull(),
  subjectId: int8('subject_id').notNull(),
  agencyId: integer('agency_id').notNull(),
  recordId: int8('record_id'),
  state: text().notNull(),
  listedOn: dayColumn('listed_on'),
  dueOn: dayColumn('due_on'),
  measuresUntil: dayColumn('measures_until'),
  endedOn: dayColumn('ended_on'),
  endGround: text('end_ground'),
  authorityName: text('authority_name').notNull(),
  documentNo: text('document_no'),
  reason: text().notNull(),
  version: integer().notNull().default(1),
  disputedAt: instant('disputed_at'),
  knownFrom: instant('known_from').notNull(),
  originId: int8('origin_id'),
  measuresEndedOn: dayColumn('measures_ended_on'),
});

export const listingSteps = pgTable('listing_steps', {
  id: int8('id').primaryKey().generatedAlwaysAsIdentity(),
  listingId: int8('listing_id').notNull(),
  step: text().notNull(),
  fromState: text('from_state'),
  toState: text('to_state').notNull(),
  ground: text(),
  effectiveOn: dayColumn('effective_on').notNull(),
  at: instant('at').notNull(),
  actor: text().notNull(),
});
