import { and, asc, count, desc, gt, gte, max, sql } from 'drizzle-orm';
import { auditLines } from '../../platform/door/audit-line.table.ts';
import { type Db, rows } from '../../platform/door/db.ts';
import { tryLock } from '../../platform/door/named-locks.ts';
import { utcMillis } from '../../platform/door/utc-text.ts';
import type { SealRange } from './seal.rules.ts';
import { auditSeals, auditSegments } from './seal.table.ts';

// The hashes as hexadecimal text.
export type Seal = Omit<typeof auditSeals.$inferSelect, 'previous' | 'hash' | 'sealedAt'> & {
  previous: string;
  hash: string;
};

const hex = (column: typeof auditSeals.hash | typeof auditSeals.previous) =>
  sql<string>`encode(${column}, 'hex')`;

const sealRows = (db: Db) =>
  db
    .select({
      no: auditSeals.no,
      afterId: auditSeals.afterId,
      throughId: auditSeals.throughId,
      fromXid: auditSeals.fromXid,
      toXid: auditSeals.toXid,
      lineCount: auditSeals.lineCount,
      highestId: auditSeals.highestId,
      previous: hex(auditSeals.previous),
      hash: hex(auditSeals.hash),
    })
    .from(auditSeals);

export const tryLockSealer = (db: Db): Promise<boolean> => tryLock(db, 'audit-seal');

export const lastSeal = async (db: Db): Promise<Seal | undefined> =>
  (await sealRows(db).orderBy(desc(auditSeals.no)).limit(1))[0];

// A segment begins after a restored back-up: its first seal, and the first line of it, say so.
export const listSegments = async (db: Db) =>
  db
    .select({
      firstSeal: auditSegments.firstSeal,
      epoch: auditSegments.epoch,
      openedAt: utcMillis(auditSegments.openedAt),
      openedBy: auditSegments.openedBy,
    })
    .from(auditSegments)
    .orderBy(asc(auditSegments.firstSeal));

export const sealsAfter = async (db: Db, no: number, limit: number): Promise<Seal[]> =>
  sealRows(db).where(gt(auditSeals.no, no)).orderBy(asc(auditSeals.no)).limit(limit);

// Below the horizon every transaction has ended.
export const transactionHorizon = async (db: Db): Promise<string> =>
  String((await rows(db, sql`select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`))[0]?.horizon);

const within = ({ afterId, throughId, fromXid, toXid }: SealRange) => sql`id > ${afterId}
  and (${throughId}::bigint is null or id <= ${throughId}::bigint)
  and xid >= ${fromXid}::text::xid8
  and xid < ${toXid}::text::xid8`;

// The digests of the lines of a range, in order, folded over the hash of the seal before.
export const foldLines = async (db: Db, range: SealRange, previous: string) =>
  (
    await rows<{ lineCount: number; highestId: number | null; hash: string }>(
      db,
      sql`select count(*)::int as "lineCount", max(id) as "highestId",
        encode(sha256(decode(${previous}, 'hex') || coalesce(
          string_agg(digest || int8send(id), ''::bytea order by xid, id), ''::bytea)), 'hex') as hash
      from audit_lines
      where ${within(range)}`,
    )
  )[0] as { lineCount: number; highestId: number | null; hash: string };

export const insertSeal = (db: Db, seal: Seal, at: string) =>
  db.insert(auditSeals).values({
    ...seal,
    previous: sql`decode(${seal.previous}, 'hex')`,
    hash: sql`decode(${seal.hash}, 'hex')`,
    sealedAt: at,
  });

// Lines whose words no longer fit the digest they were written with.
export const alteredLines = async (db: Db, range: SealRange): Promise<number[]> => {
  const altered = await rows<{ id: number }>(
    db,
    sql`select id from audit_lines
    where ${within(range)}
      and digest <> audit_digest(at, agency_id, actor, action, subject_id, about, request_id)
    order by id
    limit 20`,
  );
  return altered.map(({ id }) => id);
};

// The highest line that a back-up brought without a seal.
export const highestWaiting = async (
  db: Db,
  { afterId, fromXid }: { afterId: number; fromXid: string },
): Promise<number> =>
  (
    await db
      .select({ id: max(auditLines.id) })
      .from(auditLines)
      .where(and(gt(auditLines.id, afterId), gte(auditLines.xid, fromXid)))
  )[0]?.id ?? 0;

export const highestSealed = async (db: Db): Promise<number> =>
  (await db.select({ id: max(auditSeals.highestId) }).from(auditSeals))[0]?.id ?? 0;

export const countLines = async (db: Db): Promise<number> =>
  (await db.select({ count: count() }).from(auditLines))[0]?.count ?? 0;
