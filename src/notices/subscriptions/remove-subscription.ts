import { reachOf } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { forgetDropTarget } from '../delivery/drop-target.store.ts';
import { waitRelayLock } from '../relay/relay.store.ts';
import { keepSchedule } from './keep-schedule.step.ts';
import { holdOne, removeSubscriptionRow } from './subscription.store.ts';

// No more notices are sent; those sent stay as proof.
export const removeSubscription = (ctx: Ctx, id: string) =>
  act(ctx, 'subscription.remove', async (tx) => {
    await waitRelayLock(tx);
    const seen = await holdOne(tx, { id, agencyId: reachOf(ctx.actor, 'subscription.remove') });
    if (!seen) throw new Problem('subscription.unknown');
    await removeSubscriptionRow(tx, id, ctx.clock.now().toISOString());
    await forgetDropTarget(tx, id);
    await keepSchedule(ctx, tx, { id, schedule: null });
    return { value: null, audit: { subscription: id, lastSeq: seen.lastSeq }, events: [] };
  });
