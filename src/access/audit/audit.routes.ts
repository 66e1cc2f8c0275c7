import { z } from '@hono/zod-openapi';
import { instantIn } from '../../platform/web/day-in.schema.ts';
import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { listOf, PageQuery } from '../../platform/web/page-cursor.ts';
import { listAudit } from './list-audit.ts';
import { trailProofRoutes } from './trail-proof.routes.ts';

const AuditLine = z
  .object({
    id: z.int(),
    at: z.string(),
    agency: z.string().nullable(),
    actor: z.string(),
    action: z.string(),
    subjectId: z.int().nullable(),
    about: z.record(z.string(), z.unknown()),
    requestId: z.string().nullable(),
  })
  .openapi('AuditLine');

const list = guarded(
  { permission: 'audit.read', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listAuditLines',
    path: '/audit',
    tags: ['审计'],
    summary: '查询审计记录（查询本身亦留痕）',
    request: {
      query: PageQuery.extend({
        action: z.string().max(60).optional(),
        agency: z.string().max(40).optional(),
        subjectId: z.coerce.number().int().optional(),
        from: instantIn.optional(),
        until: instantIn.optional(),
      }),
    },
    responses: { 200: jsonAnswer(listOf(AuditLine), '最新在前') },
  },
);

const lineRoutes = router().openapi(list, async (c) =>
  c.json(listOf(AuditLine).parse(await listAudit(c.get('ctx'), c.req.valid('query'))), 200),
);

export const auditRoutes = lineRoutes.route('/', trailProofRoutes);
