import { withoutPersonalNumbers } from '../kernel/personal-numbers.ts';
import { Problem } from '../kernel/problems.ts';
import { act } from '../platform/act.ts';
import { operatorActor } from '../platform/actor.ts';
import type { Ctx } from '../platform/deps.ts';
import { verifyPassword } from '../platform/password.ts';
import { openSession } from '../platform/session.ts';
import { LOCKED_FOR_MINUTES, SIGN_IN_TRIES } from './password.rules.ts';
import { findStaff, noteSignIn, noteSignInFailure } from './staff.store.ts';

// A stand-in of the same cost, so that an unknown name takes as long as a wrong password.
const NOBODY = 'scrypt$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

// Answers the session cookie, or refuses with session.refused / session.locked; either way a line remains.
export const signIn = async (
  ctx: Ctx,
  input: { agency: string; name: string; password: string },
): Promise<{ cookie: string }> => {
  const person = await findStaff(ctx.db, input.agency, input.name);
  const now = ctx.clock.now();
  const isRight = await verifyPassword(input.password, person?.passwordHash ?? NOBODY);
  const isLocked = person?.lockedUntil ? new Date(person.lockedUntil) > now : false;
  const isIn = person !== undefined && !person.disabledAt && isRight && !isLocked;
  const until = new Date(now.getTime() + LOCKED_FOR_MINUTES * 60_000).toISOString();
  const asDoorkeeper = {
    ...ctx,
    idempotency: undefined,
    actor: operatorActor(person ? `staff:${person.id}` : 'anonymous'),
  };
  // Anybody may type anything here, and the line stays.
  const agency = person ? input.agency : withoutPersonalNumbers(input.agency);
  await act(asDoorkeeper, 'session.open', async (tx) => {
    if (isIn) await noteSignIn(tx, person.id);
    else if (person && !isLocked) await noteSignInFailure(tx, person.id, { after: SIGN_IN_TRIES, until });
    return { value: null, audit: { agency, succeeded: isIn }, events: [] };
  });
  if (isLocked) throw new Problem('session.locked');
  if (!isIn) throw new Problem('session.refused');
  return openSession(ctx, person.id);
};
