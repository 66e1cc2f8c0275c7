import { reachOf } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { askForPing } from './ask-for-ping.step.ts';
import { holdOne } from './subscription.store.ts';

// A signed ping; the delivery log shows how the endpoint answered.
export const testSubscription = async (ctx: Ctx, id: string) => {
  const value = await act(ctx, 'subscription.change', async (tx) => {
    const seen = await holdOne(tx, { id, agencyId: reachOf(ctx.actor, 'subscription.change') });
    if (!seen) throw new Problem('subscription.unknown');
    if (seen.endpointUrl === null || seen.state === 'disabled') throw new Problem('subscription.stage');
    const deliveryId = await askForPing(ctx, tx, id);
    return { value: { deliveryId }, audit: { subscription: id, step: 'test' }, events: [] };
  });
  ctx.poke('notices');
  return value;
};
