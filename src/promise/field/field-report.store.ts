import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { agencies } from '../../access/agencies/agency.table.ts';
import type { Db } from '../../platform/door/db.ts';
import { utcMillis } from '../../platform/door/utc-text.ts';
import { fieldReports } from './field-report.table.ts';

const columns = {
  id: fieldReports.id,
  agencyId: fieldReports.agencyId,
  agency: agencies.name,
  kind: fieldReports.kind,
  verification: fieldReports.verificationNo,
  finding: fieldReports.finding,
  sealed: fieldReports.sealed,
  seenAt: utcMillis(fieldReports.seenAt),
  madeAt: utcMillis(fieldReports.madeAt),
  by: fieldReports.byName,
  hasPicture: sql<boolean>`${fieldReports.sealedPicture} is not null`,
};
const lines = (db: Db) =>
  db
    .select(columns)
    .from(fieldReports)
    .innerJoin(agencies, eq(agencies.id, fieldReports.agencyId))
    .$dynamic();
export type FieldReportRow = Awaited<ReturnType<typeof lines>>[number];

export const insertFieldReport = (tx: Db, row: typeof fieldReports.$inferInsert) =>
  tx.insert(fieldReports).values(row);

export const findFieldReport = async (db: Db, id: string): Promise<FieldReportRow | undefined> =>
  (await lines(db).where(eq(fieldReports.id, id)))[0];

export const findFieldPicture = async (db: Db, id: string) =>
  (
    await db
      .select({ sealed: fieldReports.sealedPicture, mediaType: fieldReports.mediaType })
      .from(fieldReports)
      .where(eq(fieldReports.id, id))
  )[0];

type Page = { agencyId: number | null; before: string | undefined; limit: number };
export const searchFieldReports = (db: Db, { agencyId, before, limit }: Page) =>
  lines(db)
    .where(
      and(
        agencyId === null ? undefined : eq(fieldReports.agencyId, agencyId),
        before === undefined ? undefined : lt(fieldReports.id, before),
      ),
    )
    .orderBy(desc(fieldReports.id))
    .limit(limit);
