import { reachOf } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import type { DeliveryState } from '../inbox/notice-words.rules.ts';
import { findSubscription } from '../subscriptions/subscription.store.ts';
import { listDeliveryLines } from './delivery-log.store.ts';

type Query = { subscription: string; state?: DeliveryState; after?: string; limit: number };

export const listDeliveries = async (ctx: Ctx, { subscription, state, after, limit }: Query) => {
  permit(ctx, 'delivery.list');
  if (!(await findSubscription(ctx.db, { id: subscription, agencyId: reachOf(ctx.actor, 'delivery.list') })))
    throw new Problem('subscription.unknown');
  const found = await listDeliveryLines(ctx.db, {
    subscriptionId: subscription,
    state,
    after: readCursor(cursors.uuid, after)?.[0],
    limit: limit + 1,
  });
  return page(found, limit, ({ id }) => [id]);
};
