import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';
import type { Tries } from './sign-in-tries.rules.ts';

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);
const instant = (at: number) => sql`${new Date(at).toISOString()}::timestamptz`;

/** The bucket's count, locked: of simultaneous tries each sees what the one before left. */
export const lockTries = async (db: Db, bucket: string): Promise<Tries | undefined> => {
  await db.execute(sql`insert into sign_in_tries (bucket, window_from, tries, failures, blocked_until, last_at)
    values (${bucket}, '-infinity', 0, 0, '-infinity', '-infinity') on conflict do nothing`);
  const [found] = await rows<Tries & { isNew: boolean }>(
    db,
    sql`select last_at = '-infinity' as "isNew", ${ms('window_from')} as "windowFrom", tries, failures,
        ${ms('blocked_until')} as "blockedUntil", ${ms('last_at')} as "lastAt"
      from sign_in_tries where bucket = ${bucket} for update`,
  );
  return found?.isNew ? undefined : found;
};

export const keepTries = (db: Db, bucket: string, next: Tries) =>
  db.execute(sql`update sign_in_tries set window_from = ${instant(next.windowFrom)}, tries = ${next.tries},
      failures = ${next.failures}, blocked_until = ${instant(next.blockedUntil)}, last_at = ${instant(next.lastAt)}
    where bucket = ${bucket}`);

export const forgetTries = (db: Db, bucket: string) =>
  db.execute(sql`delete from sign_in_tries where bucket = ${bucket}`);

/** A try that succeeded, or was never judged, is taken back. */
export const returnTry = (db: Db, bucket: string) =>
  db.execute(sql`update sign_in_tries
    set tries = greatest(0, tries - 1), failures = greatest(0, failures - 1), blocked_until = last_at
    where bucket = ${bucket}`);
