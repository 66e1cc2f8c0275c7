import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { PageQuery } from '../../platform/web/page-cursor.ts';
import { issueKey } from './issue-key.ts';
import { KeyIn, KeyList, KeyOut, RotationIn } from './key.schema.ts';
import { listKeys } from './list-keys.ts';
import { revokeKey } from './revoke-key.ts';
import { rotateKey } from './rotate-key.ts';

const tags = ['密钥'];
const byId = z.strictObject({ id: z.uuid() });
const maybe = <S extends z.ZodType>(schema: S) => ({
  content: { 'application/json': { schema } },
  required: false as const,
});

const issue = guarded(
  { permission: 'key.issue', problems: ['agency.unknown', 'key.scope', 'staff.roles-exclude'] },
  {
    method: 'post',
    operationId: 'issueApiKey',
    path: '/agencies/{code}/keys',
    tags,
    summary: '签发一个接口密钥（只显示一次）',
    request: { params: z.strictObject({ code: z.string() }), body: maybe(KeyIn) },
    responses: { 201: jsonAnswer(KeyOut, '新密钥') },
  },
);
const rotate = guarded(
  { permission: 'key.issue', problems: ['api-key.unknown', 'key.ended'] },
  {
    method: 'post',
    operationId: 'rotateApiKey',
    path: '/keys/{id}/rotation',
    tags,
    summary: '更换一个接口密钥：新旧两个同时可用一段时间',
    request: { params: byId, body: maybe(RotationIn) },
    responses: { 201: jsonAnswer(KeyOut, '新密钥，范围与原密钥相同') },
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
  .openapi(issue, async (c) => {
    const { code: agency } = c.req.valid('param');
    return c.json(await issueKey(c.get('ctx'), { ...c.req.valid('json'), agency }), 201);
  })
  .openapi(rotate, async (c) => {
    const { overlapHours } = RotationIn.parse(c.req.valid('json'));
    return c.json(await rotateKey(c.get('ctx'), { ...c.req.valid('param'), overlapHours }), 201);
  })
  .openapi(list, async (c) => c.json(KeyList.parse(await listKeys(c.get('ctx'), c.req.valid('query'))), 200))
  .openapi(revoke, async (c) => {
    await revokeKey(c.get('ctx'), c.req.valid('param'));
    return c.body(null, 204);
  });
