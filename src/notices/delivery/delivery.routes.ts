import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { listOf, PageQuery } from '../../platform/web/page-cursor.ts';
import { DeliveryOut, DeliveryShown } from '../inbox/notice.schema.ts';
import { listDeliveries } from './list-deliveries.ts';
import { showDelivery } from './show-delivery.ts';

const tags = ['投递'];
const DeliveriesOut = listOf(DeliveryOut);

const list = guarded(
  { permission: 'delivery.list', problems: ['subscription.unknown', 'cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listDeliveries',
    path: '/deliveries',
    tags,
    summary: '一个订阅的投递记录',
    request: {
      query: PageQuery.extend({
        subscription: z.uuid(),
        state: z.enum(['queued', 'ready', 'leased', 'delivered', 'dead', 'superseded']).optional(),
      }),
    },
    responses: { 200: jsonAnswer(DeliveriesOut, '投递列表') },
  },
);
const show = guarded(
  { permission: 'delivery.list', problems: ['delivery.unknown'] },
  {
    method: 'get',
    operationId: 'showDelivery',
    path: '/deliveries/{id}',
    tags,
    summary: '一次投递及其每次尝试',
    request: { params: z.strictObject({ id: z.uuid() }) },
    responses: { 200: jsonAnswer(DeliveryShown, '投递详情') },
  },
);

export const deliveryRoutes = router()
  .openapi(list, async (c) =>
    c.json(DeliveriesOut.parse(await listDeliveries(c.get('ctx'), c.req.valid('query'))), 200),
  )
  .openapi(show, async (c) =>
    c.json(DeliveryShown.parse(await showDelivery(c.get('ctx'), c.req.valid('param').id)), 200),
  );
