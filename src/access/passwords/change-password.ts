import { Problem } from '../../kernel/problems.ts';
import { act, permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { settleTry } from '../sessions/count-try.ts';
import { dropStepsOf } from '../sessions/second-factor.store.ts';
import { cameFrom } from '../sessions/session.rules.ts';
import { endSessionsOf } from '../sessions/session.store.ts';
import { openSession } from '../sessions/session.ts';
import type { Comer } from '../sessions/sign-in.ts';
import { actingPerson } from '../staff/acting-person.rules.ts';
import { findSigningById, replacePassword } from '../staff/staff.store.ts';
import { newPasswordHash, refuseReused } from './new-password.ts';
import { provePassword } from './prove-password.ts';

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
  const { buckets, isRight } = await provePassword(ctx, person, current, from);
  if (!isRight) {
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
