import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { showHealth } from './show-health.ts';

const HealthOut = z
  .object({
    waiting: z.int().openapi({ description: '尚未送达的投递数' }),
    oldestUndelivered: z.object({ since: z.string(), seconds: z.int() }).nullable(),
    attempts: z.int().openapi({ description: '最近 200 次投递的尝试次数' }),
    delivered: z.int(),
    successRate: z.number().nullable(),
    latencyMs: z.object({
      median: z.int().nullable(),
      p95: z.int().nullable(),
      buckets: z.array(z.object({ underMs: z.int().nullable(), count: z.int() })),
    }),
    attention: z.array(z.string()).openapi({ description: '须由本单位处理的事项' }),
  })
  .openapi('SubscriptionHealth');

const health = guarded(
  { permission: 'subscription.list', problems: ['subscription.unknown'] },
  {
    method: 'get',
    operationId: 'showSubscriptionHealth',
    path: '/subscriptions/{id}/health',
    tags: ['订阅'],
    summary: '投递健康度：积压、最久未送达、成功率与耗时分布',
    request: { params: z.strictObject({ id: z.uuid() }) },
    responses: { 200: jsonAnswer(HealthOut, '健康度') },
  },
);

export const healthRoutes = router().openapi(health, async (c) =>
  c.json(HealthOut.parse(await showHealth(c.get('ctx'), c.req.valid('param').id)), 200),
);
