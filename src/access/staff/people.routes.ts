import { z } from '@hono/zod-openapi';
import type { ProblemCode } from '../../kernel/problems.ts';
import type { Permission } from '../../platform/door/permissions.ts';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { listOf, PageQuery } from '../../platform/web/page-cursor.ts';
import { resetPassword } from '../passwords/reset-password.ts';
import { removeSecondFactor } from '../sessions/remove-second-factor.ts';
import { disablePerson } from './disable-person.ts';
import { enablePerson } from './enable-person.ts';
import { giveRoles } from './give-roles.ts';
import { listPeople } from './list-people.ts';
import { movePerson } from './move-person.ts';
import { showPerson } from './show-person.ts';
import { MoveIn, NewCodeOut, PersonFile, PersonOut, RolesIn, RolesOut } from './staff.schema.ts';
import { takeRoles } from './take-roles.ts';

const tags = ['人员'];
const params = z.strictObject({ id: z.uuid() });
const done = { 204: { description: '已办理，该人员的登录全部结束' } };

const list = guarded(
  { permission: 'staff.list', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listPeople',
    path: '/staff',
    tags,
    summary: '人员，先添加的在前',
    request: { query: PageQuery.extend({ agency: z.string().max(40).optional() }) },
    responses: { 200: jsonAnswer(listOf(PersonOut), '人员') },
  },
);
const show = guarded(
  { permission: 'staff.list', problems: ['staff.unknown'] },
  {
    method: 'get',
    operationId: 'showPerson',
    path: '/staff/{id}',
    tags,
    summary: '一名人员及其经过：何时由谁添加、授权、调动、停用',
    request: { params },
    responses: { 200: jsonAnswer(PersonFile, '人员') },
  },
);
const give = guarded(
  { permission: 'staff.give-roles', problems: ['staff.unknown', 'staff.own-rights', 'staff.roles-exclude'] },
  {
    method: 'post',
    operationId: 'giveRoles',
    path: '/staff/{id}/give-roles',
    tags,
    summary: '授予角色；登记、审计与管理角色须另一人复核后生效',
    request: { params, body: jsonBody(RolesIn) },
    responses: {
      200: jsonAnswer(RolesOut, '已生效，该人员须重新登录'),
      202: jsonAnswer(RolesOut, '待复核'),
    },
  },
);
const take = guarded(
  { permission: 'staff.take-roles', problems: ['staff.unknown', 'staff.own-rights'] },
  {
    method: 'post',
    operationId: 'takeRoles',
    path: '/staff/{id}/take-roles',
    tags,
    summary: '收回角色，即时生效',
    request: { params, body: jsonBody(RolesIn) },
    responses: { 200: jsonAnswer(RolesOut, '该人员须重新登录') },
  },
);
const move = guarded(
  {
    permission: 'staff.move',
    problems: ['staff.unknown', 'agency.unknown', 'staff.duplicate', 'staff.own-rights'],
  },
  {
    method: 'post',
    operationId: 'movePerson',
    path: '/staff/{id}/move',
    tags,
    summary: '调到另一单位；原有角色全部收回，由安全管理员另行授权',
    request: { params, body: jsonBody(MoveIn) },
    responses: done,
  },
);
const reset = guarded(
  { permission: 'staff.reset-password', problems: ['staff.unknown', 'service.busy'] },
  {
    method: 'post',
    operationId: 'resetPassword',
    path: '/staff/{id}/password-reset',
    tags,
    summary: '以一次性密码代替某一人员的密码；其登录全部结束',
    request: { params },
    responses: { 200: jsonAnswer(NewCodeOut, '一次性密码，只显示这一次') },
  },
);

type Turn = { method: 'post' | 'delete'; path: string; operationId: string; summary: string };
const turn = (permission: Permission, problems: readonly ProblemCode[], route: Turn) =>
  guarded({ permission, problems }, { ...route, tags, request: { params }, responses: done });
const own = ['staff.unknown', 'staff.own-rights'] as const;

const disable = turn('staff.disable', own, {
  method: 'post',
  path: '/staff/{id}/disable',
  operationId: 'disablePerson',
  summary: '停用：即时不能登录，待复核的授权失效',
});
const enable = turn('staff.enable', ['staff.unknown'], {
  method: 'post',
  path: '/staff/{id}/enable',
  operationId: 'enablePerson',
  summary: '恢复使用；不带任何角色，由安全管理员另行授权',
});
const unbind = turn('staff.remove-factor', ['staff.unknown', 'staff.no-factor'], {
  method: 'delete',
  path: '/staff/{id}/second-factor',
  operationId: 'removeSecondFactor',
  summary: '解除动态口令绑定（手机与恢复码均已遗失）',
});

export const peopleRoutes = router()
  .openapi(list, async (c) =>
    c.json(listOf(PersonOut).parse(await listPeople(c.get('ctx'), c.req.valid('query'))), 200),
  )
  .openapi(show, async (c) =>
    c.json(PersonFile.parse(await showPerson(c.get('ctx'), c.req.valid('param').id)), 200),
  )
  .openapi(give, async (c) => {
    const given = await giveRoles(c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') });
    return c.json(given, given.state === 'pending' ? 202 : 200);
  })
  .openapi(take, async (c) =>
    c.json(await takeRoles(c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') }), 200),
  )
  .openapi(move, async (c) => {
    await movePerson(c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') });
    return c.body(null, 204);
  })
  .openapi(reset, async (c) => c.json(await resetPassword(c.get('ctx'), c.req.valid('param').id), 200))
  .openapi(disable, async (c) => {
    await disablePerson(c.get('ctx'), c.req.valid('param'));
    return c.body(null, 204);
  })
  .openapi(enable, async (c) => {
    await enablePerson(c.get('ctx'), c.req.valid('param'));
    return c.body(null, 204);
  })
  .openapi(unbind, async (c) => {
    await removeSecondFactor(c.get('ctx'), c.req.valid('param').id);
    return c.body(null, 204);
  });
