import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { PageQuery } from '../../platform/web/page-cursor.ts';
import { askKey } from './ask-key.ts';
import { askRotation } from './ask-rotation.ts';
import { KeyAsked, KeyIn, KeyList, RotationIn } from './key.schema.ts';
import { listKeys } from './list-keys.ts';
import { revokeKey } from './revoke-key.ts';

const tags = ['密钥'];
const byId = z.strictObject({ id: z.uuid() });
const maybe = <S extends z.ZodType>(schema: S) => ({
  content: { 'application/json': { schema } },
  required: false as const,
});

const ask = guarded(
  { permission: 'key.ask', problems: ['agency.unknown', 'key.scope', 'staff.roles-exclude'] },
  {
    method: 'post',
    operationId: 'askApiKey',
    path: '/agencies/{code}/keys',
    tags,
    summary: '申请签发一个接口密钥；由另一人复核后签发，密钥向复核人显示一次',
    request: { params: z.strictObject({ code: z.string() }), body: maybe(KeyIn) },
    responses: { 202: jsonAnswer(KeyAsked, '待复核') },
  },
);
const rotate = guarded(
  { permission: 'key.ask', problems: ['api-key.unknown', 'key.ended'] },
  {
    method: 'post',
    operationId: 'askKeyRotation',
    path: '/keys/{id}/rotation',
    tags,
    summary: '申请更换一个接口密钥；复核后新旧两个同时可用一段时间',
    request: { params: byId, body: maybe(RotationIn) },
    responses: { 202: jsonAnswer(KeyAsked, '待复核；新密钥的范围与原密钥相同') },
  },
);
const list = guarded(
  { permission: 'key.list', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listApiKeys',
    path: '/keys',
    tags,
    summary: '全部接口密钥：范围、期限与最近使用',
    request: { query: PageQuery.extend({ agency: z.string().max(32).optional() }) },
    responses: { 200: jsonAnswer(KeyList, '最新在前') },
  },
);
const revoke = guarded(
  { permission: 'key.revoke', problems: ['api-key.unknown'] },
  {
    method: 'delete',
    operationId: 'revokeApiKey',
    path: '/keys/{id}',
    tags,
    summary: '吊销一个接口密钥',
    request: { params: byId },
    responses: { 204: { description: '已吊销' } },
  },
);

export const keyRoutes = router()
  .openapi(ask, async (c) => {
    const { code: agency } = c.req.valid('param');
    return c.json(await askKey(c.get('ctx'), { ...c.req.valid('json'), agency }), 202);
  })
  .openapi(rotate, async (c) => {
    const { overlapHours } = RotationIn.parse(c.req.valid('json'));
    return c.json(await askRotation(c.get('ctx'), { ...c.req.valid('param'), overlapHours }), 202);
  })
  .openapi(list, async (c) => c.json(KeyList.parse(await listKeys(c.get('ctx'), c.req.valid('query'))), 200))
  .openapi(revoke, async (c) => {
    await revokeKey(c.get('ctx'), c.req.valid('param'));
    return c.body(null, 204);
  });
