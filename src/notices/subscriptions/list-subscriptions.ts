import { reachOf } from '../../access/reach.rules.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { listSubscriptionRows } from './subscription.store.ts';

export const listSubscriptions = async (ctx: Ctx, { limit, after }: { limit: number; after?: string }) => {
  permit(ctx, 'subscription.list');
  const found = await listSubscriptionRows(ctx.db, {
    agencyId: reachOf(ctx.actor, 'subscription.list'),
    after: readCursor(cursors.uuid, after)?.[0],
    limit: limit + 1,
  });
  return page(found, limit, ({ id }) => [id]);
};
