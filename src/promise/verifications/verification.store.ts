import { and, asc, eq, getTableColumns, lt, type SQL, sql } from 'drizzle-orm';
import { agencies } from '../../access/agencies/agency.table.ts';
import { staff } from '../../access/staff/staff.table.ts';
import type { Day } from '../../kernel/day.ts';
import { type Db, rows } from '../../platform/door/db.ts';
import { utcMillis } from '../../platform/door/utc-text.ts';
import { commitments } from '../commitments/commitment.table.ts';
import type { VerificationState } from './verification.rules.ts';
import { verificationActs, verifications } from './verification.table.ts';

const GIVEN = sql`select ((nextval('verification_sequence') - 1) % 999999 + 1)::int as given`;
export const nextVerification = async (tx: Db): Promise<number> =>
  (await rows<{ given: number }>(tx, GIVEN))[0]?.given ?? 1;

// A promise that is handled anew after its decision was undone keeps the verification that it had.
export const insertVerification = (tx: Db, row: typeof verifications.$inferInsert) =>
  tx.insert(verifications).values(row).onConflictDoNothing({ target: verifications.commitmentNo });

const NEVER = sql.raw(`'2999-12-31'::date`);
const dueKey = sql<Day>`coalesce(${verifications.dueOn}, ${NEVER})`;
const select = (db: Db) =>
  db
    .select({
      ...getTableColumns(verifications),
      arisenAt: utcMillis(verifications.arisenAt),
      movedAt: utcMillis(verifications.movedAt),
      dueKey: sql<Day>`${dueKey}::text`,
      agencyName: agencies.name,
      officerName: staff.name,
      kind: commitments.kind,
      name: commitments.name,
      shownCode: commitments.shownCode,
      matter: commitments.matter,
      matterName: commitments.matterName,
      commitmentText: commitments.commitmentText,
      checkNo: commitments.checkNo,
      madeOn: commitments.madeOn,
      sealed: commitments.sealed,
    })
    .from(verifications)
    .innerJoin(agencies, eq(agencies.id, verifications.agencyId))
    .innerJoin(commitments, eq(commitments.no, verifications.commitmentNo))
    .leftJoin(staff, eq(staff.id, verifications.officerId));
export type VerificationRow = Awaited<ReturnType<typeof select>>[number];

export const findVerification = async (db: Db, no: string): Promise<VerificationRow | undefined> =>
  (await select(db).where(eq(verifications.no, no)))[0];

/** A second hand waits here, and then reads what the first has done. */
export const holdVerification = (tx: Db, no: string) =>
  tx.select({ no: verifications.no }).from(verifications).where(eq(verifications.no, no)).for('update');

type Search = {
  agencyId: number | null;
  state: VerificationState | undefined;
  // Only what should have been done before this day.
  overdueOn: Day | null;
  after: readonly [string, number] | undefined;
  limit: number;
};
const OPEN = sql`${verifications.state} in ('due', 'running', 'not-true', 'rectifying')`;
export const searchVerifications = (db: Db, search: Search): Promise<VerificationRow[]> => {
  const { agencyId, state, overdueOn, after, limit } = search;
  const wanted: (SQL | undefined)[] = [
    agencyId === null ? undefined : eq(verifications.agencyId, agencyId),
    state && eq(verifications.state, state),
    overdueOn === null ? undefined : and(OPEN, lt(verifications.dueOn, overdueOn)),
    after && sql`(${dueKey}, ${verifications.seq}) > (${after[0]}::date, ${after[1]}::bigint)`,
  ];
  return select(db)
    .where(and(...wanted))
    .orderBy(dueKey, asc(verifications.seq))
    .limit(limit);
};

export type Moved = Partial<typeof verifications.$inferInsert>;
export const moveVerificationTo = (tx: Db, no: string, moved: Moved) =>
  tx.update(verifications).set(moved).where(eq(verifications.no, no));

type NewAct = Omit<typeof verificationActs.$inferInsert, 'place'>;
export const addAct = async (tx: Db, act: NewAct): Promise<void> => {
  const [last] = await rows<{ place: number }>(
    tx,
    sql`select coalesce(max(place), 0)::int as place from verification_acts
      where verification_no = ${act.verificationNo}`,
  );
  await tx.insert(verificationActs).values({ ...act, place: (last?.place ?? 0) + 1 });
};

export const listActs = (db: Db, no: string) =>
  db
    .select({
      ...getTableColumns(verificationActs),
      at: utcMillis(verificationActs.at),
      visitedAt: utcMillis(verificationActs.visitedAt),
    })
    .from(verificationActs)
    .where(eq(verificationActs.verificationNo, no))
    .orderBy(asc(verificationActs.place));
export type ActRow = Awaited<ReturnType<typeof listActs>>[number];
