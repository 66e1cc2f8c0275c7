import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { addAgency } from './add-agency.ts';
import { AgencyIn, AgencyOut, SuccessionIn } from './agency.schema.ts';
import { succeedAgency } from './succeed-agency.ts';

const add = guarded(
  {
    permission: 'agency.add',
    problems: ['agency.duplicate', 'agency.uscc', 'agency.uscc-taken', 'agency.unknown', 'agency.successor'],
  },
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
export const agencyRoutes = router()
  .openapi(add, async (c) => c.json(AgencyOut.parse(await addAgency(c.get('ctx'), c.req.valid('json'))), 201))
  .openapi(succeed, async (c) =>
    c.json(
      AgencyOut.parse(await succeedAgency(c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') })),
      200,
    ),
  );
