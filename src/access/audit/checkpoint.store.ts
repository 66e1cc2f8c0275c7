import { asc, desc, eq, gt, isNotNull, lt, lte, type SQL, sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { utcMillis } from '../../platform/door/utc-text.ts';
import { hex } from '../../platform/keys/bytes.ts';
import { auditCheckpoints } from './audit-checkpoint.table.ts';
import type { TreeNode } from './merkle.ts';
import { auditSeals } from './seal.table.ts';

const columns = {
  no: auditCheckpoints.no,
  sealNo: auditCheckpoints.sealNo,
  size: auditCheckpoints.size,
  root: auditCheckpoints.root,
  frontier: auditCheckpoints.frontier,
  at: utcMillis(auditCheckpoints.at),
  marker: auditCheckpoints.marker,
  note: auditCheckpoints.note,
};
const checkpointRows = (db: Db) => db.select(columns).from(auditCheckpoints);
export type CheckpointRow = Awaited<ReturnType<typeof checkpointRows>>[number];

export const lastCheckpoint = async (db: Db): Promise<CheckpointRow | undefined> =>
  (await checkpointRows(db).orderBy(desc(auditCheckpoints.no)).limit(1))[0];

export const checkpointsAfter = async (db: Db, no: number, limit: number): Promise<CheckpointRow[]> =>
  checkpointRows(db).where(gt(auditCheckpoints.no, no)).orderBy(asc(auditCheckpoints.no)).limit(limit);

export const findCheckpoint = async (db: Db, no: number): Promise<CheckpointRow | undefined> =>
  (await checkpointRows(db).where(eq(auditCheckpoints.no, no)))[0];

/** The checkpoint that covers a line by its place first, and the one before it. */
export const checkpointsAround = async (db: Db, place: number) => {
  const [covering] = await checkpointRows(db)
    .where(gt(auditCheckpoints.size, place))
    .orderBy(asc(auditCheckpoints.size), asc(auditCheckpoints.no))
    .limit(1);
  const [before] = await checkpointRows(db)
    .where(lte(auditCheckpoints.size, place))
    .orderBy(desc(auditCheckpoints.size), desc(auditCheckpoints.no))
    .limit(1);
  return { covering, before };
};

export const markedCheckpoints = async (db: Db): Promise<CheckpointRow[]> =>
  checkpointRows(db).where(isNotNull(auditCheckpoints.marker)).orderBy(asc(auditCheckpoints.no));

export const insertCheckpoint = (db: Db, row: CheckpointRow) => db.insert(auditCheckpoints).values(row);

export const insertNodes = async (db: Db, nodes: readonly TreeNode[]): Promise<void> => {
  if (nodes.length === 0) return;
  const list = json(nodes.map(({ level, place, hash }) => ({ level, place, hash: hex(hash) })));
  await db.execute(sql`insert into audit_nodes (level, place, hash)
    select level, place, decode(hash, 'hex')
    from jsonb_to_recordset(${list}::text::jsonb) n(level int, place bigint, hash text)`);
};

export const keptNodes = async (
  db: Db,
  asked: readonly { level: number; place: number }[],
): Promise<TreeNode[]> =>
  rows<TreeNode>(
    db,
    sql`select level, place, hash from audit_nodes
    where (level, place) in (select level, place
      from jsonb_to_recordset(${json(asked)}::text::jsonb) n(level int, place bigint))`,
  );

/** Seals that no checkpoint covers yet, with how many lines each holds. */
export const sealsToCover = async (db: Db, after: number, limit: number) =>
  db
    .select({ no: auditSeals.no, lineCount: auditSeals.lineCount })
    .from(auditSeals)
    .where(gt(auditSeals.no, after))
    .orderBy(asc(auditSeals.no))
    .limit(limit);

/** Lines of a seal: none stands above its highest; later transaction ids of a restored server may be as low as these. */
export const inSeal: SQL = sql.raw(
  'l.id > s.after_id and l.id <= s.highest_id and l.xid >= s.from_xid and l.xid < s.to_xid',
);

export type CoveredSeal = {
  no: number;
  afterId: number;
  throughId: number | null;
  lineCount: number;
  highestId: number;
  previous: string;
  hash: string;
  sealedAt: string;
  isKeyed: boolean;
  fold: string;
  leaves: Uint8Array;
};

// The seals after one and up to another, each with the fold of its lines and with their leaves in the tree, in order.
export const coveredSeals = (db: Db, { after, upTo }: { after: number; upTo: number }) =>
  rows<CoveredSeal>(
    db,
    sql`select s.no, s.after_id as "afterId", s.through_id as "throughId", s.line_count as "lineCount",
      s.highest_id as "highestId", encode(s.previous, 'hex') as previous, encode(s.hash, 'hex') as hash,
      to_char(s.sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "sealedAt",
      s.is_keyed as "isKeyed",
      encode(sha256(s.previous || coalesce(string_agg(l.digest || int8send(l.id), ''::bytea
        order by l.xid, l.id), ''::bytea)), 'hex') as fold,
      coalesce(string_agg(sha256(decode('00', 'hex') || l.digest || int8send(l.id)), ''::bytea
        order by l.xid, l.id), ''::bytea) as leaves
    from audit_seals s left join audit_lines l on ${inSeal}
    where s.no > ${after}::bigint and s.no <= ${upTo}::bigint
    group by s.no
    order by s.no`,
  );

type Covered = { seals: { after: number; upTo: number }; skip: number; count: number };

// Leaves by their place: those of the seals between two checkpoints, without the first few.
export const leavesBetween = async (db: Db, { seals, skip, count }: Covered): Promise<Uint8Array[]> =>
  (
    await rows<{ leaf: Uint8Array }>(
      db,
      sql`select sha256(decode('00', 'hex') || l.digest || int8send(l.id)) as leaf
      from audit_seals s join audit_lines l on ${inSeal}
      where s.no > ${seals.after}::bigint and s.no <= ${seals.upTo}::bigint
      order by s.no, l.xid, l.id
      offset ${skip} limit ${count}`,
    )
  ).map(({ leaf }) => leaf);

/** The same lines whole, as they were sealed, for whoever verifies them without us. */
export const linesBetween = (db: Db, { seals, skip, count }: Covered) =>
  rows<ExportedLine>(
    db,
    sql`select l.id, ((extract(epoch from l.at) - 946684800) * 1000000)::bigint as micros,
      l.agency_id as "agencyId", l.actor, l.action, l.subject_id as "subjectId", l.about::text as about,
      l.request_id as "requestId"
    from audit_seals s join audit_lines l on ${inSeal}
    where s.no > ${seals.after}::bigint and s.no <= ${seals.upTo}::bigint
    order by s.no, l.xid, l.id
    offset ${skip} limit ${count}`,
  );
export type ExportedLine = {
  id: number;
  micros: number;
  agencyId: number | null;
  actor: string;
  action: string;
  subjectId: number | null;
  about: string;
  requestId: string | null;
};

/** The seal that a line stands under, and how many lines of it come before. */
export const sealOfLine = async (db: Db, id: number) =>
  (
    await rows<{ isKnown: boolean; no: number | null; before: number }>(
      db,
      sql`select true as "isKnown", s.no,
        (select count(*)::int from audit_lines l where s.no is not null and ${inSeal} and (l.xid, l.id) < (x.xid, x.id))
          as before
      from audit_lines x left join lateral (
        select * from audit_seals s
        where s.from_xid <= x.xid and s.to_xid > x.xid and s.after_id < x.id and s.highest_id >= x.id
        order by s.from_xid desc
        limit 1) s on true
      where x.id = ${id}::bigint`,
    )
  )[0];

export const countSealed = async (db: Db, { after, before }: { after: number; before: number }) =>
  (
    await rows<{ count: number }>(
      db,
      sql`select coalesce(sum(line_count), 0)::bigint as count from audit_seals
      where no > ${after}::bigint and no < ${before}::bigint`,
    )
  )[0]?.count ?? 0;

export const checkpointBefore = async (db: Db, sealNo: number): Promise<CheckpointRow | undefined> =>
  (
    await checkpointRows(db)
      .where(lt(auditCheckpoints.sealNo, sealNo))
      .orderBy(desc(auditCheckpoints.sealNo), desc(auditCheckpoints.no))
      .limit(1)
  )[0];
