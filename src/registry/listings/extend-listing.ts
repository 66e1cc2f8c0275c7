import { day, dayOf } from '../../kernel/day.ts';
import { settingValuesOn } from '../../law/rulebook/rulebook.store.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import {
  type DecidedListing,
  decideListing,
  groundOf,
  holdForDecision,
  type ListingDecision,
} from './decide-listing.step.ts';
import { extendMove } from './listing-move.rules.ts';
import { checkExtension } from './listing-periods.rules.ts';
import { daysUnder } from './record-days.step.ts';

export type ListingExtension = ListingDecision & {
  until?: string | undefined;
  measuresUntil?: string | undefined;
};

// The term, or that of the measures, each by itself. The record's publicity and retention follow the term.
// Errors: listing.unknown, listing.not-authority, listing.wrong-stage, listing.stale, listing.not-extendable,
// listing.not-longer.
export const extendListing = (ctx: Ctx, id: number, order: ListingExtension): Promise<DecidedListing> =>
  act(ctx, 'listing.extend', async (tx) => {
    const held = await holdForDecision({ ctx, tx }, id, {
      action: 'listing.extend',
      step: 'extend',
      version: order.version,
    });
    const today = dayOf(ctx.clock.now());
    const until = order.until === undefined ? undefined : day(order.until);
    if (until) must(checkExtension(held.listing, until, await settingValuesOn(tx, today)));
    const listing = {
      ...held.listing,
      dueOn: until ?? held.listing.dueOn,
      measuresUntil: order.measuresUntil ? day(order.measuresUntil) : held.listing.measuresUntil,
    };
    const move = extendMove(listing.state, today, groundOf(order));
    const days = until ? { days: await daysUnder(tx, held.record, { until, today }) } : {};
    return decideListing({ ctx, tx }, { ...held, listing }, { move, recordStep: null, ...days });
  });
