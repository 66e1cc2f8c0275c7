import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { addAgency } from './add-agency.ts';
import { AgencyIn, AgencyOut, KeyOut, SuccessionIn } from './agency.schema.ts';
import { issueKey } from './issue-key.ts';
import { revokeKey } from './revoke-key.ts';
import { succeedAgency } from './succeed-agency.ts';

const add = guarded(
  { permission: 'agency.add', problems: ['agency.duplicate', 'agency.uscc'] },
  {
    method: 'post',
    operationId: 'addAgency',
    path: '/agencies',
    tags: ['单位'],
    summary: '登记一个单位',
    request: { body: jsonBody(AgencyIn) },
    responses: { 201: jsonAnswer(AgencyOut, '已登记的单位') },
  },
);
const succeed = guarded(
  { permission: 'agency.succeed', problems: ['agency.unknown', 'agency.successor'] },
  {
    method: 'post',
    operationId: 'recordAgencySuccession',
    path: '/agencies/{code}/succession',
    tags: ['单位'],
    summary: '登记单位撤并更名：自何日起由何单位承继其职权',
    request: { params: z.strictObject({ code: z.string() }), body: jsonBody(SuccessionIn) },
    responses: { 200: jsonAnswer(AgencyOut, '自该日起停用的原单位') },
  },
);
const issue = guarded(
  { permission: 'key.issue', problems: ['agency.unknown'] },
  {
    method: 'post',
    operationId: 'issueApiKey',
    path: '/agencies/{code}/keys',
    tags: ['单位'],
    summary: '签发一个接口密钥（只显示一次）',
    request: { params: z.strictObject({ code: z.string() }) },
    responses: { 201: jsonAnswer(KeyOut, '新密钥') },
  },
);
const revoke = guarded(
  { permission: 'key.revoke', problems: ['api-key.unknown'] },
  {
    method: 'delete',
    operationId: 'revokeApiKey',
    path: '/keys/{id}',
    tags: ['单位'],
    summary: '吊销一个接口密钥',
    request: { params: z.strictObject({ id: z.uuid() }) },
    responses: { 204: { description: '已吊销' } },
  },
);

export const agencyRoutes = router()
  .openapi(add, async (c) => c.json(AgencyOut.parse(await addAgency(c.get('ctx'), c.req.valid('json'))), 201))
  .openapi(succeed, async (c) =>
    c.json(
      AgencyOut.parse(await succeedAgency(c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') })),
      200,
    ),
  )
  .openapi(issue, async (c) =>
    c.json(await issueKey(c.get('ctx'), { agency: c.req.valid('param').code }), 201),
  )
  .openapi(revoke, async (c) => {
    await revokeKey(c.get('ctx'), { id: c.req.valid('param').id });
    return c.body(null, 204);
  });
