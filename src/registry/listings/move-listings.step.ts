import { Problem } from '../../kernel/problems.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import { forgetHeldRemovals } from '../records/record.store.ts';
import { findIdentities } from '../subjects/subject.store.ts';
import { addListingSteps, changeListings } from './listing.store.ts';
import type { AnyListing, ListingRow } from './listing.table.ts';
import { listingEvent } from './listing-event.rules.ts';
import { type ListingChange, type ListingMove, stepsOf } from './listing-move.rules.ts';

export type Moving = { listing: AnyListing; move: ListingMove };
type At = { ctx: Ctx; tx: Db; basis?: string };

// Ends listings, or brings them back, and makes their events. If another writer moved one of them first,
// nothing is written: record.stale.
export const moveListings = async (at: At, moves: readonly Moving[]): Promise<NewEvent[]> => {
  if (moves.length === 0) return [];
  const after = moves.map(({ listing, move }) => ({
    ...listing,
    state: move.state,
    endedOn: move.ended?.on ?? null,
    endGround: move.ended?.ground ?? null,
    removalGround: move.ended?.removal ?? null,
  }));
  const stamp = { at: at.ctx.clock.now().toISOString(), actor: at.ctx.actor.by };
  const changed = await changeListings(at.tx, after, stamp.at);
  if (changed.length < after.length) throw new Problem('record.stale');
  const over = after.flatMap(({ recordId, state }) =>
    recordId === null || state === 'listed' ? [] : [recordId],
  );
  if (over.length > 0) await forgetHeldRemovals(at.tx, over);
  return sayMoves(
    at,
    after.map((listing, place) => ({ listing, move: (moves[place] as Moving).move })),
    stamp,
  );
};

// Writes the step log and makes the events of moves that the tables hold already.
export const sayMoves = async (
  { ctx, tx, basis }: At,
  moved: readonly Moving[],
  stamp = { at: ctx.clock.now().toISOString(), actor: ctx.actor.by },
): Promise<NewEvent[]> => {
  const steps = moved.flatMap(({ listing, move }) => stepsOf(listing.id, move));
  await addListingSteps(tx, steps, stamp);
  const news = moved.flatMap(({ listing, move }): { change: ListingChange; listing: ListingRow }[] =>
    // Only the subject knows of a listing that was never decided.
    move.change && listing.recordId !== null ? [{ change: move.change, listing }] : [],
  );
  const ids = [...new Set(news.map(({ listing }) => listing.subjectId))];
  const subjects = ids.length > 0 ? await findIdentities(tx, ctx, ids) : new Map();
  return news.flatMap(({ change, listing }) => {
    const subject = subjects.get(listing.subjectId);
    return subject ? [listingEvent(change, listing, { subject, basis })] : [];
  });
};

/**
 * Tells departments of listings in force anew: a flag beside the state was set or taken away, or the subject
 * bears another name or code now.
 */
export const sayAnew = async (
  { ctx, tx }: At,
  listings: readonly (ListingRow | null)[],
): Promise<NewEvent[]> => {
  const live = listings.flatMap((one) => (one?.state === 'listed' ? [one] : [])).sort((a, b) => a.id - b.id);
  if (live.length === 0) return [];
  const ids = [...new Set(live.map(({ subjectId }) => subjectId))];
  const subjects = await findIdentities(tx, ctx, ids);
  return live.flatMap((listing) => {
    const subject = subjects.get(listing.subjectId);
    const basis = findCatalog(listing.list)?.basis;
    return subject ? [listingEvent('changed', listing, { subject, basis })] : [];
  });
};
