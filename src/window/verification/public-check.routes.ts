import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { PublicCheckOut } from '../checks/check.schema.ts';
import { verifyCheck } from './verify-check.ts';

const verify = guarded(
  { permission: 'anyone', problems: ['check.unknown'] },
  {
    method: 'get',
    operationId: 'verifyCheck',
    path: '/checks/{no}',
    tags: ['公开'],
    summary: '验证一份核查结果单的真伪与效力',
    request: {
      params: z.strictObject({ no: z.string().max(40) }),
      query: z.strictObject({ code: z.string().min(1).max(40) }),
    },
    responses: { 200: jsonAnswer(PublicCheckOut, '不含任何主体信息') },
  },
);

export const publicCheckRoutes = router().openapi(verify, async (c) => {
  const { no } = c.req.valid('param');
  const { decidedAt, outcome, validity } = await verifyCheck(c.get('ctx'), {
    no,
    code: c.req.valid('query').code,
  });
  return c.json({ no, decidedAt, outcome, valid: validity.isValid }, 200);
});
