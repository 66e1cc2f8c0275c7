import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { PageQuery } from '../../platform/web/page-cursor.ts';
import { listCommented } from './list-proposals.ts';
import { CommentedListOut } from './matter-proposal.schema.ts';

const open = guarded(
  { permission: 'anyone', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listCommentedProposals',
    path: '/matter-proposals',
    tags: ['公开'],
    summary: '正在公开征求意见的清理事项，无需登录',
    request: { query: PageQuery.strict() },
    responses: { 200: jsonAnswer(CommentedListOut, '最新在前') },
  },
);

export const publicProposalRoutes = router().openapi(open, async (c) =>
  c.json(CommentedListOut.parse(await listCommented(c.get('ctx'), c.req.valid('query'))), 200),
);
