import type { Context } from 'hono';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { fitted, formOf, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages, UUID } from '../../platform/web/pages.ts';
import { comerOf } from '../../platform/web/rate-limit.ts';
import { changePassword } from '../passwords/change-password.ts';
import { FactorIn, PasswordIn } from '../staff/staff.schema.ts';
import { AccountView } from './account.view.tsx';
import { beginSecondFactor } from './begin-second-factor.ts';
import { endOwnSession } from './end-own-session.ts';
import { enrolSecondFactor } from './enrol-second-factor.ts';
import { listOwnSessions } from './list-own-sessions.ts';
import { showAccount } from './show-account.ts';
import { FactorSetupView, RecoveryCodesView } from './sign-in-step.view.tsx';

const words = {
  labels: { current: '现用密码', proof: '现用密码', password: '新密码', code: '动态口令' },
  fields: {
    'staff.password-wrong': 'current',
    'rate.limited': 'current',
    'staff.password-weak': 'password',
    'staff.password-common': 'password',
    'staff.password-reused': 'password',
    'session.factor-refused': 'code',
    'session.step-unknown': 'code',
  },
} as const;
const factorWords = {
  ...words,
  fields: { ...words.fields, 'staff.password-wrong': 'proof', 'rate.limited': 'proof' },
} as const;
const HOME = '/desk/account';

const drawAccount = async (c: Context<Env>, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const sessions = await listOwnSessions(ctx, c.req.header('cookie') ?? '');
  const { factor, hasPassword } = await showAccount(ctx);
  const hasErrors = refusal.faults.length > 0;
  const done = hasErrors ? '' : (c.req.query('done') ?? '');
  const body = (
    <AccountView
      sessions={sessions}
      factor={factor}
      hasPassword={hasPassword}
      refusal={refusal}
      done={done}
    />
  );
  return draw(c, { title: '我的账号', body, hasErrors }, hasErrors ? 422 : 200);
};

const drawSetup = (
  c: Context<Env>,
  place: { token: string; otpauth: string },
  refusal: Refusal = untouched,
) => {
  const hasErrors = refusal.faults.length > 0;
  const step = { ...place, action: `${HOME}/second-factor/confirm`, next: HOME, refusal };
  const body = <FactorSetupView {...step} />;
  return draw(c, { title: '绑定身份验证器', body, hasErrors }, hasErrors ? 422 : 200);
};

export const accountPages = pages()
  .get('/account', asks('session.list'), (c) => drawAccount(c))
  .post(`/account/sessions/:id${UUID}/end`, asks('session.end'), async (c) => {
    await endOwnSession(c.get('ctx'), c.req.param('id'));
    return c.redirect(`${HOME}?done=ended`, 303);
  })
  .post('/account/password', asks('staff.set-password'), async (c) => {
    const { typed, input } = await formOf(c);
    const done = await tried(typed, words, () =>
      changePassword(c.get('ctx'), fitted(PasswordIn, input), comerOf(c)),
    );
    if (!done.ok) return drawAccount(c, done.refusal);
    c.header('set-cookie', done.value.cookie);
    return c.redirect(`${HOME}?done=password`, 303);
  })
  .post('/account/second-factor', asks('session.enrol'), async (c) => {
    const { typed } = await formOf(c);
    const proof = { code: typed.code || undefined, password: typed.proof || undefined };
    const begun = await tried(typed, factorWords, () => beginSecondFactor(c.get('ctx'), proof, comerOf(c)));
    return begun.ok ? drawSetup(c, begun.value) : drawAccount(c, begun.refusal);
  })
  .post('/account/second-factor/confirm', asks('session.enrol'), async (c) => {
    const { typed, input } = await formOf(c);
    const token = typed.token ?? '';
    const done = await tried(typed, words, () =>
      enrolSecondFactor(c.get('ctx'), fitted(FactorIn, { token, code: input.code }), comerOf(c)),
    );
    if (!done.ok) return drawSetup(c, { token, otpauth: typed.otpauth ?? '' }, done.refusal);
    const body = <RecoveryCodesView codes={done.value.recoveryCodes} next={HOME} />;
    return draw(c, { title: '恢复码', body });
  });
