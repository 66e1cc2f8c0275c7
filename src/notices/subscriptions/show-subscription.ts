import { reachOf } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findSubscription } from './subscription.store.ts';

export const showSubscription = async (ctx: Ctx, id: string) => {
  permit(ctx, 'subscription.list');
  const found = await findSubscription(ctx.db, { id, agencyId: reachOf(ctx.actor, 'subscription.list') });
  if (!found) throw new Problem('subscription.unknown');
  return found;
};
