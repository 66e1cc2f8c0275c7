import { withoutPersonalNumbers } from '../../kernel/personal-numbers.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import { operatorActor } from '../../platform/door/actor.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { verifyPassword } from '../../platform/door/password.ts';
import type { Counting } from '../../platform/door/rates.rules.ts';
import { findSigning, type SigningRow } from '../staff/staff.store.ts';
import { type Buckets, countTry, passwordBuckets, settleTry, withdrawTry } from './count-try.ts';
import { askedProblem, askNext } from './next-step.step.ts';
import { cameFrom } from './session.rules.ts';
import { closeSession, openSession } from './session.ts';
import { hasPassword } from './sign-in-step.rules.ts';

type Credentials = { agency: string; name: string; password: string };
// The visitor is counted by address, and known again by the session that stood before and by what they came with.
export type Comer = { counting: Counting; device: string; cookieHeader: string };

// A stand-in of the same cost, so that an unknown name takes as long as a wrong password.
const NOBODY = 'scrypt$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/**
 * Answers the session cookie. Refuses with session.refused – one answer for a wrong password, a name
 * that nobody bears and a person who is disabled – or, whoever it is, with rate.limited. Where a factor, its setup or a
 * new password is still asked, it throws that with the token of the next step. A try that was judged leaves an audit line.
 */
export const signIn = async (ctx: Ctx, typed: Credentials, from: Comer): Promise<{ cookie: string }> => {
  if (!ctx.config.localAccounts) throw new Problem('session.local-off');
  const { counting } = from;
  const buckets = passwordBuckets(ctx, typed, counting.address);
  const inTransaction = ctx.db.transaction.bind(ctx.db);
  await countTry(ctx, buckets, { from: counting, inTransaction });
  const person = await findSigning(ctx.db, typed.agency, typed.name);
  const stored = person && hasPassword(person.passwordHash) ? person.passwordHash : NOBODY;
  const isRight = await judged(ctx, buckets, typed.password, stored);
  const isIn = person !== undefined && isRight && mayComeIn(person, ctx.clock.now());
  const asDoorkeeper = {
    ...ctx,
    idempotency: undefined,
    actor: operatorActor(person ? `staff:${person.id}` : 'anonymous'),
  };
  // Anybody may type anything here, and the line stays.
  const agency = person ? typed.agency : withoutPersonalNumbers(typed.agency);
  const asked = await act(asDoorkeeper, 'session.open', async (tx) => {
    const next = isIn ? await askNext({ ctx, tx }, person, false) : null;
    if (isIn) await settleTry(tx, buckets);
    const audit = { agency, succeeded: isIn, ...(next ? { asked: next.kind } : {}), ...cameFrom(from) };
    return { value: next, audit, events: [] };
  });
  if (!isIn) throw new Problem('session.refused');
  if (asked) throw askedProblem(asked);
  // A session that stood before is never taken over.
  await closeSession(ctx, from.cookieHeader);
  return openSession(ctx, person.id, { address: counting.address, device: from.device });
};

const mayComeIn = ({ isDisabled, codeUntilMs }: SigningRow, now: Date): boolean =>
  !isDisabled && (codeUntilMs === null || now.getTime() < codeUntilMs);

// A try that was never judged – too many wait to be hashed – is no failure.
const judged = async (ctx: Ctx, buckets: Buckets, password: string, stored: string): Promise<boolean> => {
  try {
    return await verifyPassword(password, stored, ctx);
  } catch (error) {
    await withdrawTry(ctx.db, buckets);
    throw error;
  }
};
