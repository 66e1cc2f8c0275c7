import { reachOf } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { LATENCY_ENDS, readHealth } from './health.store.ts';
import { findSubscription } from './subscription.store.ts';
import { attentionOf } from './subscription-health.rules.ts';

const LAST_DELIVERIES = 200;

// 投递健康度: what waits and since when, and how the last two hundred deliveries went.
export const showHealth = async (ctx: Ctx, id: string) => {
  permit(ctx, 'subscription.list');
  const subscription = await findSubscription(ctx.db, {
    id,
    agencyId: reachOf(ctx.actor, 'subscription.list'),
  });
  if (!subscription) throw new Problem('subscription.unknown');
  const now = ctx.clock.now();
  const { waiting, oldestSince, attempts, delivered, medianMs, p95Ms, buckets } = await readHealth(ctx.db, {
    id,
    last: LAST_DELIVERIES,
  });
  const age = oldestSince === null ? 0 : (now.getTime() - Date.parse(oldestSince)) / 1000;
  return {
    waiting,
    oldestUndelivered:
      oldestSince === null ? null : { since: oldestSince, seconds: Math.max(0, Math.round(age)) },
    attempts,
    delivered,
    successRate: attempts === 0 ? null : Math.round((delivered / attempts) * 1000) / 1000,
    latencyMs: {
      median: medianMs,
      p95: p95Ms,
      buckets: buckets.map((count, place) => ({ underMs: LATENCY_ENDS[place] ?? null, count })),
    },
    attention: attentionOf(subscription, now),
  };
};
