import { Problem } from '../kernel/problems.ts';
import type { Db } from '../platform/db.ts';
import type { Ctx } from '../platform/deps.ts';
import type { NewEvent } from '../platform/outbox.ts';
import { findIdentities } from '../subjects/subject.store.ts';
import { addListingSteps, changeListings, type ListingRow } from './listing.store.ts';
import { listingEvent } from './listing-event.rules.ts';
import { type ListingMove, stepsOf } from './listing-move.rules.ts';

export type Ending = { listing: ListingRow; move: ListingMove };

// Ends listings and says so to whoever was told of them. A listing that someone else moved first ends the attempt.
export const endListings = async (
  { ctx, tx, basis }: { ctx: Ctx; tx: Db; basis?: string },
  endings: readonly Ending[],
): Promise<NewEvent[]> => {
  if (endings.length === 0) return [];
  const at = ctx.clock.now().toISOString();
  const after = endings.map(({ listing, move }) => ({
    ...listing,
    state: move.state,
    endedOn: move.ended?.on ?? null,
    endGround: move.ended?.ground ?? null,
  }));
  const changed = await changeListings(tx, after, at);
  if (changed.length < after.length) throw new Problem('record.stale');
  const steps = endings.flatMap(({ listing, move }) => stepsOf(listing.id, move));
  await addListingSteps(tx, steps, { at, actor: ctx.actor.by });
  const told = after.filter((_, place) => endings[place]?.move.told === 'removed');
  const ids = [...new Set(told.map(({ subjectId }) => subjectId))];
  const subjects = ids.length > 0 ? await findIdentities(tx, ctx.vault, ids) : new Map();
  return told.flatMap((listing) => {
    const subject = subjects.get(listing.subjectId);
    return subject ? [listingEvent('removed', listing, { subject, basis })] : [];
  });
};
