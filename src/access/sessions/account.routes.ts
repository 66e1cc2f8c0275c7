import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { comerOf } from '../../platform/web/rate-limit.ts';
import { changePassword } from '../passwords/change-password.ts';
import { FactorBegun, FactorEnrolled, FactorIn, PasswordIn } from '../staff/staff.schema.ts';
import { beginSecondFactor } from './begin-second-factor.ts';
import { enrolSecondFactor } from './enrol-second-factor.ts';

const password = guarded(
  {
    permission: 'staff.set-password',
    problems: [
      'staff.password-wrong',
      'staff.password-weak',
      'staff.password-common',
      'staff.password-reused',
      'rate.limited',
      'service.busy',
    ],
  },
  {
    method: 'put',
    operationId: 'changePassword',
    path: '/password',
    tags: ['人员'],
    summary: '更改本人密码；其他登录全部结束，本次登录换新的会话',
    request: { body: jsonBody(PasswordIn) },
    responses: { 204: { description: '已更改，新的会话在 Set-Cookie 中' } },
  },
);
const begin = guarded(
  {
    permission: 'session.enrol',
    problems: ['session.factor-refused', 'staff.password-wrong', 'rate.limited', 'service.busy'],
  },
  {
    method: 'post',
    operationId: 'beginSecondFactor',
    path: '/second-factor',
    tags: ['人员'],
    summary: '为本人绑定身份验证器；已有的须同时给出现有的动态口令或恢复码，没有的须给出现用密码',
    request: {
      body: jsonBody(
        z.strictObject({ code: z.string().max(60).optional(), password: z.string().max(200).optional() }),
      ),
    },
    responses: { 200: jsonAnswer(FactorBegun, '十分钟内用其六位数字确认') },
  },
);
const enrol = guarded(
  {
    permission: 'session.enrol',
    problems: ['session.factor-refused', 'session.step-unknown', 'rate.limited'],
  },
  {
    method: 'post',
    operationId: 'enrolSecondFactor',
    path: '/second-factor/confirm',
    tags: ['人员'],
    summary: '确认绑定，给出恢复码',
    request: { body: jsonBody(FactorIn) },
    responses: { 200: jsonAnswer(FactorEnrolled, '已绑定；原有的绑定与恢复码作废') },
  },
);

export const accountRoutes = router()
  .openapi(password, async (c) => {
    const { cookie } = await changePassword(c.get('ctx'), c.req.valid('json'), comerOf(c));
    c.header('set-cookie', cookie);
    return c.body(null, 204);
  })
  .openapi(begin, async (c) =>
    c.json(await beginSecondFactor(c.get('ctx'), c.req.valid('json'), comerOf(c)), 200),
  )
  .openapi(enrol, async (c) =>
    c.json(await enrolSecondFactor(c.get('ctx'), c.req.valid('json'), comerOf(c)), 200),
  );
