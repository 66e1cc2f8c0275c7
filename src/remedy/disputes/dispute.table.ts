import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { dayColumn, int8 } from '../../platform/door/columns.ts';
import type { Applicant } from '../cases/case.rules.ts';
import { stepColumns, termColumns } from '../cases/case-columns.ts';
import type { DisputeEffect, DisputeGround, DisputeState } from './dispute.rules.ts';

export const disputes = pgTable('disputes', {
  id: int8('id').primaryKey().generatedAlwaysAsIdentity(),
  recordId: int8('record_id').notNull(),
  originId: int8('origin_id').notNull(),
  listingId: int8('listing_id'),
  agencyId: integer('agency_id').notNull(),
  applicant: text().$type<Applicant>().notNull(),
  state: text().$type<DisputeState>().notNull(),
  ground: text().$type<DisputeGround>().notNull(),
  statement: text().notNull(),
  raisedOn: dayColumn('raised_on').notNull(),
  seenVersion: integer('seen_version').notNull(),
  ...termColumns,
  effect: text().$type<DisputeEffect>(),
  note: text(),
  correctedVersion: integer('corrected_version'),
});

export const disputeSteps = pgTable('dispute_steps', {
  id: int8('id').primaryKey().generatedAlwaysAsIdentity(),
  disputeId: int8('dispute_id').notNull(),
  ...stepColumns,
});
