import { dayOf } from '../kernel/day.ts';
import { act } from '../platform/act.ts';
import type { Ctx } from '../platform/deps.ts';
import { endMeasures, type ListingRow, takeDueListings, takeDueMeasures } from './listing.store.ts';
import { end, liftMeasures } from './listing-move.rules.ts';
import { moveListings, sayMoves } from './move-listings.step.ts';

const AT_ONCE = 1000;
const GROUND = '期限届满';

// One small step: listings whose term is over end by themselves. Gives how many; 0 = none is due.
// Basis: 国办发〔2020〕49号第九条（期限届满自动移出）
export const expireListings = (ctx: Ctx, atOnce = AT_ONCE): Promise<number> =>
  act(ctx, 'listing.expire', async (tx) => {
    const due = await takeDueListings(tx, dayOf(ctx.clock.now()), atOnce);
    const endings = due.map((listing) => ({ listing, move: expiry(listing) }));
    const events = await moveListings({ ctx, tx }, endings);
    return { value: due.length, audit: { listings: due.map(({ id }) => id) }, events };
  });

const expiry = ({ state, dueOn, listedOn }: ListingRow) =>
  end(state, { on: dueOn ?? listedOn, state: 'expired', ground: GROUND });

// The same for measures that end before their listing does: whoever carries them is told to lift them.
// Basis: 政府采购法第七十七条（一至三年内禁止参加）; domain.md, the third clock
export const liftDueMeasures = (ctx: Ctx, atOnce = AT_ONCE): Promise<number> =>
  act(ctx, 'listing.expire', async (tx) => {
    const due = await takeDueMeasures(tx, dayOf(ctx.clock.now()), atOnce);
    if (due.length === 0) return { value: 0, audit: { measuresOf: [] }, events: [] };
    const on = dayOf(ctx.clock.now());
    const ids = due.map(({ id }) => id);
    await endMeasures(tx, ids, { on, at: ctx.clock.now().toISOString() });
    const moved = due.map((listing) => ({
      listing: { ...listing, measuresEndedOn: on },
      move: liftMeasures(listing.state, listing.measuresUntil ?? on),
    }));
    const events = await sayMoves({ ctx, tx }, moved);
    return { value: due.length, audit: { measuresOf: ids }, events };
  });
