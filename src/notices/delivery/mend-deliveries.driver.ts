import type { Ctx } from '../../platform/door/deps.ts';
import { healLanes } from '../relay/lane.store.ts';
import { holdSubscription } from '../subscriptions/hold-subscription.ts';
import { longFailing } from '../subscriptions/subscription.store.ts';
import { reapLeases } from './delivery.store.ts';

// Mends leases of dead senders, lanes whose head ended while nobody promoted the next, endpoints silent for
// five days.
export const mendDeliveries = async (ctx: Ctx): Promise<void> => {
  await reapLeases(ctx.statement);
  if ((await healLanes(ctx.statement)) > 0) ctx.poke('notices');
  for (const { id } of await longFailing(ctx.db))
    await holdSubscription(ctx, { id, to: 'disabled', reason: 'silent-for-five-days' });
};
