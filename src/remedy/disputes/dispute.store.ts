import { eq, getTableColumns } from 'drizzle-orm';
import { agencies } from '../../access/agencies/agency.table.ts';
import type { Db } from '../../platform/door/db.ts';
import { listings } from '../../registry/listings/listing.table.ts';
import { records } from '../../registry/records/record.table.ts';
import { subjects } from '../../registry/subjects/subject.table.ts';
import {
  bearerOf,
  type CaseRow,
  type CaseSearch,
  caseConditions,
  dueFirst,
  isMoved,
  r,
  targetColumns,
} from '../cases/case-rows.ts';
import { disputes } from './dispute.table.ts';

export type DisputeRow = typeof disputes.$inferSelect & CaseRow;

const disputeRows = (db: Db) =>
  db
    .select({ ...getTableColumns(disputes), ...targetColumns, isMoved: isMoved('disputes') })
    .from(disputes)
    .innerJoin(r, eq(r.id, disputes.recordId))
    .innerJoin(subjects, eq(subjects.id, bearerOf('disputes')))
    .innerJoin(agencies, eq(agencies.id, disputes.agencyId));

export const findDispute = async (db: Db, id: number): Promise<DisputeRow | undefined> =>
  (await disputeRows(db).where(eq(disputes.id, id)))[0];

export const searchDisputes = async (db: Db, search: CaseSearch): Promise<DisputeRow[]> =>
  disputeRows(db)
    .where(caseConditions(disputes, search))
    .orderBy(...dueFirst(disputes))
    .limit(search.limit + 1);

// Gives nothing when another dispute about the same target is open.
export const insertDispute = async (
  tx: Db,
  dispute: Omit<typeof disputes.$inferInsert, 'state'>,
): Promise<number | undefined> =>
  (
    await tx
      .insert(disputes)
      .values({ ...dispute, state: 'open' })
      .onConflictDoNothing()
      .returning({ id: disputes.id })
  )[0]?.id;

type SavedColumn =
  | 'state'
  | 'isExtended'
  | 'effect'
  | 'note'
  | 'correctedVersion'
  | 'dueFrom'
  | 'dueCount'
  | 'dueOn'
  | 'isDueProvisional';

export const saveDispute = (tx: Db, id: number, changes: Pick<DisputeRow, SavedColumn>) =>
  tx.update(disputes).set(changes).where(eq(disputes.id, id));

// The flag stands beside the state, on the record and on the listing that it opened; the check and the file
// read it there.
export const flagTarget = async (tx: Db, recordId: number, disputedAt: string | null): Promise<void> => {
  await tx.update(records).set({ disputedAt }).where(eq(records.id, recordId));
  await tx.update(listings).set({ disputedAt }).where(eq(listings.recordId, recordId));
};
