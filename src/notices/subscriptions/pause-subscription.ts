import { reachOf } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findSubscription, holdOne, moveSubscription } from './subscription.store.ts';

export const pauseSubscription = (ctx: Ctx, id: string) =>
  act(ctx, 'subscription.change', async (tx) => {
    const whose = { id, agencyId: reachOf(ctx.actor, 'subscription.change') };
    if (!(await holdOne(tx, whose))) throw new Problem('subscription.unknown');
    if (!(await moveSubscription(tx, { id, from: ['active'], to: 'paused', reason: 'asked' })))
      throw new Problem('subscription.stage');
    const value = await findSubscription(tx, whose);
    return { value, audit: { subscription: id, step: 'pause' }, events: [] };
  });
