import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { listOf, PageQuery } from '../../platform/web/page-cursor.ts';
import { confirmGrant } from './confirm-grant.ts';
import { listGrants } from './list-grants.ts';
import { refuseGrant } from './refuse-grant.ts';
import { GrantConfirmed, GrantOut } from './staff.schema.ts';

const byId = { params: z.strictObject({ id: z.uuid() }) };
const tags = ['人员'];

const list = guarded(
  { permission: 'grant.list', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listGrants',
    path: '/grants',
    tags,
    summary: '由一人提出、须另一人复核的授权，最近提出的在前',
    request: { query: PageQuery },
    responses: { 200: jsonAnswer(listOf(GrantOut), '待复核与已处理的') },
  },
);
const confirm = guarded(
  {
    permission: 'grant.confirm',
    problems: ['grant.unknown', 'grant.own', 'grant.settled', 'staff.own-rights', 'staff.roles-exclude'],
  },
  {
    method: 'post',
    operationId: 'confirmGrant',
    path: '/grants/{id}/confirm',
    tags,
    summary: '复核：角色即时生效，该人员须重新登录；接口密钥此时签发，只显示这一次',
    request: byId,
    responses: { 201: jsonAnswer(GrantConfirmed, '已生效') },
  },
);
const refuse = guarded(
  { permission: 'grant.refuse', problems: ['grant.unknown', 'grant.settled'] },
  {
    method: 'post',
    operationId: 'refuseGrant',
    path: '/grants/{id}/refuse',
    tags,
    summary: '退回：不予授权；提出人也可以自己撤回',
    request: byId,
    responses: { 204: { description: '已退回' } },
  },
);

export const grantRoutes = router()
  .openapi(list, async (c) =>
    c.json(listOf(GrantOut).parse(await listGrants(c.get('ctx'), c.req.valid('query'))), 200),
  )
  .openapi(confirm, async (c) => c.json(await confirmGrant(c.get('ctx'), c.req.valid('param').id), 201))
  .openapi(refuse, async (c) => {
    await refuseGrant(c.get('ctx'), c.req.valid('param').id);
    return c.body(null, 204);
  });
