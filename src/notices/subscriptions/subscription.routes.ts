import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { listOf, PageQuery } from '../../platform/web/page-cursor.ts';
import { changeSubscription } from './change-subscription.ts';
import { createSubscription } from './create-subscription.ts';
import { listSubscriptions } from './list-subscriptions.ts';
import { removeSubscription } from './remove-subscription.ts';
import { showSubscription } from './show-subscription.ts';
import {
  SubscriptionChange,
  SubscriptionIn,
  SubscriptionMade,
  SubscriptionOut,
} from './subscription.schema.ts';

const tags = ['订阅'];
const params = z.strictObject({ id: z.uuid() });
const SubscriptionsOut = listOf(SubscriptionOut);

const ofPlace = ['subscription.endpoint', 'source.location', 'source.no-root', 'source.unreachable'] as const;

const create = guarded(
  {
    permission: 'subscription.create',
    problems: [...ofPlace, 'subscription.cron', 'agency.unknown', 'idempotency.reused'],
  },
  {
    method: 'post',
    operationId: 'createSubscription',
    path: '/subscriptions',
    tags,
    summary: '新建订阅；以当前在列名单开篇，签名密钥只显示这一次',
    request: { body: jsonBody(SubscriptionIn) },
    responses: { 201: jsonAnswer(SubscriptionMade, '新订阅') },
  },
);
const list = guarded(
  { permission: 'subscription.list', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listSubscriptions',
    path: '/subscriptions',
    tags,
    summary: '订阅列表',
    request: { query: PageQuery },
    responses: { 200: jsonAnswer(SubscriptionsOut, '订阅列表') },
  },
);
const show = guarded(
  { permission: 'subscription.list', problems: ['subscription.unknown'] },
  {
    method: 'get',
    operationId: 'showSubscription',
    path: '/subscriptions/{id}',
    tags,
    summary: '一个订阅',
    request: { params },
    responses: { 200: jsonAnswer(SubscriptionOut, '订阅') },
  },
);
const change = guarded(
  {
    permission: 'subscription.change',
    problems: ['subscription.unknown', 'subscription.stage', ...ofPlace, 'subscription.cron'],
  },
  {
    method: 'patch',
    operationId: 'changeSubscription',
    path: '/subscriptions/{id}',
    tags,
    summary: '修改订阅；换接收地址须重新应答 registry.ping',
    request: { params, body: jsonBody(SubscriptionChange) },
    responses: { 200: jsonAnswer(SubscriptionOut, '修改后的订阅') },
  },
);
const remove = guarded(
  { permission: 'subscription.remove', problems: ['subscription.unknown'] },
  {
    method: 'delete',
    operationId: 'removeSubscription',
    path: '/subscriptions/{id}',
    tags,
    summary: '取消订阅；已有记录保留备查',
    request: { params },
    responses: { 204: { description: '已取消' } },
  },
);

export const subscriptionRoutes = router()
  .openapi(create, async (c) => {
    const made = SubscriptionMade.parse(await createSubscription(c.get('ctx'), c.req.valid('json')));
    c.header('location', `/api/v1/subscriptions/${made.id}`);
    return c.json(made, 201);
  })
  .openapi(list, async (c) =>
    c.json(SubscriptionsOut.parse(await listSubscriptions(c.get('ctx'), c.req.valid('query'))), 200),
  )
  .openapi(show, async (c) =>
    c.json(SubscriptionOut.parse(await showSubscription(c.get('ctx'), c.req.valid('param').id)), 200),
  )
  .openapi(change, async (c) => {
    const request = { id: c.req.valid('param').id, patch: c.req.valid('json') };
    return c.json(SubscriptionOut.parse(await changeSubscription(c.get('ctx'), request)), 200);
  })
  .openapi(remove, async (c) => {
    await removeSubscription(c.get('ctx'), c.req.valid('param').id);
    return c.body(null, 204);
  });
