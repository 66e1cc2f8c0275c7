import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { moveSubscription } from './subscription.store.ts';

export type Hold = { id: string; to: 'paused' | 'disabled'; reason: string };

// 401, 403 and a refused certificate pause a subscription; 410 and five days of silence disable it. Nothing
// is lost: its notices are still numbered and wait in the feed.
export const holdSubscription = (ctx: Ctx, { id, to, reason }: Hold) =>
  act(ctx, 'subscription.work', async (tx) => ({
    value: await moveSubscription(tx, { id, from: ['pending', 'active'], to, reason }),
    audit: { subscription: id, to, reason },
    events: [],
  }));
