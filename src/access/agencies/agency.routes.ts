import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { addAgency } from './add-agency.ts';
import { AgencyIn, AgencyOut, KeyAsked, SuccessionIn } from './agency.schema.ts';
import { askKey } from './ask-key.ts';
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
const ask = guarded(
  { permission: 'key.ask', problems: ['agency.unknown'] },
  {
    method: 'post',
    operationId: 'askApiKey',
    path: '/agencies/{code}/keys',
    tags: ['单位'],
    summary: '申请签发一个接口密钥；由另一人复核后签发，密钥向复核人显示一次',
    request: { params: z.strictObject({ code: z.string() }) },
    responses: { 202: jsonAnswer(KeyAsked, '待复核') },
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
  .openapi(ask, async (c) => c.json(await askKey(c.get('ctx'), { agency: c.req.valid('param').code }), 202))
  .openapi(revoke, async (c) => {
    await revokeKey(c.get('ctx'), { id: c.req.valid('param').id });
    return c.body(null, 204);
  });
