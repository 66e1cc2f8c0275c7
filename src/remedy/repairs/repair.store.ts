import { and, asc, eq, getTableColumns, max, sql } from 'drizzle-orm';
import { agencies } from '../../access/agencies/agency.table.ts';
import type { Day } from '../../kernel/day.ts';
import { type Db, json } from '../../platform/door/db.ts';
import { utcSeconds } from '../../platform/door/utc-text.ts';
import { subjects } from '../../registry/subjects/subject.table.ts';
import {
  bearerOf,
  type CaseRow,
  type CaseSearch,
  caseConditions,
  dueColumns,
  dueFirst,
  isMoved,
  r,
  setDue,
  targetColumns,
} from '../cases/case-rows.ts';
import { repairs } from './repair.table.ts';

export type RepairRow = typeof repairs.$inferSelect & CaseRow;

const repairRows = (db: Db) =>
  db
    .select({
      ...getTableColumns(repairs),
      ...targetColumns,
      isMoved: isMoved('repairs'),
      grantedAt: utcSeconds(repairs.grantedAt),
    })
    .from(repairs)
    .innerJoin(r, eq(r.id, repairs.recordId))
    .innerJoin(subjects, eq(subjects.id, bearerOf('repairs')))
    .innerJoin(agencies, eq(agencies.id, repairs.agencyId));

export const findRepair = async (db: Db, id: number): Promise<RepairRow | undefined> =>
  (await repairRows(db).where(eq(repairs.id, id)))[0];

export const searchRepairs = async (db: Db, search: CaseSearch): Promise<RepairRow[]> =>
  repairRows(db)
    .where(caseConditions(repairs, search))
    .orderBy(...dueFirst(repairs))
    .limit(search.limit + 1);

export const holdSyncing = async (tx: Db, ids: readonly number[]): Promise<RepairRow[]> =>
  repairRows(tx)
    .where(
      and(
        eq(repairs.state, 'syncing'),
        sql`${repairs.id} in (
          select value::bigint from jsonb_array_elements_text(${json(ids)}::text::jsonb))`,
      ),
    )
    .orderBy(asc(repairs.id))
    .for('update', { of: repairs });

export const lastRestoredOn = async (db: Db, recordId: number): Promise<Day | null> =>
  (
    await db
      .select({ on: max(repairs.restoredOn) })
      .from(repairs)
      .where(eq(repairs.recordId, recordId))
  )[0]?.on ?? null;

// Gives nothing when another application for the same target is open.
export const insertRepair = async (
  tx: Db,
  repair: Omit<typeof repairs.$inferInsert, 'state'>,
): Promise<number | undefined> =>
  (
    await tx
      .insert(repairs)
      .values({ ...repair, state: 'submitted' })
      .onConflictDoNothing()
      .returning({ id: repairs.id })
  )[0]?.id;

export type ChangedRepair = Pick<
  RepairRow,
  | 'id'
  | 'state'
  | 'materials'
  | 'isExtended'
  | 'dueFrom'
  | 'dueCount'
  | 'dueOn'
  | 'isDueProvisional'
  | 'grantedAt'
  | 'awaiting'
  | 'restoredOn'
>;

export const saveRepairs = (tx: Db, list: readonly ChangedRepair[]) =>
  tx.execute(sql`update repairs c
    set state = x.state, materials = x.materials, is_extended = x."isExtended", ${setDue},
      granted_at = x."grantedAt", awaiting = x.awaiting, restored_on = x."restoredOn"
    from jsonb_to_recordset(${json(list)}::text::jsonb) x(id bigint, state text, materials jsonb,
      "isExtended" boolean, "grantedAt" timestamptz, awaiting jsonb, "restoredOn" date, ${dueColumns})
    where c.id = x.id`);
