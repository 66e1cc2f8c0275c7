import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { PublicReportOut } from '../reports/report.schema.ts';
import { verifyReport } from './verify-report.ts';

const verify = guarded(
  { permission: 'anyone', problems: ['report.unknown'] },
  {
    method: 'get',
    operationId: 'verifyReport',
    path: '/reports/{no}',
    tags: ['公开'],
    summary: '验证一份信用报告的真伪与效力',
    request: {
      params: z.strictObject({ no: z.string().max(40) }),
      query: z.strictObject({ code: z.string().min(1).max(20) }),
    },
    responses: { 200: jsonAnswer(PublicReportOut, '不含任何主体信息') },
  },
);

export const publicReportRoutes = router().openapi(verify, async (c) =>
  c.json(
    await verifyReport(c.get('ctx'), { no: c.req.valid('param').no, code: c.req.valid('query').code }),
    200,
  ),
);
