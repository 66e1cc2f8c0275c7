import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { admit, type Counting, quotas } from '../../platform/door/rates.rules.ts';
import { judgeTry, spentOf, type Told, type TryLimit, type TryQuota } from './sign-in-tries.rules.ts';
import { forgetTries, keepTries, lockTries, returnTry } from './sign-in-tries.store.ts';
import { waitsOf } from './sign-in-waits.ts';

// pair: of whom the guess is; address: of whoever guesses.
export type Buckets = { pair: string; address: string };

const bucketsAt = ({ vault }: Pick<Ctx, 'vault'>, address: string, whose: string): Buckets => ({
  pair: vault.blindIndex(whose),
  address: vault.blindIndex(`sign-in\n${address}`),
});

export const passwordBuckets = (
  ctx: Pick<Ctx, 'vault'>,
  { agency, name }: { agency: string; name: string },
  address: string,
): Buckets => bucketsAt(ctx, address, `sign-in\n${address}\n${agency}\n${name}`);

// Wherever they come from: whoever is here knows the password, and six figures are soon guessed from many addresses.
export const factorBuckets = (ctx: Pick<Ctx, 'vault'>, staffId: string, address: string): Buckets =>
  bucketsAt(ctx, address, `second-factor\n${staffId}`);

type InTransaction = (work: (tx: Db) => Promise<Told>) => Promise<Told>;

// Committed before anything is judged: thirty guesses at once are thirty tries. The address first, so
// that a flood of names makes no rows, and always in this order, so that no two tries wait for each other.
export const countTry = async (
  { clock, statement }: Ctx,
  { pair, address }: Buckets,
  { from, inTransaction }: { from: Counting; inTransaction: InTransaction },
): Promise<void> => {
  const now = clock.now().getTime();
  const waits = waitsOf(statement);
  const known = waits.get(pair, now) ?? waits.get(address, now);
  const [quota, judged] =
    known ?? (await inTransaction((tx) => judgeInTurn(tx, { pair, address }, { now, from })));
  if (judged.waitMs > 0) waits.keep(quota === 'sign-in.address' ? address : pair, [quota, judged], now);
  const spent = spentOf(judged, now, limitOf(quota, from));
  from.tell(quota, spent);
  admit(spent);
};

const judgeInTurn = async (
  tx: Db,
  { pair, address }: Buckets,
  { now, from }: { now: number; from: Counting },
): Promise<Told> => {
  const ofAddress = judgeTry(await lockTries(tx, address), now, limitOf('sign-in.address', from));
  if (ofAddress.waitMs > 0) return ['sign-in.address', ofAddress];
  const ofPair = judgeTry(await lockTries(tx, pair), now, limitOf('sign-in.address-name', from));
  if (ofPair.waitMs === 0) {
    await keepTries(tx, address, ofAddress.next);
    await keepTries(tx, pair, ofPair.next);
  }
  return ['sign-in.address-name', ofPair];
};

const limitOf = (quota: TryQuota, { most }: Counting): TryLimit => ({
  most: most(quota),
  seconds: quotas[quota].seconds,
  backsOff: quota === 'sign-in.address-name',
});

/** A success was no guess. */
export const settleTry = async (tx: Db, { pair, address }: Buckets): Promise<void> => {
  await returnTry(tx, address);
  await forgetTries(tx, pair);
};

/** A try that was never judged was none either. */
export const withdrawTry = async (db: Db, { pair, address }: Buckets): Promise<void> => {
  for (const bucket of [address, pair]) await returnTry(db, bucket);
};
