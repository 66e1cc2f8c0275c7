import { withoutPersonalNumbers } from '../../kernel/personal-numbers.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import { operatorActor } from '../../platform/door/actor.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { verifyPassword } from '../../platform/door/password.ts';
import { admit, type Counting, quotas } from '../../platform/door/rates.rules.ts';
import { openSession } from './session.ts';
import { judgeTry, spentOf, type Told, type TryLimit, type TryQuota } from './sign-in-tries.rules.ts';
import { forgetTries, keepTries, lockTries, returnTry } from './sign-in-tries.store.ts';
import { waitsOf } from './sign-in-waits.ts';
import { findStaff } from './staff.store.ts';

type Credentials = { agency: string; name: string; password: string };
type Buckets = { pair: string; address: string };

// A stand-in of the same cost, so that an unknown name takes as long as a wrong password.
const NOBODY = 'scrypt$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/**
 * Answers the session cookie. Refuses with session.refused – one answer for a wrong password, a name
 * that nobody bears and a person who is disabled – or, whoever it is, with rate.limited. A try that was
 * judged leaves an audit line.
 */
export const signIn = async (ctx: Ctx, typed: Credentials, from: Counting): Promise<{ cookie: string }> => {
  const buckets = bucketsOf(ctx, typed, from.address);
  await countTry(ctx, buckets, from);
  const person = await findStaff(ctx.db, typed.agency, typed.name);
  const isRight = await judged(ctx, buckets, typed.password, person?.passwordHash ?? NOBODY);
  const isIn = person !== undefined && !person.disabledAt && isRight;
  const asDoorkeeper = {
    ...ctx,
    idempotency: undefined,
    actor: operatorActor(person ? `staff:${person.id}` : 'anonymous'),
  };
  // Anybody may type anything here, and the line stays.
  const agency = person ? typed.agency : withoutPersonalNumbers(typed.agency);
  await act(asDoorkeeper, 'session.open', async (tx) => {
    if (isIn) {
      await returnTry(tx, buckets.address);
      await forgetTries(tx, buckets.pair);
    }
    return { value: null, audit: { agency, succeeded: isIn }, events: [] };
  });
  if (!isIn) throw new Problem('session.refused');
  return openSession(ctx, person.id);
};

const bucketsOf = ({ vault }: Ctx, { agency, name }: Credentials, address: string): Buckets => {
  const line = `sign-in\n${address}`;
  return { pair: vault.blindIndex(`${line}\n${agency}\n${name}`), address: vault.blindIndex(line) };
};

// Committed before the password is hashed: thirty guesses at once are thirty tries. The address first, so
// that a flood of names makes no rows, and always in this order, so that no two tries wait for each other.
const countTry = async (
  { db, clock, statement }: Ctx,
  { pair, address }: Buckets,
  from: Counting,
): Promise<void> => {
  const now = clock.now().getTime();
  const waits = waitsOf(statement);
  const known = waits.get(pair, now) ?? waits.get(address, now);
  const [quota, judged] = known ?? (await judgeInTurn(db, { pair, address }, { now, from }));
  if (judged.waitMs > 0) waits.keep(quota === 'sign-in.address' ? address : pair, [quota, judged], now);
  const spent = spentOf(judged, now, limitOf(quota, from));
  from.tell(quota, spent);
  admit(spent);
};

const judgeInTurn = (
  db: Db,
  { pair, address }: Buckets,
  { now, from }: { now: number; from: Counting },
): Promise<Told> =>
  db.transaction(async (tx): Promise<Told> => {
    const ofAddress = judgeTry(await lockTries(tx, address), now, limitOf('sign-in.address', from));
    if (ofAddress.waitMs > 0) return ['sign-in.address', ofAddress];
    const ofPair = judgeTry(await lockTries(tx, pair), now, limitOf('sign-in.address-name', from));
    if (ofPair.waitMs === 0) {
      await keepTries(tx, address, ofAddress.next);
      await keepTries(tx, pair, ofPair.next);
    }
    return ['sign-in.address-name', ofPair];
  });

const limitOf = (quota: TryQuota, { most }: Counting): TryLimit => ({
  most: most(quota),
  seconds: quotas[quota].seconds,
  backsOff: quota === 'sign-in.address-name',
});

// A try that was never judged – too many wait to be hashed – is no failure.
const judged = async (ctx: Ctx, buckets: Buckets, password: string, stored: string): Promise<boolean> => {
  try {
    return await verifyPassword(password, stored, ctx);
  } catch (error) {
    for (const bucket of [buckets.address, buckets.pair]) await returnTry(ctx.db, bucket);
    throw error;
  }
};
