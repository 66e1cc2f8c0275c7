import type { Ctx } from '../../platform/door/deps.ts';
import { verifyPassword } from '../../platform/door/password.ts';
import type { Counting } from '../../platform/door/rates.rules.ts';
import { type Buckets, countTry, passwordBuckets } from '../sessions/count-try.ts';

type Person = { agency: string; name: string; passwordHash: string };
type From = { counting: Counting };

/**
 * Somebody who is signed in shows the password again: a stolen session is no place to guess it either. The
 * verb writes the line and settles the try. Errors: rate.limited.
 */
export const provePassword = async (
  ctx: Ctx,
  person: Person,
  typed: string,
  from: From,
): Promise<{ buckets: Buckets; isRight: boolean }> => {
  const buckets = passwordBuckets(ctx, person, from.counting.address);
  const inTransaction = ctx.db.transaction.bind(ctx.db);
  await countTry(ctx, buckets, { from: from.counting, inTransaction });
  return { buckets, isRight: await verifyPassword(typed, person.passwordHash, ctx) };
};
