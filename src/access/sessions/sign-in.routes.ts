import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { comerOf } from '../../platform/web/rate-limit.ts';
import { setDuePassword } from '../passwords/set-due-password.ts';
import { DuePasswordIn, FactorIn, FactorPassed, SessionOut } from '../staff/staff.schema.ts';
import { passSecondFactor } from './pass-second-factor.ts';

const factor = guarded(
  {
    permission: 'anyone',
    problems: ['session.factor-refused', 'session.step-unknown', 'session.password-due', 'rate.limited'],
  },
  {
    method: 'post',
    operationId: 'passSecondFactor',
    path: '/session/second-factor',
    tags: ['人员'],
    summary: '登录的第二步：动态口令或恢复码；首次启用时同时完成绑定，并给出恢复码',
    request: { body: jsonBody(FactorIn) },
    responses: { 201: jsonAnswer(FactorPassed, '已登录，会话在 Set-Cookie 中') },
  },
);
const password = guarded(
  {
    permission: 'anyone',
    problems: [
      'session.step-unknown',
      'session.second-factor-setup',
      'staff.password-weak',
      'staff.password-common',
      'staff.password-reused',
      'service.busy',
    ],
  },
  {
    method: 'post',
    operationId: 'setDuePassword',
    path: '/session/password',
    tags: ['人员'],
    summary: '登录的一步：一次性密码或到期的密码换成新密码',
    request: { body: jsonBody(DuePasswordIn) },
    responses: { 201: jsonAnswer(SessionOut, '已登录，会话在 Set-Cookie 中') },
  },
);

export const signInRoutes = router()
  .openapi(factor, async (c) => {
    const { cookie, ...entry } = await passSecondFactor(c.get('ctx'), c.req.valid('json'), comerOf(c));
    c.header('set-cookie', cookie);
    return c.json(entry, 201);
  })
  .openapi(password, async (c) => {
    const { cookie, ...entry } = await setDuePassword(c.get('ctx'), c.req.valid('json'), comerOf(c));
    c.header('set-cookie', cookie);
    return c.json(entry, 201);
  });
