import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';
import type { SealRange } from './seal.rules.ts';

export type Seal = SealRange & {
  no: number;
  lineCount: number;
  highestId: number;
  previous: string;
  hash: string;
};

const columns = sql`no, after_id as "afterId", through_id as "throughId", from_xid::text as "fromXid", to_xid::text as "toXid", line_count as "lineCount",
  highest_id as "highestId", encode(previous, 'hex') as previous, encode(hash, 'hex') as hash`;

export const tryLockSealer = async (db: Db): Promise<boolean> =>
  Boolean((await rows(db, sql`select pg_try_advisory_xact_lock(815002) as locked`))[0]?.locked);

export const lastSeal = async (db: Db) =>
  (await rows<Seal>(db, sql`select ${columns} from audit_seals order by no desc limit 1`))[0];

export const sealsAfter = (db: Db, no: number, limit: number) =>
  rows<Seal>(db, sql`select ${columns} from audit_seals where no > ${no} order by no limit ${limit}`);

// Below the horizon every transaction has ended.
export const transactionHorizon = async (db: Db): Promise<string> =>
  String((await rows(db, sql`select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`))[0]?.horizon);

const within = (
  range: SealRange,
) => sql`id > ${range.afterId} and (${range.throughId}::bigint is null or id <= ${range.throughId}::bigint)
  and xid >= ${range.fromXid}::text::xid8 and xid < ${range.toXid}::text::xid8`;

// The digests of the lines of a range, in order, folded over the hash of the seal before.
export const foldLines = async (db: Db, range: SealRange, previous: string) =>
  (
    await rows<{ lineCount: number; highestId: number | null; hash: string }>(
      db,
      sql`select count(*)::int as "lineCount", max(id) as "highestId",
        encode(sha256(decode(${previous}, 'hex') || coalesce(string_agg(digest || int8send(id), ''::bytea order by xid, id), ''::bytea)), 'hex') as hash
      from audit_lines where ${within(range)}`,
    )
  )[0] as { lineCount: number; highestId: number | null; hash: string };

export const insertSeal = (db: Db, seal: Seal, at: string) =>
  db.execute(sql`insert into audit_seals (no, after_id, through_id, from_xid, to_xid, line_count, highest_id, previous, hash, sealed_at)
    values (${seal.no}, ${seal.afterId}, ${seal.throughId}, ${seal.fromXid}::text::xid8, ${seal.toXid}::text::xid8, ${seal.lineCount}, ${seal.highestId},
      decode(${seal.previous}, 'hex'), decode(${seal.hash}, 'hex'), ${at}::timestamptz)`);

// Lines whose words no longer fit the digest they were written with.
export const alteredLines = async (db: Db, range: SealRange): Promise<number[]> =>
  (
    await rows<{ id: number }>(
      db,
      sql`select id from audit_lines where ${within(range)}
      and digest <> audit_digest(at, agency_id, actor, action, subject_id, about, request_id) order by id limit 20`,
    )
  ).map(({ id }) => id);

// The highest line that a back-up brought without a seal.
export const highestWaiting = async (db: Db, after: { afterId: number; fromXid: string }): Promise<number> =>
  Number(
    (
      await rows(
        db,
        sql`select coalesce(max(id), 0) as highest from audit_lines where id > ${after.afterId} and xid >= ${after.fromXid}::text::xid8`,
      )
    )[0]?.highest,
  );

export const highestSealed = async (db: Db): Promise<number> =>
  Number((await rows(db, sql`select coalesce(max(highest_id), 0) as highest from audit_seals`))[0]?.highest);

export const countLines = async (db: Db): Promise<number> =>
  Number((await rows(db, sql`select count(*)::int as count from audit_lines`))[0]?.count);
