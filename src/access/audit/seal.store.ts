import { and, asc, count, desc, eq, gt, gte, max, sql } from 'drizzle-orm';
import { auditLines } from '../../platform/door/audit-line.table.ts';
import { type Db, rows } from '../../platform/door/db.ts';
import { tryLock } from '../../platform/door/named-locks.ts';
import { utcMillis } from '../../platform/door/utc-text.ts';
import type { SealRange } from './seal.rules.ts';
import { auditSeals, auditSegments } from './seal.table.ts';

// The hashes as hexadecimal text.
export type Seal = Omit<typeof auditSeals.$inferSelect, 'previous' | 'hash'> & {
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
      sealedAt: utcMillis(auditSeals.sealedAt),
      isKeyed: auditSeals.isKeyed,
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
    await rows<{ lineCount: number; highestId: number | null; fold: string }>(
      db,
      sql`select count(*)::int as "lineCount", max(id) as "highestId",
        encode(sha256(decode(${previous}, 'hex') || coalesce(
          string_agg(digest || int8send(id), ''::bytea order by xid, id), ''::bytea)), 'hex') as fold
      from audit_lines
      where ${within(range)}`,
    )
  )[0] as { lineCount: number; highestId: number | null; fold: string };

export const insertSeal = (db: Db, seal: Seal) =>
  db.insert(auditSeals).values({
    ...seal,
    previous: sql`decode(${seal.previous}, 'hex')`,
    hash: sql`decode(${seal.hash}, 'hex')`,
  });

// A line as it stands, from which its digest is reckoned anew: what the database says of it is not believed.
export type RawLine = {
  id: number;
  xid: string;
  // Since 2000, as PostgreSQL keeps an instant.
  micros: number;
  agencyId: number | null;
  actor: string;
  action: string;
  subjectId: number | null;
  about: string;
  requestId: string | null;
  digest: string;
};

/** The next lines of a range in the order in which they are sealed. */
export const rawLines = (db: Db, range: SealRange, { after, limit }: { after?: RawLine; limit: number }) =>
  rows<RawLine>(
    db,
    sql`select id, xid::text as xid, ((extract(epoch from at) - 946684800) * 1000000)::bigint as micros,
      agency_id as "agencyId", actor, action, subject_id as "subjectId", about::text as about,
      request_id as "requestId", encode(digest, 'hex') as digest
    from audit_lines
    where ${within(range)}
      and (${after?.xid ?? null}::text is null
        or (xid, id) > (${after?.xid ?? '0'}::text::xid8, ${after?.id ?? 0}::bigint))
    order by audit_lines.xid, id
    limit ${limit}`,
  );

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

/** Every agency came with a line of its own. */
export const hasAgencies = async (db: Db): Promise<boolean> =>
  (await rows(db, sql`select 1 from agencies limit 1`)).length > 0;

/** Seals of a release that had no key, after one of a number. */
export const countUnkeyed = async (db: Db, after: number): Promise<number> =>
  (
    await db
      .select({ count: count() })
      .from(auditSeals)
      .where(and(gt(auditSeals.no, after), eq(auditSeals.isKeyed, false)))
  )[0]?.count ?? 0;
