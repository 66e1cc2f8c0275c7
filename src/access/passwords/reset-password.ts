import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { hashPassword } from '../../platform/door/password.ts';
import { readStaffTerms } from '../sessions/staff-terms.store.ts';
import { tellStep } from '../staff/set-roles.step.ts';
import { lockPerson, replacePassword } from '../staff/staff.store.ts';
import { shortCode } from './one-time-code.rules.ts';

/**
 * A one-time code in the place of the password, which an administrator hands to the person: it serves to set a new one, and
 * nothing else. Answered this once. The password in use before no longer opens anything.
 */
export const resetPassword = async (ctx: Ctx, staffId: string) => {
  const now = ctx.clock.now();
  const terms = await readStaffTerms(ctx.statement, dayOf(now));
  const code = shortCode(ctx.randomBytes(10));
  const passwordHash = await hashPassword(code, ctx);
  const codeUntil = new Date(now.getTime() + terms('password.code') * 60_000).toISOString();
  return act({ ...ctx, idempotency: undefined }, 'staff.reset-password', async (tx) => {
    const person = await lockPerson(tx, staffId);
    if (!person) throw new Problem('staff.unknown');
    await replacePassword(tx, { staffId, passwordHash, at: now.toISOString(), codeUntil });
    await tellStep({ ctx, tx }, staffId, { step: 'password-reset' });
    const { agency, name } = person;
    return { value: { agency, name, code, codeUntil }, audit: { staffId, agency, codeUntil }, events: [] };
  });
};
