import { Problem } from '../../kernel/problems.ts';
import { act, permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { verifyPassword } from '../../platform/door/password.ts';
import { countTry, passwordBuckets, settleTry } from '../sessions/count-try.ts';
import { dropStepsOf } from '../sessions/second-factor.store.ts';
import { cameFrom } from '../sessions/session.rules.ts';
import { endSessionsOf } from '../sessions/session.store.ts';
import { openSession } from '../sessions/session.ts';
import type { Comer } from '../sessions/sign-in.ts';
import { actingPerson } from '../staff/acting-person.rules.ts';
import { findSigningById, replacePassword } from '../staff/staff.store.ts';
import { newPasswordHash, refuseReused } from './new-password.ts';

/** By the person, who is signed in: every session ends, and this browser gets another. */
export const changePassword = async (
  ctx: Ctx,
  { current, password }: { current: string; password: string },
  from: Comer,
): Promise<{ cookie: string }> => {
  permit(ctx, 'staff.set-password');
  const byPerson = { ...ctx, idempotency: undefined };
  const id = actingPerson(ctx.actor);
  const person = await findSigningById(ctx.db, id);
  if (!person) throw new Problem('access.denied');
  // A stolen session is no place to guess the password either.
  const buckets = passwordBuckets(ctx, person, from.counting.address);
  const inTransaction = ctx.db.transaction.bind(ctx.db);
  await countTry(ctx, buckets, { from: from.counting, inTransaction });
  if (!(await verifyPassword(current, person.passwordHash, ctx))) {
    const audit = { staffId: id, because: 'own', succeeded: false, ...cameFrom(from) };
    await act(byPerson, 'staff.set-password', async () => ({ value: null, audit, events: [] }));
    throw new Problem('staff.password-wrong');
  }
  await refuseReused(ctx, password, person);
  const passwordHash = await newPasswordHash(ctx, password, person);
  await act(byPerson, 'staff.set-password', async (tx) => {
    await settleTry(tx, buckets);
    const at = ctx.clock.now().toISOString();
    await replacePassword(tx, { staffId: id, passwordHash, at, codeUntil: null });
    await dropStepsOf(tx, id);
    await endSessionsOf(tx, id);
    return { value: null, audit: { staffId: id, because: 'own', ...cameFrom(from) }, events: [] };
  });
  return openSession(ctx, id, { address: from.counting.address, device: from.device });
};
