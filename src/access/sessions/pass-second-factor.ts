import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import { operatorActor } from '../../platform/door/actor.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { lockPerson, type SigningRow } from '../staff/staff.store.ts';
import { countTry, factorBuckets, settleTry } from './count-try.ts';
import { enrolFactor, judgeFactor } from './judge-factor.step.ts';
import { askedProblem, askNext, stepHash } from './next-step.step.ts';
import { findStep, takeStep } from './second-factor.store.ts';
import { cameFrom } from './session.rules.ts';
import { openSession } from './session.ts';
import type { Comer } from './sign-in.ts';

type Step = NonNullable<Awaited<ReturnType<typeof findStep>>>;

/**
 * The second step of a sign-in: a code of the device that is known, of the one that is being enrolled, or a recovery code.
 * A wrong one counts against the person wherever it comes from, and leaves a line.
 */
export const passSecondFactor = async (ctx: Ctx, typed: { token: string; code: string }, from: Comer) => {
  const { counting } = from;
  const step = await findStep(ctx.db, stepHash(typed.token));
  if (!step || (step.kind !== 'second-factor' && step.kind !== 'second-factor-setup'))
    throw new Problem('session.step-unknown');
  const buckets = factorBuckets(ctx, step.staffId, counting.address);
  const inTransaction = ctx.db.transaction.bind(ctx.db);
  await countTry(ctx, buckets, { from: counting, inTransaction });
  const asDoorkeeper = {
    ...ctx,
    idempotency: undefined,
    actor: operatorActor(`staff:${step.staffId}`),
  };
  const passed = await act(asDoorkeeper, 'session.factor', async (tx) => {
    const person = await lockPerson(tx, step.staffId);
    if (!person || person.isDisabled) throw new Problem('session.step-unknown');
    const proof = await proofOf({ ctx, tx }, { step, person }, typed.code);
    const about = { agency: person.agency, succeeded: proof !== null, by: proof?.by ?? step.kind };
    const audit = { ...about, ...cameFrom(from) };
    if (!proof) return { value: null, audit, events: [] };
    // The token came with the password; a second use of it finds nothing.
    if (step.kind === 'second-factor' && !(await takeStep(tx, step.tokenHash)))
      throw new Problem('session.step-unknown');
    await settleTry(tx, buckets);
    const known = { ...person, factor: person.factor ?? step.sealed };
    const asked = await askNext({ ctx, tx }, known, true);
    return { value: { person: known, asked, recoveryCodes: proof.recoveryCodes }, audit, events: [] };
  });
  if (!passed) throw new Problem('session.factor-refused');
  if (passed.asked) throw askedProblem(passed.asked);
  const { agency, name, id } = passed.person;
  const { cookie } = await openSession(ctx, id, { address: counting.address, device: from.device });
  return { agency, name, cookie, recoveryCodes: passed.recoveryCodes };
};

const proofOf = async (
  inside: { ctx: Ctx; tx: Db },
  { step, person }: { step: Step; person: SigningRow },
  code: string,
): Promise<{ by: string; recoveryCodes?: string[] } | null> => {
  if (step.kind === 'second-factor') {
    const by = await judgeFactor(inside, person, code);
    return by && { by };
  }
  // Somebody else may have enrolled one since.
  if (person.factor || !step.sealed) throw new Problem('session.step-unknown');
  const recoveryCodes = await enrolFactor(inside, { staffId: person.id, sealed: step.sealed }, code);
  return recoveryCodes && { by: 'second-factor-setup', recoveryCodes };
};
