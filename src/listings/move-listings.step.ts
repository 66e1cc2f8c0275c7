import { Problem } from '../kernel/problems.ts';
import type { Db } from '../platform/db.ts';
import type { Ctx } from '../platform/deps.ts';
import type { NewEvent } from '../platform/outbox.ts';
import { findIdentities } from '../subjects/subject.store.ts';
import { addListingSteps, changeListings, type ListingRow } from './listing.store.ts';
import { listingEvent } from './listing-event.rules.ts';
import { type ListingMove, stepsOf } from './listing-move.rules.ts';

export type Moving = { listing: ListingRow; move: ListingMove };

// Ends listings, or brings them back, and says so to whoever is to hear of it. A listing that someone else moved first
// ends the attempt.
export const moveListings = async (
  { ctx, tx, basis }: { ctx: Ctx; tx: Db; basis?: string },
  moves: readonly Moving[],
): Promise<NewEvent[]> => {
  if (moves.length === 0) return [];
  const at = ctx.clock.now().toISOString();
  const after = moves.map(({ listing, move }) => ({
    ...listing,
    state: move.state,
    endedOn: move.ended?.on ?? null,
    endGround: move.ended?.ground ?? null,
  }));
  const changed = await changeListings(tx, after, at);
  if (changed.length < after.length) throw new Problem('record.stale');
  const steps = moves.flatMap(({ listing, move }) => stepsOf(listing.id, move));
  await addListingSteps(tx, steps, { at, actor: ctx.actor.by });
  const news = after.flatMap((listing, place) => {
    const told = moves[place]?.move.told;
    return told ? [{ told, listing }] : [];
  });
  const ids = [...new Set(news.map(({ listing }) => listing.subjectId))];
  const subjects = ids.length > 0 ? await findIdentities(tx, ctx.vault, ids) : new Map();
  return news.flatMap(({ told, listing }) => {
    const subject = subjects.get(listing.subjectId);
    return subject ? [listingEvent(told, listing, { subject, basis })] : [];
  });
};
