import { z } from '@hono/zod-openapi';
import { day } from '../../kernel/day.ts';
import { dayIn, instantIn } from '../../platform/web/day-in.schema.ts';
import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { listOf, PageQuery } from '../../platform/web/page-cursor.ts';
import { listAudit } from './list-audit.ts';
import { listUnusualAccess } from './list-unusual-access.ts';
import { trailProofRoutes } from './trail-proof.routes.ts';
import { unusualKeys } from './unusual-access.rules.ts';

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

const UnusualOut = z
  .object({
    day: z.string(),
    lists: z.array(
      z.object({
        list: z.enum(unusualKeys),
        name: z.string(),
        threshold: z.number().openapi({ description: '超过此数的列入；设置 unusual.*' }),
        items: z.array(
          z.object({
            actor: z.string(),
            name: z.string().nullable(),
            agency: z.string().nullable(),
            caseNo: z.string().nullable(),
            subjectId: z.int().nullable(),
            count: z.int(),
          }),
        ),
      }),
    ),
  })
  .openapi('UnusualAccess');
const unusual = guarded(
  { permission: 'audit.read' },
  {
    method: 'get',
    operationId: 'listUnusualAccess',
    path: '/audit/unusual',
    tags: ['审计'],
    summary: '一日之内超过阈值的个人查询：次数、夜间、同一办件多主体、反复查询同一主体',
    request: { query: z.strictObject({ day: dayIn.optional() }) },
    responses: { 200: jsonAnswer(UnusualOut, '各项名单，次数多的在前') },
  },
);

const lineRoutes = router()
  .openapi(unusual, async (c) => {
    const { day: asked } = c.req.valid('query');
    const on = asked === undefined ? {} : { day: day(asked) };
    return c.json(UnusualOut.parse(await listUnusualAccess(c.get('ctx'), on)), 200);
  })
  .openapi(list, async (c) =>
    c.json(listOf(AuditLine).parse(await listAudit(c.get('ctx'), c.req.valid('query'))), 200),
  );

export const auditRoutes = lineRoutes.route('/', trailProofRoutes);
