import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { actingPerson } from '../staff/acting-person.rules.ts';
import { lockPerson } from '../staff/staff.store.ts';
import { countTry, factorBuckets, settleTry } from './count-try.ts';
import { enrolFactor } from './judge-factor.step.ts';
import { stepHash } from './next-step.step.ts';
import { findStep } from './second-factor.store.ts';
import { cameFrom } from './session.rules.ts';
import type { Comer } from './sign-in.ts';

/** The first code of a new device; the recovery codes are answered this once. */
export const enrolSecondFactor = async (ctx: Ctx, typed: { token: string; code: string }, from: Comer) => {
  const id = actingPerson(ctx.actor);
  const step = await findStep(ctx.db, stepHash(typed.token));
  const sealed = step?.kind === 'enrolment' && step.staffId === id ? step.sealed : null;
  if (!sealed) throw new Problem('session.step-unknown');
  const buckets = factorBuckets(ctx, id, from.counting.address);
  const inTransaction = ctx.db.transaction.bind(ctx.db);
  await countTry(ctx, buckets, { from: from.counting, inTransaction });
  const recoveryCodes = await act({ ...ctx, idempotency: undefined }, 'session.enrol', async (tx) => {
    await lockPerson(tx, id);
    const value = await enrolFactor({ ctx, tx }, { staffId: id, sealed }, typed.code);
    if (value) await settleTry(tx, buckets);
    const about = { staffId: id, step: 'enrol', succeeded: value !== null };
    return { value, audit: { ...about, ...cameFrom(from) }, events: [] };
  });
  if (!recoveryCodes) throw new Problem('session.factor-refused');
  return { recoveryCodes };
};
