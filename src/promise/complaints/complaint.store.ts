import { and, asc, eq, getTableColumns, lt, ne, sql } from 'drizzle-orm';
import { agencies } from '../../access/agencies/agency.table.ts';
import type { Day } from '../../kernel/day.ts';
import { type Db, rows } from '../../platform/door/db.ts';
import { utcMillis, utcSeconds } from '../../platform/door/utc-text.ts';
import type { MoveEvent } from '../statistics/promise-figures.rules.ts';
import { promiseMoves } from '../statistics/promise-move.table.ts';
import type { ComplaintState } from './complaint.rules.ts';
import { complaintSteps, complaints } from './complaint.table.ts';

export type ComplaintRow = Awaited<ReturnType<typeof select>>[number];
export type ComplaintStepRow = typeof complaintSteps.$inferSelect;

export const insertComplaint = async (tx: Db, row: typeof complaints.$inferInsert) => {
  await tx.insert(complaints).values(row);
  await tx.insert(promiseMoves).values({ event: 'complaint.received', no: row.no, at: row.receivedAt });
};

const select = (db: Db) =>
  db
    .select({
      ...getTableColumns(complaints),
      receivedAt: utcMillis(complaints.receivedAt),
      movedAt: utcMillis(complaints.movedAt),
      agencyName: agencies.name,
    })
    .from(complaints)
    .leftJoin(agencies, eq(agencies.id, complaints.agencyId))
    .$dynamic();

export const findComplaint = async (db: Db, no: string): Promise<ComplaintRow | undefined> =>
  (await select(db).where(eq(complaints.no, no)))[0];

// A second hand waits here, and then reads what the first has done.
export const holdComplaint = (tx: Db, no: string) =>
  tx.select({ no: complaints.no }).from(complaints).where(eq(complaints.no, no)).for('update');

const lastDay = sql`coalesce(${complaints.dueOn}, '9999-12-31'::date)`;

type Search = {
  // The unit that looks: it sees what it was asked, but no transfer.
  unit: number | null;
  state: ComplaintState | undefined;
  dueBefore: Day | undefined;
  after: readonly [Day | string, string] | undefined;
  limit: number;
};
export const searchComplaints = (db: Db, { unit, state, dueBefore, after, limit }: Search) =>
  select(db)
    .where(
      and(
        unit === null ? undefined : and(eq(complaints.agencyId, unit), ne(complaints.state, 'transferred')),
        state && eq(complaints.state, state),
        dueBefore && lt(complaints.dueOn, dueBefore),
        after && sql`(${lastDay}, ${complaints.no}) > (${after[0]}::date, ${after[1]}::text)`,
      ),
    )
    .orderBy(asc(lastDay), asc(complaints.no))
    .limit(limit);

type Moved = Partial<typeof complaints.$inferInsert>;
export const moveComplaintTo = async (tx: Db, no: string, moved: Moved) => {
  await tx.update(complaints).set(moved).where(eq(complaints.no, no));
  const told = moved.state === 'asked' || moved.state === 'mended';
  const event = moved.state && counted[moved.state];
  if (event && moved.movedAt)
    await tx
      .insert(promiseMoves)
      .values({ event, no, agencyId: told ? (moved.agencyId ?? null) : null, at: moved.movedAt });
};

// A unit's figures hold what it is told of: no transfer shows there, and no complaint before it is asked.
const counted: Partial<Record<ComplaintState, MoveEvent>> = {
  asked: 'complaint.asked',
  mended: 'complaint.mended',
  unfounded: 'complaint.unfounded',
  transferred: 'complaint.transferred',
};

export const insertComplaintStep = (tx: Db, row: typeof complaintSteps.$inferInsert) =>
  tx.insert(complaintSteps).values(row);

export const stepsOfComplaint = async (db: Db, no: string): Promise<ComplaintStepRow[]> =>
  db
    .select({ ...getTableColumns(complaintSteps), at: utcSeconds(complaintSteps.at) })
    .from(complaintSteps)
    .where(eq(complaintSteps.complaintNo, no))
    .orderBy(asc(complaintSteps.place));

export const nextComplaintPlace = async (tx: Db, no: string): Promise<number> =>
  (
    await tx
      .select({ next: sql<number>`(coalesce(max(${complaintSteps.place}), 0) + 1)::int` })
      .from(complaintSteps)
      .where(eq(complaintSteps.complaintNo, no))
  )[0]?.next ?? 1;

export type MonthCount = { month: string; step: ComplaintStepRow['step']; count: number; late: number };
export const countSteps = (db: Db, { from, to }: { from: Day; to: Day }): Promise<MonthCount[]> =>
  rows<MonthCount>(
    db,
    sql`select to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, step, count(*)::int as count,
      count(*) filter (where is_late)::int as late
    from complaint_steps
    where at >= (${from}::date)::timestamp at time zone 'Asia/Shanghai'
      and at < (${to}::date + 1)::timestamp at time zone 'Asia/Shanghai'
    group by 1, 2
    order by 1, 2`,
  );

// Reckoned across a year whose holidays were not known: the start and the count stand beside the day.
export const provisionalComplaints = (tx: Db) =>
  tx
    .select({ no: complaints.no, dueFrom: complaints.dueFrom, dueCount: complaints.dueCount })
    .from(complaints)
    .where(eq(complaints.isDueProvisional, true))
    .orderBy(asc(complaints.no))
    .for('update');

export const hasProvisionalComplaints = async (db: Db): Promise<boolean> =>
  (
    await db
      .select({ no: complaints.no })
      .from(complaints)
      .where(eq(complaints.isDueProvisional, true))
      .limit(1)
  ).length > 0;

// The units that have a desk of their own, and so a door at which they answer.
export const listAskableUnits = (db: Db, today: Day): Promise<{ value: string; label: string }[]> =>
  rows(
    db,
    sql`select code as value, name as label from agencies
    where roles && array['feeder', 'window', 'subscriber'] and valid_from <= ${today}::date
      and (valid_until is null or valid_until > ${today}::date)
    order by name, code`,
  );
