import { day, dayOf } from '../../kernel/day.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { restoreFallen } from '../records/fallen-decision.store.ts';
import {
  type DecidedListing,
  decideListing,
  groundOf,
  type Held,
  holdForDecision,
  type ListingDecision,
} from './decide-listing.step.ts';
import { restoreMove } from './listing-move.rules.ts';
import { checkRestoration, hasFallen } from './listing-restoration.rules.ts';
import { daysUnder } from './record-days.step.ts';

// An early removal that false material got is undone, and so is a revocation that did not hold: the old term
// goes on, and what is over by now ends tonight.
// Errors: listing.unknown, listing.not-authority, listing.wrong-stage, listing.stale,
// listing.document-required.
// Basis: 应急管理部令第11号；人力资源社会保障部令第45号；撤销的恢复为本市设定
export const restoreListing = (ctx: Ctx, id: number, order: ListingDecision): Promise<DecidedListing> =>
  act(ctx, 'listing.restore', async (tx) => {
    const held = await holdForDecision({ ctx, tx }, id, {
      action: 'listing.restore',
      step: 'restore',
      version: order.version,
    });
    const { record } = held;
    must(checkRestoration(held, order.documentNo));
    const listing = asFedLast(held);
    const now = ctx.clock.now();
    const today = dayOf(now);
    const { dueOn } = listing;
    // The feed's removal may have set them to the day of removal.
    const days = await daysUnder(tx, record, { until: dueOn === null ? null : day(dueOn), today });
    const move = restoreMove(today, groundOf(order), listing.state);
    const recordStep = record.state === 'repaired' ? 'restore' : 'revive';
    if (hasFallen(held))
      await restoreFallen(tx, {
        recordId: record.id,
        subjectId: record.subjectId,
        at: now.toISOString(),
      });
    return decideListing({ ctx, tx }, { listing, record }, { move, recordStep, days });
  });

// The row that came meanwhile and was held says what the record says now, and so does the listing.
const asFedLast = ({ listing, record }: Held): Held['listing'] => {
  const draft = record.state === 'held' ? record.heldListing : null;
  if (!draft) return listing;
  const { listedOn, dueOn, measuresUntil = null, reason } = draft;
  const { authorityName, documentNo } = record;
  return { ...listing, listedOn, dueOn, measuresUntil, reason, authorityName, documentNo };
};
