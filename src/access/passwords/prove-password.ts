import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { verifyPassword } from '../../platform/door/password.ts';
import { type Buckets, countTry, passwordBuckets } from '../sessions/count-try.ts';
import { cameFrom } from '../sessions/session.rules.ts';
import type { Comer } from '../sessions/sign-in.ts';

type Person = { id: string; agency: string; name: string; passwordHash: string };
type For = { typed: string; action: 'staff.set-password' | 'session.enrol' };

/**
 * Somebody who is signed in shows the password again. A stolen session is no place to guess it either; the caller settles the
 * try. Errors: staff.password-wrong, rate.limited.
 */
export const provePassword = async (
  ctx: Ctx,
  person: Person,
  { typed, action }: For,
  from: Comer,
): Promise<Buckets> => {
  const buckets = passwordBuckets(ctx, person, from.counting.address);
  const inTransaction = ctx.db.transaction.bind(ctx.db);
  await countTry(ctx, buckets, { from: from.counting, inTransaction });
  if (await verifyPassword(typed, person.passwordHash, ctx)) return buckets;
  const audit = { staffId: person.id, because: 'own', succeeded: false, ...cameFrom(from) };
  const byPerson = { ...ctx, idempotency: undefined };
  await act(byPerson, action, async () => ({ value: null, audit, events: [] }));
  throw new Problem('staff.password-wrong');
};
