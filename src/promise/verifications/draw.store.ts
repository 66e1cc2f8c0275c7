import { desc, eq, getTableColumns, sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { utcSeconds } from '../../platform/door/utc-text.ts';
import type { Due } from '../../remedy/cases/case-due.rules.ts';
import { verificationDraws } from './draw.table.ts';
import type { Drawn, DrawnStratum, UnitOfficers } from './sample.rules.ts';
import type { Risk } from './verification.rules.ts';

const select = (db: Db) =>
  db
    .select({ ...getTableColumns(verificationDraws), at: utcSeconds(verificationDraws.at) })
    .from(verificationDraws);
export type DrawRow = Awaited<ReturnType<typeof select>>[number];

export const findDraw = async (db: Db, no: string): Promise<DrawRow | undefined> =>
  (await select(db).where(eq(verificationDraws.no, no)))[0];

export const findDrawsOfSeed = (db: Db, seed: string): Promise<DrawRow[]> =>
  select(db).where(eq(verificationDraws.seed, seed));

export const listDraws = (db: Db, limit: number): Promise<DrawRow[]> =>
  select(db).orderBy(desc(verificationDraws.throughSeq), desc(verificationDraws.at)).limit(limit);

export const lastDraw = async (db: Db): Promise<DrawRow | undefined> => (await listDraws(db, 1))[0];

export const insertDraw = (tx: Db, row: typeof verificationDraws.$inferInsert) =>
  tx.insert(verificationDraws).values(row);

// Promises that are being handled finish first, and the next wait for the draw: none falls between two draws.
export const holdPool = (tx: Db) => tx.execute(sql`lock table verifications in share row exclusive mode`);

export const lastSeq = async (tx: Db): Promise<number> =>
  (await rows<{ seq: number }>(tx, sql`select coalesce(max(seq), 0)::float8 as seq from verifications`))[0]
    ?.seq ?? 0;

// The lowest of a million digests are sorted in memory; the setting ends with the transaction.
export const sortInMemory = (tx: Db) => tx.execute(sql`set local work_mem = '128MB'`);

type Range = { afterSeq: number; throughSeq: number };
const within = ({ afterSeq, throughSeq }: Range) =>
  sql`class = 'general' and seq > ${afterSeq}::bigint and seq <= ${throughSeq}::bigint`;

export const countPool = (db: Db, range: Range) =>
  rows<{ risk: Risk; population: number }>(
    db,
    sql`select risk, count(*)::int as population from verifications where ${within(range)} group by risk`,
  );

// The window's own people, as they stand at this draw.
export const officersOfUnits = (db: Db): Promise<UnitOfficers[]> =>
  rows<UnitOfficers>(
    db,
    sql`select agency_id as "agencyId", jsonb_agg(id order by id) as ids from staff
      where disabled_at is null and 'window' = any(roles) group by agency_id order by agency_id`,
  );

// The order of drawSample and the number of officerFor (sample.rules.ts): digests compare byte by byte, as their hexadecimal text does.
const chosen = ({ seed, shares, officers, ...range }: Drawing) => {
  const number = sql`('x' || substr(encode(sha256(convert_to(${seed}::text || ':officer:' || picked.no, 'UTF8')),
    'hex'), 1, 12))::bit(48)::bigint`;
  return sql`select picked.no,
      (unit.ids ->> (${number} % jsonb_array_length(unit.ids))::int)::uuid as officer_id
    from jsonb_to_recordset(${json(shares)}::text::jsonb) share(risk text, taken int)
    cross join lateral (select no, agency_id from verifications where ${within(range)} and risk = share.risk
      order by sha256(convert_to(${seed}::text || ':' || no, 'UTF8')) limit share.taken) picked
    left join jsonb_to_recordset(${json(officers)}::text::jsonb) unit("agencyId" int, ids jsonb)
      on unit."agencyId" = picked.agency_id`;
};

type Drawing = Range & {
  seed: string;
  shares: readonly Pick<DrawnStratum, 'risk' | 'taken'>[];
  officers: readonly UnitOfficers[];
};

export const drawAgain = (db: Db, drawing: Drawing): Promise<Drawn[]> =>
  rows<Drawn>(
    db,
    sql`select c.no, c.officer_id::text as "officerId" from (${chosen(drawing)}) c order by c.no`,
  );

export const drawnBy = (db: Db, no: string): Promise<Drawn[]> =>
  rows<Drawn>(
    db,
    sql`select no, officer_id::text as "officerId" from verifications where draw_no = ${no}::text order by no`,
  );

/** All that is drawn becomes due, in one statement. */
export const markDrawn = (tx: Db, no: string, drawing: Drawing & { due: Due; at: string; by: string }) =>
  rows<Drawn>(
    tx,
    sql`update verifications v set state = 'due', draw_no = ${no}, officer_id = picked.officer_id, due_from = ${drawing.due.dueFrom}::date,
        due_count = ${drawing.due.dueCount}::int, due_on = ${drawing.due.dueOn}::date,
        is_due_provisional = ${drawing.due.isDueProvisional}::boolean, moved_at = ${drawing.at}::timestamptz,
        moved_by = ${drawing.by}
      from (${chosen(drawing)}) picked
      where v.no = picked.no and v.state = 'pool'
      returning v.no, v.officer_id::text as "officerId"`,
  );

export const keepDigest = (tx: Db, no: string, digest: string) =>
  tx.update(verificationDraws).set({ digest }).where(eq(verificationDraws.no, no));
