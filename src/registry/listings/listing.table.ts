import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Day } from '../../kernel/day.ts';
import { dayColumn, instant, int8 } from '../../platform/door/columns.ts';
import type { ListingState, ListingStep } from './listing.rules.ts';

export const listings = pgTable('listings', {
  id: int8('id').primaryKey().generatedByDefaultAsIdentity(),
  list: text().notNull(),
  kind: text().$type<'severe' | 'honour'>().notNull(),
  subjectId: int8('subject_id').notNull(),
  agencyId: integer('agency_id').notNull(),
  recordId: int8('record_id'),
  state: text().$type<ListingState>().notNull(),
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
  appealedAt: instant('appealed_at'),
  stayedAt: instant('stayed_at'),
  knownFrom: instant('known_from').notNull(),
  originId: int8('origin_id'),
  measuresEndedOn: dayColumn('measures_ended_on'),
  removalGround: text('removal_ground'),
});

export const listingSteps = pgTable('listing_steps', {
  id: int8('id').primaryKey().generatedAlwaysAsIdentity(),
  listingId: int8('listing_id').notNull(),
  step: text().$type<ListingStep>().notNull(),
  fromState: text('from_state').$type<ListingState>(),
  toState: text('to_state').$type<ListingState>().notNull(),
  ground: text(),
  effectiveOn: dayColumn('effective_on').notNull(),
  at: instant('at').notNull(),
  actor: text().notNull(),
});

// The words of a listing until then.
export const listingVersions = pgTable(
  'listing_versions',
  {
    listingId: int8('listing_id').notNull(),
    knownUntil: instant('known_until').notNull(),
    listedOn: dayColumn('listed_on'),
    dueOn: dayColumn('due_on'),
    measuresUntil: dayColumn('measures_until'),
    measuresEndedOn: dayColumn('measures_ended_on'),
    authorityName: text('authority_name').notNull(),
    documentNo: text('document_no'),
    reason: text().notNull(),
  },
  ({ listingId, knownUntil }) => [primaryKey({ columns: [listingId, knownUntil] })],
);

type Term = { dueOn: Day | null; measuresUntil: Day | null };
/** A term that was changed: what it was, and what it became. */
export type TermChange = { listingId: number; isExtension: boolean; from: Term; to: Term };

type StoredListing = Omit<
  typeof listings.$inferSelect,
  'disputedAt' | 'appealedAt' | 'stayedAt' | 'knownFrom'
>;

// A listing that a record opened.
export type ListingRow = StoredListing & { recordId: number; listedOn: Day };
// A listing that its subject was told of and that is not decided, or was dropped before it was: it has no
// record and no days of its own.
export type NotifiedRow = StoredListing & {
  kind: 'severe';
  recordId: null;
  listedOn: null;
  dueOn: null;
  measuresUntil: null;
  measuresEndedOn: null;
};
export type AnyListing = ListingRow | NotifiedRow;
export type NewListing = Omit<ListingRow, 'id' | 'version' | 'measuresEndedOn'>;
export type ChangedListing = Omit<AnyListing, 'list' | 'kind' | 'agencyId' | 'measuresEndedOn'>;
export type NewStep = Omit<typeof listingSteps.$inferSelect, 'id' | 'at' | 'actor'>;
