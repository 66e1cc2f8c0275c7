import { eq, sql } from 'drizzle-orm';
import type { Db } from '../../platform/door/db.ts';
import { signInTries } from '../staff/staff.table.ts';
import type { Tries } from './sign-in-tries.rules.ts';

const NEVER = '-infinity';
const inMs = (
  column: typeof signInTries.windowFrom | typeof signInTries.blockedUntil | typeof signInTries.lastAt,
) => sql<number>`(extract(epoch from ${column}) * 1000)::float8`;
const instant = (ms: number) => new Date(ms).toISOString();
const isIn = (bucket: string) => eq(signInTries.bucket, bucket);

/** The bucket's count, locked: of simultaneous tries each sees what the one before left. */
export const lockTries = async (db: Db, bucket: string): Promise<Tries | undefined> => {
  await db
    .insert(signInTries)
    .values({ bucket, windowFrom: NEVER, tries: 0, failures: 0, blockedUntil: NEVER, lastAt: NEVER })
    .onConflictDoNothing();
  const [found] = await db
    .select({
      isNew: sql<boolean>`${signInTries.lastAt} = ${NEVER}::timestamptz`,
      windowFrom: inMs(signInTries.windowFrom),
      tries: signInTries.tries,
      failures: signInTries.failures,
      blockedUntil: inMs(signInTries.blockedUntil),
      lastAt: inMs(signInTries.lastAt),
    })
    .from(signInTries)
    .where(isIn(bucket))
    .for('update');
  return found?.isNew ? undefined : found;
};

export const keepTries = (db: Db, bucket: string, { tries, failures, ...at }: Tries) =>
  db
    .update(signInTries)
    .set({
      windowFrom: instant(at.windowFrom),
      tries,
      failures,
      blockedUntil: instant(at.blockedUntil),
      lastAt: instant(at.lastAt),
    })
    .where(isIn(bucket));

export const forgetTries = (db: Db, bucket: string) => db.delete(signInTries).where(isIn(bucket));

/** A try that succeeded, or was never judged, is taken back. */
export const returnTry = (db: Db, bucket: string) =>
  db
    .update(signInTries)
    .set({
      tries: sql`greatest(0, ${signInTries.tries} - 1)`,
      failures: sql`greatest(0, ${signInTries.failures} - 1)`,
      blockedUntil: signInTries.lastAt,
    })
    .where(isIn(bucket));
