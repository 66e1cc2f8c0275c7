import { Problem } from '../kernel/problems.ts';
import { act } from '../platform/act.ts';
import type { Ctx } from '../platform/deps.ts';
import { digestsOf } from './digest.rules.ts';
import { holdHead } from './digest.store.ts';
import { insertDeliveries } from './lane.store.ts';
import { noticesBetween } from './notice-list.store.ts';
import { reachOf } from './reach.rules.ts';
import { REPLAY_LANE } from './relay-plan.rules.ts';
import type { ReplayWish } from './subscription.schema.ts';
import { holdOne } from './subscription.store.ts';

// The same notices under new deliveries, in a lane of their own that holds up no live notice.
export const replayNotices = async (ctx: Ctx, { id, wish }: { id: string; wish: ReplayWish }) => {
  const value = await act(ctx, 'subscription.change', async (tx) => {
    const seen = await holdOne(tx, { id, agencyId: reachOf(ctx.actor) });
    if (!seen) throw new Problem('subscription.unknown');
    if (seen.endpointUrl === null || seen.state === 'disabled') throw new Problem('subscription.stage');
    const found = await noticesBetween(tx, { id, from: wish.fromSeq, to: wish.toSeq ?? seen.lastSeq });
    const replays = digestsOf(found, id, ctx.newId).map((digest) => ({
      ...digest,
      lane: REPLAY_LANE,
      kind: 'replay' as const,
    }));
    if (!wish.dryRun && replays.length > 0) {
      await holdHead(tx, id, REPLAY_LANE);
      await insertDeliveries(tx, replays, ctx.clock.now().toISOString());
    }
    const counts = { notices: found.length, deliveries: replays.length };
    return { value: counts, audit: { subscription: id, step: 'replay', ...wish, ...counts }, events: [] };
  });
  ctx.poke('notices');
  return value;
};
