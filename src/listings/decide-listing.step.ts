import { findCatalog } from '../catalogs/catalog-list.ts';
import { dayOf } from '../kernel/day.ts';
import { Problem } from '../kernel/problems.ts';
import { granted } from '../kernel/ruling.ts';
import type { About, Outcome } from '../platform/act.ts';
import type { Db } from '../platform/db.ts';
import type { Ctx } from '../platform/deps.ts';
import { type RecordStep, stepRecord } from '../records/record.rules.ts';
import { moveRecords } from '../records/record.store.ts';
import { findRecord, type RecordRow } from '../records/record-view.store.ts';
import { type ListingStep, stepListing } from './listing.rules.ts';
import { holdListing, type ListingRow, lastListingStep } from './listing.store.ts';
import type { ListingMove } from './listing-move.rules.ts';
import { listingChangedBy } from './listing-words.rules.ts';
import { moveListings } from './move-listings.step.ts';

export type ListingDecision = {
  ground: string;
  documentNo?: string | undefined;
  version?: number | undefined;
};
export type DecidedListing = Pick<
  ListingRow,
  'id' | 'list' | 'state' | 'listedOn' | 'dueOn' | 'measuresUntil' | 'endedOn' | 'endGround' | 'version'
>;
type At = { ctx: Ctx; tx: Db };
export type Held = { listing: ListingRow; record: RecordRow };

export const groundOf = ({ ground, documentNo }: ListingDecision) =>
  documentNo ? `${ground}（${documentNo}）` : ground;

// The listing under the clerk's hand, if it is theirs and may go this way. Of two who decide at once the second is told
// what the first has done.
export const holdForDecision = async (
  { ctx, tx }: At,
  id: number,
  { step, version }: { step: ListingStep; version: number | undefined },
): Promise<Held> => {
  const listing = await holdListing(tx, id);
  const record = listing && (await findRecord(tx, listing.recordId));
  if (!listing || !record) throw new Problem('listing.unknown');
  const isAuthority = listing.agencyId === ctx.actor.agency?.id;
  if (!isAuthority && !ctx.actor.roles.includes('registrar')) throw new Problem('listing.not-authority');
  const code = stepListing(listing.state, step).ok ? 'listing.stale' : 'listing.wrong-stage';
  if (code === 'listing.wrong-stage' || (version !== undefined && version !== listing.version))
    throw new Problem(code, listingChangedBy(listing.state, await lastListingStep(tx, id)));
  return { listing, record };
};

type Days = { publishedUntil?: string | null; retainedUntil?: string | null };

// What befalls the listing befalls its record, so that neither file nor check shows one without the other.
export const decideListing = async (
  { ctx, tx }: At,
  { listing, record }: Held,
  { move, recordStep, days }: { move: ListingMove; recordStep: RecordStep | null; days?: Days },
): Promise<Outcome<DecidedListing>> => {
  const seen = [{ id: record.id, version: record.version, ...days }];
  const to = recordStep === null ? granted(record.state) : stepRecord(record.state, recordStep);
  const at = ctx.clock.now().toISOString();
  if (to.ok && (recordStep !== null || days)) await moveRecords(tx, { to: to.value, at }, seen);
  const basis = findCatalog(listing.list)?.basis;
  const events = await moveListings({ ctx, tx, basis }, [{ listing, move }]);
  const value = { ...listing, ...endOf(move), state: move.state, version: listing.version + 1 };
  const audit: About = {
    listing: listing.id,
    record: record.id,
    subjectId: listing.subjectId,
    state: move.state,
    ground: move.steps.at(-1)?.ground ?? null,
    on: dayOf(ctx.clock.now()),
  };
  return { value, audit, events };
};

const endOf = ({ ended }: ListingMove) => ({
  endedOn: ended?.on ?? null,
  endGround: ended?.ground ?? null,
});
