import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { provePassword } from '../passwords/prove-password.ts';
import { actingPerson } from '../staff/acting-person.rules.ts';
import { findSigningById, lockPerson } from '../staff/staff.store.ts';
import { countTry, factorBuckets, settleTry } from './count-try.ts';
import { judgeFactor } from './judge-factor.step.ts';
import { beginFactor } from './next-step.step.ts';
import { cameFrom } from './session.rules.ts';
import type { Comer } from './sign-in.ts';
import { hasPassword } from './sign-in-step.rules.ts';

type Proof = { code?: string | undefined; password?: string | undefined };

/**
 * By the person, who is signed in: a device to enrol. An open desk alone binds none: a person with a device
 * shows a code of it first, any other the password. A person of the identity provider has neither here.
 */
export const beginSecondFactor = async (ctx: Ctx, { code, password = '' }: Proof, from: Comer) => {
  const id = actingPerson(ctx.actor);
  const known = await findSigningById(ctx.db, id);
  if (!known) throw new Problem('access.denied');
  const mustProve = !known.factor && hasPassword(known.passwordHash);
  const proved = mustProve ? await provePassword(ctx, known, password, from) : null;
  if (proved?.isRight === false) {
    const audit = { staffId: id, step: 'begin', succeeded: false, ...cameFrom(from) };
    await act({ ...ctx, idempotency: undefined }, 'session.enrol', async () => ({
      value: null,
      audit,
      events: [],
    }));
    throw new Problem('staff.password-wrong');
  }
  const buckets = factorBuckets(ctx, id, from.counting.address);
  if (code !== undefined)
    await countTry(ctx, buckets, { from: from.counting, inTransaction: ctx.db.transaction.bind(ctx.db) });
  const begun = await act({ ...ctx, idempotency: undefined }, 'session.enrol', async (tx) => {
    const person = await lockPerson(tx, id);
    if (!person) throw new Problem('access.denied');
    if (proved) await settleTry(tx, proved.buckets);
    const isRight = person.factor ? (await judgeFactor({ ctx, tx }, person, code ?? '')) !== null : true;
    if (isRight && code !== undefined) await settleTry(tx, buckets);
    const value = isRight ? await beginFactor({ ctx, tx }, person, 'enrolment') : null;
    return {
      value,
      audit: { staffId: id, step: 'begin', succeeded: isRight, ...cameFrom(from) },
      events: [],
    };
  });
  if (!begun) throw new Problem('session.factor-refused');
  return begun;
};
