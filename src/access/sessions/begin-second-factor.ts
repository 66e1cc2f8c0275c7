import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { actingPerson } from '../staff/acting-person.rules.ts';
import { lockPerson } from '../staff/staff.store.ts';
import { countTry, factorBuckets, settleTry } from './count-try.ts';
import { judgeFactor } from './judge-factor.step.ts';
import { beginFactor } from './next-step.step.ts';
import { cameFrom } from './session.rules.ts';
import type { Comer } from './sign-in.ts';

/** By the person, who is signed in: a device to enrol. A person with one already shows a code of it first. */
export const beginSecondFactor = async (ctx: Ctx, { code }: { code?: string | undefined }, from: Comer) => {
  const id = actingPerson(ctx.actor);
  const buckets = factorBuckets(ctx, id, from.counting.address);
  if (code !== undefined)
    await countTry(ctx, buckets, { from: from.counting, inTransaction: ctx.db.transaction.bind(ctx.db) });
  const begun = await act({ ...ctx, idempotency: undefined }, 'session.enrol', async (tx) => {
    const person = await lockPerson(tx, id);
    if (!person) throw new Problem('access.denied');
    const isRight = !person.factor || (await judgeFactor({ ctx, tx }, person, code ?? '')) !== null;
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
