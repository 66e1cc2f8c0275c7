import { answersFor } from '../../access/agencies/answers-for.step.ts';
import { reachesAll } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { granted } from '../../kernel/ruling.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import type { About, Outcome } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { Permission } from '../../platform/door/permissions.ts';
import { type RecordStep, stepRecord } from '../records/record.rules.ts';
import { moveRecords } from '../records/record.store.ts';
import type { RecordRow, SeenRecord } from '../records/record.table.ts';
import { findRecord } from '../records/record-view.store.ts';
import { type ListingStep, stepListing } from './listing.rules.ts';
import { holdListing, lastListingStep } from './listing.store.ts';
import type { AnyListing, ListingRow } from './listing.table.ts';
import type { ListingMove } from './listing-move.rules.ts';
import { listingChangedBy } from './listing-words.rules.ts';
import { moveListings } from './move-listings.step.ts';

export type ListingDecision = {
  ground: string;
  documentNo?: string | undefined;
  version?: number | undefined;
};
export type DecidedListing = Pick<
  AnyListing,
  | 'id'
  | 'list'
  | 'state'
  | 'listedOn'
  | 'dueOn'
  | 'measuresUntil'
  | 'endedOn'
  | 'endGround'
  | 'removalGround'
  | 'version'
>;
type At = { ctx: Ctx; tx: Db };
export type Held = { listing: ListingRow; record: RecordRow };
type HeldAny = Held | { listing: AnyListing; record: null };
type Aim = { action: Permission; step: ListingStep; version: number | undefined };

export const groundOf = ({ ground, documentNo }: ListingDecision) =>
  documentNo ? `${ground}（${documentNo}）` : ground;

// Locks the listing, if it is the clerk's and the step is allowed. A second clerk who decides at the same
// time is told the first one's step.
export const holdForStep = async (
  { ctx, tx }: At,
  id: number,
  { action, step, version }: Aim,
): Promise<AnyListing> => {
  const listing = await holdListing(tx, id);
  if (!listing) throw new Problem('listing.unknown');
  const isAuthority = await answersFor({ ctx, tx }, listing.agencyId);
  // An authority's intention to list somebody is nobody else's business.
  if (!isAuthority && !reachesAll(ctx.actor, action))
    throw new Problem(listing.recordId === null ? 'listing.unknown' : 'listing.not-authority');
  const code = stepListing(listing.state, step).ok ? 'listing.stale' : 'listing.wrong-stage';
  if (code === 'listing.wrong-stage' || (version !== undefined && version !== listing.version))
    throw new Problem(code, listingChangedBy(listing.state, await lastListingStep(tx, id)));
  return listing;
};

export const recordOf = async (tx: Db, listing: ListingRow): Promise<Held> => {
  const record = await findRecord(tx, listing.recordId);
  if (!record) throw new Problem('listing.unknown');
  return { listing, record };
};

// Every step but the revocation is about what was listed.
export const holdForDecision = async (at: At, id: number, aim: Aim): Promise<Held> => {
  const listing = await holdForStep(at, id, aim);
  if (listing.recordId === null) throw new Problem('listing.wrong-stage');
  return recordOf(at.tx, listing);
};

type Days = Pick<SeenRecord, 'publishedUntil' | 'retainedUntil'>;

type Decision = { move: ListingMove; recordStep: RecordStep | null; days?: Days };

// The record takes the same step as its listing, so that neither file nor check shows one without the other.
export const decideListing = async (
  { ctx, tx }: At,
  { listing, record }: HeldAny,
  { move, recordStep, days }: Decision,
): Promise<Outcome<DecidedListing>> => {
  if (record && (recordStep !== null || days)) await moveRecord({ ctx, tx }, record, { recordStep, days });
  const basis = findCatalog(listing.list)?.basis;
  const events = await moveListings({ ctx, tx, basis }, [{ listing, move }]);
  const value = { ...listing, ...endOf(move), state: move.state, version: listing.version + 1 };
  const audit: About = {
    listing: listing.id,
    record: listing.recordId,
    subjectId: listing.subjectId,
    state: move.state,
    ground: move.steps.at(-1)?.ground ?? null,
    on: dayOf(ctx.clock.now()),
  };
  return { value, audit, events };
};

const moveRecord = async (
  { ctx, tx }: At,
  record: RecordRow,
  { recordStep, days }: { recordStep: RecordStep | null; days: Days | undefined },
) => {
  const to = recordStep === null ? granted(record.state) : stepRecord(record.state, recordStep);
  const seen = [{ id: record.id, version: record.version, ...days }];
  if (to.ok) await moveRecords(tx, { to: to.value, at: ctx.clock.now().toISOString() }, seen);
};

const endOf = ({ ended }: ListingMove) => ({
  endedOn: ended?.on ?? null,
  endGround: ended?.ground ?? null,
  removalGround: ended?.removal ?? null,
});
