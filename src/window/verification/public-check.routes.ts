import { z } from '@hono/zod-openapi';
import { InclusionProof } from '../../access/audit/trail-proof.schema.ts';
import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { PublicCheckOut } from '../checks/check.schema.ts';
import { proveCheck } from './prove-check.ts';
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

const prove = guarded(
  {
    permission: 'anyone',
    problems: ['check.unknown', 'audit-line.unknown', 'audit-line.not-yet-signed'],
  },
  {
    method: 'get',
    operationId: 'showCheckProof',
    path: '/checks/{no}/proof',
    tags: ['公开'],
    summary: '证明这次核查写入了已签名的审计记录；可自行保存，日后对证',
    request: {
      params: z.strictObject({ no: z.string().max(40) }),
      query: z.strictObject({ code: z.string().min(1).max(40) }),
    },
    responses: { 200: jsonAnswer(InclusionProof, '不含任何主体信息') },
  },
);

const verifyRoutes = router().openapi(verify, async (c) => {
  const { no } = c.req.valid('param');
  const { decidedAt, outcome, validity } = await verifyCheck(c.get('ctx'), {
    no,
    code: c.req.valid('query').code,
  });
  return c.json({ no, decidedAt, outcome, valid: validity.isValid }, 200);
});

export const publicCheckRoutes = verifyRoutes.openapi(prove, async (c) => {
  const { no } = c.req.valid('param');
  return c.json(await proveCheck(c.get('ctx'), { no, code: c.req.valid('query').code }), 200);
});
