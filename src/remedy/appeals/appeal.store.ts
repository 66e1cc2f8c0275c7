import { and, desc, eq, getTableColumns, lt, sql } from 'drizzle-orm';
import { agencies } from '../../access/agencies/agency.table.ts';
import { answeredBy } from '../../access/agencies/succession.ts';
import type { Day } from '../../kernel/day.ts';
import type { Db } from '../../platform/door/db.ts';
import { listings } from '../../registry/listings/listing.table.ts';
import { records } from '../../registry/records/record.table.ts';
import { isRetainedOn } from '../../registry/records/retention.ts';
import { subjects } from '../../registry/subjects/subject.table.ts';
import { bearerOf, type CaseBase, isMoved, r, targetColumns } from '../cases/case-rows.ts';
import type { AppealState } from './appeal.rules.ts';
import { appeals } from './appeal.table.ts';

export type AppealRow = typeof appeals.$inferSelect & CaseBase;

const appealRows = (db: Db) =>
  db
    .select({ ...getTableColumns(appeals), ...targetColumns, isMoved: isMoved('appeals') })
    .from(appeals)
    .innerJoin(r, eq(r.id, appeals.recordId))
    .innerJoin(subjects, eq(subjects.id, bearerOf('appeals')))
    .innerJoin(agencies, eq(agencies.id, appeals.agencyId));

export const findAppeal = async (db: Db, id: number): Promise<AppealRow | undefined> =>
  (await appealRows(db).where(eq(appeals.id, id)))[0];

export type AppealSearch = {
  state?: AppealState | undefined;
  record?: number | undefined;
  today: Day;
  // Null finds the appeals of every agency.
  agencyId: number | null;
  before: number | undefined;
  limit: number;
};

// A record past its retention is not hinted at.
export const searchAppeals = async (db: Db, search: AppealSearch): Promise<AppealRow[]> => {
  const { state, record, today, agencyId, before, limit } = search;
  const agency = agencyId === null ? null : answeredBy({ agencyId, today });
  return appealRows(db)
    .where(
      and(
        isRetainedOn('r', today),
        state && eq(appeals.state, state),
        record === undefined ? undefined : eq(appeals.recordId, record),
        agency === null ? undefined : sql`(${appeals.agencyId} in ${agency} or ${r.agencyId} in ${agency})`,
        before === undefined ? undefined : lt(appeals.id, before),
      ),
    )
    .orderBy(desc(appeals.id))
    .limit(limit + 1);
};

// Gives nothing when another appeal about the same decision is open.
export const insertAppeal = async (
  tx: Db,
  appeal: typeof appeals.$inferInsert,
): Promise<number | undefined> =>
  (await tx.insert(appeals).values(appeal).onConflictDoNothing().returning({ id: appeals.id }))[0]?.id;

type SavedColumn = 'state' | 'stayedOn' | 'stayDocumentNo' | 'endedOn' | 'endDocumentNo';

export const saveAppeal = (tx: Db, id: number, changes: Pick<AppealRow, SavedColumn>) =>
  tx.update(appeals).set(changes).where(eq(appeals.id, id));

// The flags stand beside the state, on the record and on the listing that it opened, as those of a dispute.
export const flagAppealed = async (tx: Db, recordId: number, state: AppealState, at: string) => {
  const flags = {
    appealedAt: state === 'pending' || state === 'stayed' ? at : null,
    stayedAt: state === 'stayed' ? at : null,
  };
  await tx.update(records).set(flags).where(eq(records.id, recordId));
  await tx.update(listings).set(flags).where(eq(listings.recordId, recordId));
};
