import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { actingPerson } from '../staff/acting-person.rules.ts';
import { findSigningById } from '../staff/staff.store.ts';
import { countRecoveryCodes, factorSince } from './second-factor.store.ts';
import { hasPassword } from './sign-in-step.rules.ts';

export const showAccount = async (ctx: Ctx) => {
  permit(ctx, 'session.list');
  const id = actingPerson(ctx.actor);
  const since = await factorSince(ctx.db, id);
  const person = await findSigningById(ctx.db, id);
  return {
    hasPassword: person !== undefined && hasPassword(person.passwordHash),
    factor: since ? { since, codesLeft: await countRecoveryCodes(ctx.db, id) } : null,
  };
};
