import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import { operatorActor } from '../../platform/door/actor.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { askedProblem, askNext, stepHash } from '../sessions/next-step.step.ts';
import { dropStepsOf, findStep, takeStep } from '../sessions/second-factor.store.ts';
import { endSessionsOf } from '../sessions/session.store.ts';
import { openSession } from '../sessions/session.ts';
import type { Comer } from '../sessions/sign-in.ts';
import { findSigningById, lockPerson, replacePassword } from '../staff/staff.store.ts';
import { newPasswordHash, refuseReused } from './new-password.ts';

/** The step of a sign-in whose password ran out or was a one-time code: a new one, and the person is in. */
export const setDuePassword = async (ctx: Ctx, typed: { token: string; password: string }, from: Comer) => {
  const tokenHash = stepHash(typed.token);
  const step = await findStep(ctx.db, tokenHash);
  const person = step?.kind === 'password' ? await findSigningById(ctx.db, step.staffId) : undefined;
  if (!person) throw new Problem('session.step-unknown');
  await refuseReused(ctx, typed.password, person);
  const passwordHash = await newPasswordHash(ctx, typed.password, person);
  const doorkeeper = { ...ctx, idempotency: undefined, actor: operatorActor(`staff:${person.id}`) };
  const asked = await act(doorkeeper, 'staff.set-password', async (tx) => {
    const now = await lockPerson(tx, person.id);
    const isTaken = await takeStep(tx, tokenHash);
    if (!now || now.isDisabled || !isTaken) throw new Problem('session.step-unknown');
    const at = ctx.clock.now();
    await replacePassword(tx, { staffId: person.id, passwordHash, at: at.toISOString(), codeUntil: null });
    await dropStepsOf(tx, person.id);
    await endSessionsOf(tx, person.id);
    // A person with a factor passed it on the way here.
    const renewed = { ...now, passwordSetMs: at.getTime(), codeUntilMs: null };
    const value = await askNext({ ctx, tx }, renewed, true);
    return { value, audit: { staffId: person.id, agency: person.agency, because: 'due' }, events: [] };
  });
  if (asked) throw askedProblem(asked);
  const visit = { address: from.counting.address, device: from.device };
  const { cookie } = await openSession(ctx, person.id, visit);
  return { agency: person.agency, name: person.name, cookie };
};
