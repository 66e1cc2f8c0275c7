import { day, dayOf } from '../../kernel/day.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import {
  type DecidedListing,
  decideListing,
  groundOf,
  holdForDecision,
  type ListingDecision,
} from './decide-listing.step.ts';
import { restoreMove } from './listing-move.rules.ts';
import { daysUnder } from './record-days.step.ts';

// An early removal that false material got is undone: the old term goes on, and what is over by now ends
// tonight.
// Errors: listing.unknown, listing.not-authority, listing.wrong-stage, listing.stale.
// Basis: 应急管理部令第11号；人力资源社会保障部令第45号
export const restoreListing = (ctx: Ctx, id: number, order: ListingDecision): Promise<DecidedListing> =>
  act(ctx, 'listing.restore', async (tx) => {
    const held = await holdForDecision({ ctx, tx }, id, { step: 'restore', version: order.version });
    const today = dayOf(ctx.clock.now());
    const { dueOn } = held.listing;
    // The feed's removal may have set them to the day of removal.
    const days = await daysUnder(tx, held.record, { until: dueOn === null ? null : day(dueOn), today });
    const move = restoreMove(today, groundOf(order));
    return decideListing({ ctx, tx }, held, { move, recordStep: 'restore', days });
  });
