import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { replayNotices } from '../delivery/replay-notices.ts';
import { pauseSubscription } from './pause-subscription.ts';
import { previewSubscription } from './preview-subscription.ts';
import { resumeSubscription } from './resume-subscription.ts';
import { rotateSecret } from './rotate-secret.ts';
import {
  PreviewIn,
  PreviewOut,
  ReplayIn,
  ReplayOut,
  SecretOut,
  SubscriptionOut,
  TestOut,
} from './subscription.schema.ts';
import { testSubscription } from './test-subscription.ts';

const tags = ['订阅'];
const params = z.strictObject({ id: z.uuid() });
const guard = {
  permission: 'subscription.change' as const,
  problems: ['subscription.unknown', 'subscription.stage'] as const,
};

const preview = guarded(
  {
    permission: 'subscription.preview',
    problems: ['subscription.cron', 'subscription.span', 'agency.unknown'],
  },
  {
    method: 'post',
    operationId: 'previewSubscription',
    path: '/subscriptions/preview',
    tags,
    summary: '预览：这样的订阅在一段时间内会收到什么（默认最近 30 天）',
    request: { body: jsonBody(PreviewIn) },
    responses: { 200: jsonAnswer(PreviewOut, '按名单、变动和日期计数，汇总次数与前几条样例') },
  },
);
const test = guarded(guard, {
  method: 'post',
  operationId: 'testSubscription',
  path: '/subscriptions/{id}/test',
  tags,
  summary: '向接收地址发送一次 registry.ping',
  request: { params },
  responses: { 202: jsonAnswer(TestOut, '结果见该次投递') },
});
const pause = guarded(guard, {
  method: 'post',
  operationId: 'pauseSubscription',
  path: '/subscriptions/{id}/pause',
  tags,
  summary: '暂停推送；通知照常编号，可从 feed 拉取',
  request: { params },
  responses: { 200: jsonAnswer(SubscriptionOut, '订阅') },
});
const resume = guarded(guard, {
  method: 'post',
  operationId: 'resumeSubscription',
  path: '/subscriptions/{id}/resume',
  tags,
  summary: '恢复推送',
  request: { params },
  responses: { 200: jsonAnswer(SubscriptionOut, '订阅') },
});
const rotate = guarded(guard, {
  method: 'post',
  operationId: 'rotateSubscriptionSecret',
  path: '/subscriptions/{id}/rotate-secret',
  tags,
  summary: '更换签名密钥；旧密钥 24 小时内同时签名',
  request: { params },
  responses: { 200: jsonAnswer(SecretOut, '新密钥，只显示这一次') },
});
const replay = guarded(guard, {
  method: 'post',
  operationId: 'replayNotices',
  path: '/subscriptions/{id}/replay',
  tags,
  summary: '重新推送一段通知；dryRun 只计数',
  request: { params, body: jsonBody(ReplayIn) },
  responses: { 202: jsonAnswer(ReplayOut, '将重新推送的数量') },
});

export const subscriptionStepRoutes = router()
  .openapi(preview, async (c) =>
    c.json(PreviewOut.parse(await previewSubscription(c.get('ctx'), c.req.valid('json'))), 200),
  )
  .openapi(test, async (c) =>
    c.json(TestOut.parse(await testSubscription(c.get('ctx'), c.req.valid('param').id)), 202),
  )
  .openapi(pause, async (c) =>
    c.json(SubscriptionOut.parse(await pauseSubscription(c.get('ctx'), c.req.valid('param').id)), 200),
  )
  .openapi(resume, async (c) =>
    c.json(SubscriptionOut.parse(await resumeSubscription(c.get('ctx'), c.req.valid('param').id)), 200),
  )
  .openapi(rotate, async (c) =>
    c.json(SecretOut.parse(await rotateSecret(c.get('ctx'), c.req.valid('param').id)), 200),
  )
  .openapi(replay, async (c) => {
    const request = { id: c.req.valid('param').id, request: c.req.valid('json') };
    return c.json(ReplayOut.parse(await replayNotices(c.get('ctx'), request)), 202);
  });
