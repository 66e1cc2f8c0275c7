import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { hashPassword, verifyPassword } from '../../platform/door/password.ts';
import { readStaffTerms } from '../sessions/staff-terms.store.ts';
import { earlierPasswords, type SigningRow } from '../staff/staff.store.ts';
import { judgePassword, type WhoseIs } from './password.rules.ts';

// A password that may be taken, as its hash. Hashing takes a tenth of a second each: outside any transaction.
export const newPasswordHash = async (ctx: Ctx, password: string, whose: WhoseIs): Promise<string> => {
  const terms = await readStaffTerms(ctx.statement, dayOf(ctx.clock.now()));
  return hashPassword(must(judgePassword(password, whose, terms)), ctx);
};

export const refuseReused = async (ctx: Ctx, password: string, person: SigningRow): Promise<void> => {
  const terms = await readStaffTerms(ctx.statement, dayOf(ctx.clock.now()));
  const before = await earlierPasswords(ctx.db, person.id, terms('password.history'));
  for (const hash of [person.passwordHash, ...before])
    if (await verifyPassword(password, hash, ctx)) throw new Problem('staff.password-reused');
};
