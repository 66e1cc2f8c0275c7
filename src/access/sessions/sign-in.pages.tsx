import type { Context } from 'hono';
import { Problem, type ProblemCode } from '../../kernel/problems.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { fitted, formOf, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { comerOf } from '../../platform/web/rate-limit.ts';
import { setDuePassword } from '../passwords/set-due-password.ts';
import { DuePasswordIn, FactorIn, SessionIn } from '../staff/staff.schema.ts';
import { passSecondFactor } from './pass-second-factor.ts';
import { ownPath } from './session.rules.ts';
import { SignInView } from './session.view.tsx';
import { signIn } from './sign-in.ts';
import {
  FactorSetupView,
  NewPasswordView,
  RecoveryCodesView,
  SecondFactorView,
} from './sign-in-step.view.tsx';

const words = {
  labels: { agency: '单位代码', name: '姓名', password: '密码' },
  fields: { 'session.refused': 'agency', 'rate.limited': 'agency', 'service.busy': 'agency' },
} as const;
const codeWords = {
  labels: { code: '动态口令' },
  fields: { 'session.factor-refused': 'code', 'rate.limited': 'code' },
} as const;
const passwordWords = {
  labels: { password: '新密码' },
  fields: {
    'staff.password-weak': 'password',
    'staff.password-common': 'password',
    'staff.password-reused': 'password',
    'service.busy': 'password',
  },
} as const;

type Place = { token: string; next: string; otpauth?: string | undefined };

const FACTOR = '/desk/login/second-factor';

const drawStep = (c: Context<Env>, code: ProblemCode, place: Place, refusal: Refusal = untouched) => {
  const hasErrors = refusal.faults.length > 0;
  const status = hasErrors ? 422 : 200;
  const step = { token: place.token, next: place.next, refusal };
  if (code === 'session.password-due') {
    const body = <NewPasswordView {...step} action="/desk/login/password" />;
    return draw(c, { title: '设置新密码', body, hasErrors }, status);
  }
  const body = place.otpauth ? (
    <FactorSetupView {...step} action={FACTOR} otpauth={place.otpauth} />
  ) : (
    <SecondFactorView {...step} action={FACTOR} />
  );
  return draw(c, { title: '动态口令', body, hasErrors }, status);
};

// Something more is asked: a page of its own. A token that is spent or too old leads back to the beginning.
export const orNextStep = async (
  c: Context<Env>,
  next: string,
  step: () => Promise<Response>,
): Promise<Response> => {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'session.step-unknown')
      return c.redirect(`/desk/login?late=1&next=${encodeURIComponent(next)}`, 303);
    const { token, otpauth } = error.extra;
    if (!token) throw error;
    return drawStep(c, error.code, { token, next, otpauth });
  }
};

export const waysOf = (c: Context<Env>) => {
  const { provider, localAccounts } = c.get('ctx').config;
  return { hasProvider: provider !== null, hasPasswords: localAccounts };
};

export const signInPages = pages()
  .post('/login', asks('anyone'), async (c) => {
    const { typed, input } = await formOf(c);
    const { next, ...credentials } = input;
    const where = ownPath(typed.next);
    return orNextStep(c, where, async () => {
      const entry = await tried(typed, words, () =>
        signIn(c.get('ctx'), fitted(SessionIn, credentials), comerOf(c)),
      );
      if (!entry.ok) {
        const body = <SignInView refusal={entry.refusal} next={where} ways={waysOf(c)} />;
        return draw(c, { title: '登录', body, hasErrors: true }, 422);
      }
      c.header('set-cookie', entry.value.cookie);
      return c.redirect(where, 303);
    });
  })
  .post('/login/second-factor', asks('anyone'), async (c) => {
    const { typed, input } = await formOf(c);
    const [where, token] = [ownPath(typed.next), typed.token ?? ''];
    return orNextStep(c, where, async () => {
      const entry = await tried(typed, codeWords, () =>
        passSecondFactor(c.get('ctx'), fitted(FactorIn, { token, code: input.code }), comerOf(c)),
      );
      if (!entry.ok)
        return drawStep(
          c,
          'session.second-factor',
          { token, next: where, otpauth: typed.otpauth },
          entry.refusal,
        );
      c.header('set-cookie', entry.value.cookie);
      const { recoveryCodes } = entry.value;
      if (!recoveryCodes) return c.redirect(where, 303);
      return draw(c, { title: '恢复码', body: <RecoveryCodesView codes={recoveryCodes} next={where} /> });
    });
  })
  .post('/login/password', asks('anyone'), async (c) => {
    const { typed, input } = await formOf(c);
    const [where, token] = [ownPath(typed.next), typed.token ?? ''];
    return orNextStep(c, where, async () => {
      const entry = await tried(typed, passwordWords, () =>
        setDuePassword(c.get('ctx'), fitted(DuePasswordIn, { token, password: input.password }), comerOf(c)),
      );
      if (!entry.ok) return drawStep(c, 'session.password-due', { token, next: where }, entry.refusal);
      c.header('set-cookie', entry.value.cookie);
      return c.redirect(where, 303);
    });
  });
