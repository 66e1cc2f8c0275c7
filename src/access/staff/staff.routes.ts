import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { judgesOwnBody } from '../../platform/web/input-faults.ts';
import { comerOf } from '../../platform/web/rate-limit.ts';
import { CLEARED } from '../sessions/session.rules.ts';
import { signIn } from '../sessions/sign-in.ts';
import { signOut } from '../sessions/sign-out.ts';
import { addStaff } from './add-staff.ts';
import { SessionIn, SessionOut, StaffIn, StaffOut } from './staff.schema.ts';

const open = guarded(
  {
    permission: 'anyone',
    problems: [
      'session.refused',
      'session.second-factor',
      'session.second-factor-setup',
      'session.password-due',
      'rate.limited',
      'service.busy',
    ],
  },
  {
    method: 'post',
    operationId: 'signIn',
    path: '/session',
    tags: ['人员'],
    summary: '登录',
    request: { body: jsonBody(SessionIn) },
    responses: { 201: jsonAnswer(SessionOut, '已登录，会话在 Set-Cookie 中') },
  },
);
const close = guarded(
  { permission: 'session.close' },
  {
    method: 'delete',
    operationId: 'signOut',
    path: '/session',
    tags: ['人员'],
    summary: '退出登录',
    responses: { 204: { description: '已退出' } },
  },
);
const add = guarded(
  {
    permission: 'staff.add',
    problems: ['agency.unknown', 'staff.duplicate', 'staff.password-weak', 'staff.password-common'],
  },
  {
    method: 'post',
    operationId: 'addStaff',
    path: '/agencies/{code}/staff',
    tags: ['人员'],
    summary: '为单位添加用户',
    request: { params: z.strictObject({ code: z.string() }), body: jsonBody(StaffIn) },
    responses: { 201: jsonAnswer(StaffOut, '已添加的用户') },
  },
);

export const staffRoutes = router()
  .openapi(
    open,
    async (c) => {
      const input = c.req.valid('json');
      const { cookie } = await signIn(c.get('ctx'), input, comerOf(c));
      c.header('set-cookie', cookie);
      return c.json({ agency: input.agency, name: input.name }, 201);
    },
    judgesOwnBody,
  )
  .openapi(close, async (c) => {
    const { cookie } = await signOut(c.get('ctx'), comerOf(c));
    c.header('set-cookie', cookie);
    c.header('clear-site-data', CLEARED);
    return c.body(null, 204);
  })
  .openapi(add, async (c) =>
    c.json(await addStaff(c.get('ctx'), { agency: c.req.valid('param').code, ...c.req.valid('json') }), 201),
  );
