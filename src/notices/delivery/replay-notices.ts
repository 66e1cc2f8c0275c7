import { reachOf } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { holdHead } from '../relay/digest.store.ts';
import { insertDeliveries } from '../relay/lane.store.ts';
import { REPLAY_LANE } from '../relay/relay-plan.rules.ts';
import type { ReplayRequest } from '../subscriptions/subscription.schema.ts';
import { holdOne } from '../subscriptions/subscription.store.ts';
import { replaysOf } from './replay.rules.ts';
import { noticesBetween, seqSince } from './replay.store.ts';

const DELIVERIES_AT_ONCE = 5000;

// The same deliveries go out again, in a lane of their own that delays no live notice. A delivery still on
// its way is not repeated.
export const replayNotices = async (ctx: Ctx, { id, request }: { id: string; request: ReplayRequest }) => {
  const value = await act(ctx, 'subscription.change', async (tx) => {
    const seen = await holdOne(tx, { id, agencyId: reachOf(ctx.actor, 'subscription.change') });
    if (!seen) throw new Problem('subscription.unknown');
    if (seen.endpointUrl === null || seen.state === 'disabled') throw new Problem('subscription.stage');
    const from =
      request.fromSeq ?? (await seqSince(tx, { id, since: request.since ?? '' })) ?? seen.lastSeq + 1;
    const found = await noticesBetween(tx, { id, from, to: request.toSeq ?? seen.lastSeq });
    const replays = replaysOf(found, seen, ctx.newId);
    if (!request.dryRun && replays.length > 0) {
      await holdHead(tx, id, [REPLAY_LANE]);
      const at = ctx.clock.now().toISOString();
      for (let done = 0; done < replays.length; done += DELIVERIES_AT_ONCE)
        await insertDeliveries(tx, replays.slice(done, done + DELIVERIES_AT_ONCE), at);
    }
    const counts = { notices: found.length, deliveries: replays.length };
    return { value: counts, audit: { subscription: id, step: 'replay', ...request, ...counts }, events: [] };
  });
  ctx.poke('notices');
  return value;
};
