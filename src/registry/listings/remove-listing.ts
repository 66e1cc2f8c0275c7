import { dayOf } from '../../kernel/day.ts';
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
import { end } from './listing-move.rules.ts';
import { checkEarlyRemoval } from './listing-periods.rules.ts';

// Early removal, by the authority that listed or by the registrar for it: archived, and its record shown no
// more.
// Errors: listing.unknown, listing.not-authority, listing.wrong-stage, listing.stale, listing.too-early.
// Basis: 国办发〔2020〕49号第（八）项；市场监督管理总局令第44号（提前移出）
export const removeListing = (ctx: Ctx, id: number, removal: ListingDecision): Promise<DecidedListing> =>
  act(ctx, 'listing.remove', async (tx) => {
    const held = await holdForDecision({ ctx, tx }, id, { step: 'repair', version: removal.version });
    const on = dayOf(ctx.clock.now());
    must(checkEarlyRemoval(held.listing, await settingValuesOn(tx, on), on));
    const move = end(held.listing.state, { on, state: 'repaired', ground: groundOf(removal) });
    return decideListing({ ctx, tx }, held, { move, recordStep: 'repair' });
  });
