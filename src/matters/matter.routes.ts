import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, router } from '../platform/http.ts';
import { listOf, PageQuery } from '../platform/page-cursor.ts';
import { searchMatters } from './search-matters.ts';

const MatterOut = z
  .object({
    code: z.string(),
    name: z.string(),
    department: z.string(),
    basis: z.string(),
    isCommitmentAllowed: z.boolean(),
    riskClass: z.string().nullable(),
  })
  .openapi('Matter');

const search = guarded(
  { permission: 'matter.list', problems: ['cursor.invalid'] },
  {
    method: 'get',
    path: '/matters',
    tags: ['事项'],
    summary: '查询证明事项与涉企许可事项',
    request: {
      query: PageQuery.extend({
        q: z.string().max(100).optional().openapi({ description: '事项代码、名称或实施部门中的文字' }),
      }),
    },
    responses: { 200: jsonAnswer(listOf(MatterOut), '事项列表') },
  },
);

export const matterRoutes = router().openapi(search, async (c) =>
  c.json(listOf(MatterOut).parse(await searchMatters(c.get('ctx'), c.req.valid('query'))), 200),
);
