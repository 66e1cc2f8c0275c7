import type { Ctx } from '../../platform/door/deps.ts';
import { healLanes } from '../relay/lane.store.ts';
import { holdSubscription } from '../subscriptions/hold-subscription.ts';
import { pingAgain } from '../subscriptions/ping-again.ts';
import { longFailing, withoutAnswer } from '../subscriptions/subscription.store.ts';
import { actOnNews } from './act-on-news.ts';
import { reapLeases } from './delivery.store.ts';

// Mends leases of dead senders, lanes whose head ended while nobody promoted the next, answers that nobody
// acted on, endpoints never heard of and those silent for five days.
export const mendDeliveries = async (ctx: Ctx): Promise<void> => {
  await reapLeases(ctx.statement);
  if ((await healLanes(ctx.statement)) > 0) ctx.poke('notices');
  if (await actOnNews(ctx)) ctx.poke('notices');
  for (const id of await withoutAnswer(ctx.db)) await pingAgain(ctx, id);
  for (const { id } of await longFailing(ctx.db))
    await holdSubscription(ctx, { id, to: 'disabled', reason: 'silent-for-five-days' });
};
