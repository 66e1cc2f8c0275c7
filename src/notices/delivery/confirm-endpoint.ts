import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { confirmSubscription } from '../subscriptions/subscription.store.ts';

// Only who can answer a signed ping is told anything.
export const confirmEndpoint = (ctx: Ctx, id: string) =>
  act(ctx, 'subscription.work', async (tx) => ({
    value: await confirmSubscription(tx, id, ctx.clock.now().toISOString()),
    audit: { subscription: id, to: 'active', reason: 'ping-answered' },
    events: [],
  }));
