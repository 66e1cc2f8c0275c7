import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { acknowledgeFeed } from './acknowledge-feed.ts';
import { AckIn, AckOut, NoticeFeedOut } from './notice.schema.ts';
import { readFeed } from './read-feed.ts';

const tags = ['通知'];

const read = guarded(
  { permission: 'feed.read', problems: ['subscription.unknown'] },
  {
    method: 'get',
    operationId: 'readFeed',
    path: '/feed',
    tags,
    summary: '按 seq 顺序拉取通知，可长轮询',
    request: {
      query: z.strictObject({
        subscription: z.uuid(),
        after: z.coerce.number().int().min(0).optional().openapi({ description: '不填从已确认之后开始' }),
        wait: z.coerce
          .number()
          .int()
          .min(0)
          .max(30)
          .default(0)
          .openapi({ description: '没有新通知时最多等待的秒数' }),
        limit: z.coerce.number().int().min(1).max(500).default(100),
      }),
    },
    responses: { 200: jsonAnswer(NoticeFeedOut, '通知；每条即推送中的 CloudEvent') },
  },
);
const ack = guarded(
  { permission: 'feed.ack', problems: ['subscription.unknown'] },
  {
    method: 'post',
    operationId: 'acknowledgeFeed',
    path: '/feed/ack',
    tags,
    summary: '确认 upTo 及以前的通知均已收妥',
    request: { body: jsonBody(AckIn) },
    responses: { 200: jsonAnswer(AckOut, '确认结果') },
  },
);

export const feedRoutes = router()
  .openapi(read, async (c) =>
    c.json(NoticeFeedOut.parse(await readFeed(c.get('ctx'), c.req.valid('query'))), 200),
  )
  .openapi(ack, async (c) =>
    c.json(AckOut.parse(await acknowledgeFeed(c.get('ctx'), c.req.valid('json'))), 200),
  );
