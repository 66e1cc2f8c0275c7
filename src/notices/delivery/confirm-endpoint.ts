import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { confirmSubscription } from '../subscriptions/subscription.store.ts';

// Notices go only to an endpoint that answered a signed ping.
export const confirmEndpoint = (ctx: Ctx, id: string) =>
  act(ctx, 'subscription.work', async (tx) => ({
    value: await confirmSubscription(tx, id, ctx.clock.now().toISOString()),
    audit: { subscription: id, to: 'active', reason: 'ping-answered' },
    events: [],
  }));
