import { dayOf } from '../../kernel/day.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { takeDueListings } from './listing.store.ts';
import type { ListingRow } from './listing.table.ts';
import { end } from './listing-move.rules.ts';
import { moveListings } from './move-listings.step.ts';

const AT_ONCE = 1000;
const GROUND = '期限届满';

// One small step: listings whose term is over end by themselves. Gives how many; 0 = none is due.
// Basis: 国办发〔2020〕49号第（八）项（期限届满自动移出）
export const expireListings = (ctx: Ctx, atOnce = AT_ONCE): Promise<number> =>
  act(ctx, 'listing.expire', async (tx) => {
    const due = await takeDueListings(tx, dayOf(ctx.clock.now()), atOnce);
    const endings = due.map((listing) => ({ listing, move: expiry(listing) }));
    const events = await moveListings({ ctx, tx }, endings);
    return { value: due.length, audit: { listings: due.map(({ id }) => id) }, events };
  });

const expiry = ({ state, dueOn, listedOn }: ListingRow) =>
  end(state, { on: dueOn ?? listedOn, state: 'expired', ground: GROUND });
