import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { statementOver } from '../../platform/door/statement-over.ts';
import { toBase64Url } from '../../platform/keys/bytes.ts';
import { sha256Hex } from '../../platform/keys/hash.ts';
import type { SigningRow } from '../staff/staff.store.ts';
import { insertStep } from './second-factor.store.ts';
import { hasPassword, type SigningIn, stepAsked } from './sign-in-step.rules.ts';
import { readStaffTerms } from './staff-terms.store.ts';
import { newFactorSecret, otpauthOf } from './time-code.ts';

export type StepAsked = {
  kind: 'second-factor' | 'second-factor-setup' | 'password';
  token: string;
  otpauth?: string;
};

export const stepHash = (token: string) => sha256Hex(`sign-in-step:${token}`);
export const factorPurpose = (staffId: string) => `second-factor:${staffId}`;

const signingOf = (person: SigningRow): SigningIn => ({
  roles: person.roles,
  hasFactor: person.factor !== null,
  passwordSetAt: new Date(person.passwordSetMs),
  isCode: person.codeUntilMs !== null,
  hasPassword: hasPassword(person.passwordHash),
});

// A token for what is still asked, or null: nothing is.
export const askNext = async (
  { ctx, tx }: { ctx: Ctx; tx: Db },
  person: SigningRow,
  passed: boolean,
): Promise<StepAsked | null> => {
  const now = ctx.clock.now();
  const terms = await readStaffTerms(statementOver(tx), dayOf(now));
  const kind = stepAsked(signingOf(person), { passed, now, terms });
  if (!kind) return null;
  if (kind === 'second-factor-setup') return { kind, ...(await beginFactor({ ctx, tx }, person, kind)) };
  const token = toBase64Url(ctx.randomBytes(32));
  await insertStep(tx, { tokenHash: stepHash(token), staffId: person.id, kind, sealed: null });
  return { kind, token };
};

// A new secret, kept with the token until its first code proves that the person's device has it.
export const beginFactor = async (
  { ctx, tx }: { ctx: Ctx; tx: Db },
  { id, agency, name }: Pick<SigningRow, 'id' | 'agency' | 'name'>,
  kind: 'second-factor-setup' | 'enrolment',
): Promise<{ token: string; otpauth: string }> => {
  const token = toBase64Url(ctx.randomBytes(32));
  const secret = newFactorSecret(ctx.randomBytes);
  const sealed = await ctx.vault.seal(secret, factorPurpose(id));
  await insertStep(tx, { tokenHash: stepHash(token), staffId: id, kind, sealed });
  return { token, otpauth: otpauthOf(secret, `${agency} ${name}`) };
};

const codes = {
  'second-factor': 'session.second-factor',
  'second-factor-setup': 'session.second-factor-setup',
  password: 'session.password-due',
} as const;

export const askedProblem = ({ kind, token, otpauth }: StepAsked): Problem =>
  new Problem(codes[kind], { extra: { token, ...(otpauth ? { otpauth } : {}) } });
