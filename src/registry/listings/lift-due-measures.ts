import { dayOf } from '../../kernel/day.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { endMeasures, takeDueMeasures } from './listing.store.ts';
import { liftMeasures } from './listing-move.rules.ts';
import { sayMoves } from './move-listings.step.ts';

const AT_ONCE = 1000;

// One small step: measures that end before their listing does, told to whoever carries them. Gives how many;
// 0 = none is due.
// Basis: 政府采购法第七十七条（一至三年内禁止参加）
export const liftDueMeasures = (ctx: Ctx, atOnce = AT_ONCE): Promise<number> =>
  act(ctx, 'listing.expire', async (tx) => {
    const on = dayOf(ctx.clock.now());
    const due = await takeDueMeasures(tx, on, atOnce);
    if (due.length === 0) return { value: 0, audit: { measuresOf: [] }, events: [] };
    const ids = due.map(({ id }) => id);
    await endMeasures(tx, ids, { on, at: ctx.clock.now().toISOString() });
    const moved = due.map((listing) => ({
      listing: { ...listing, measuresEndedOn: on },
      move: liftMeasures(listing.state, listing.measuresUntil ?? on),
    }));
    const events = await sayMoves({ ctx, tx }, moved);
    return { value: due.length, audit: { measuresOf: ids }, events };
  });
