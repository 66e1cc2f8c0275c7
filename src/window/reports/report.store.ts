import { and, desc, eq, getTableColumns, inArray, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { agencies } from '../../access/agencies/agency.table.ts';
import { type Db, json } from '../../platform/door/db.ts';
import { utcMillis } from '../../platform/door/utc-text.ts';
import { listings } from '../../registry/listings/listing.table.ts';
import { records } from '../../registry/records/record.table.ts';
import { retentionEndOn } from '../../registry/records/retention.ts';
import { subjects } from '../../registry/subjects/subject.table.ts';
import { reports } from './report.table.ts';
import type { ReportFact } from './report-sections.rules.ts';

// retention.ts names the record by this alias.
const r = alias(records, 'r');

const factRows = (db: Db, today: string) =>
  db
    .select({
      recordId: r.id,
      catalog: r.catalog,
      recordState: r.state,
      class: r.class,
      documentNo: r.documentNo,
      authorityName: r.authorityName,
      decidedOn: r.decidedOn,
      publishedUntil: r.publishedUntil,
      retainedUntil: sql<string | null>`${retentionEndOn('r', today)}`,
      fields: sql<ReportFact['fields']>`${r.fields}`,
      isDisputed: sql<boolean>`coalesce(${listings.disputedAt}, ${r.disputedAt}) is not null`,
      isUnderAppeal: sql<boolean>`${r.appealedAt} is not null`,
      isStayed: sql<boolean>`${r.stayedAt} is not null`,
      listingState: listings.state,
      listedOn: listings.listedOn,
      dueOn: listings.dueOn,
    })
    .from(r)
    .leftJoin(listings, eq(listings.recordId, r.id));

export const factsOfSubject = async (db: Db, subjectId: number, today: string): Promise<ReportFact[]> =>
  factRows(db, today)
    .where(and(eq(r.subjectId, subjectId), inArray(r.state, ['live', 'unpublished'])))
    .orderBy(desc(r.decidedOn), desc(r.id));

export const factsOfRecords = async (
  db: Db,
  recordIds: readonly number[],
  today: string,
): Promise<ReportFact[]> =>
  factRows(db, today).where(
    sql`${r.id} in (select x.id::bigint
      from jsonb_array_elements_text(${json(recordIds)}::text::jsonb) x(id))`,
  );

export const insertReport = (db: Db, row: typeof reports.$inferInsert) => db.insert(reports).values(row);

const { sealed, ...plain } = getTableColumns(reports);
const columns = { ...plain, madeAt: utcMillis(reports.madeAt), agencyName: agencies.name };

export const findReport = async (db: Db, no: string) =>
  (
    await db
      .select({ ...columns, sealed })
      .from(reports)
      .innerJoin(agencies, eq(agencies.id, reports.agencyId))
      .where(eq(reports.no, no))
  )[0];

type Page = { agencyId: number | null; before: readonly [string, string] | undefined; limit: number };

const olderThan = ([madeAt, no]: readonly [string, string]): SQL =>
  sql`(${reports.madeAt}, ${reports.no}) < (${madeAt}::timestamptz, ${no}::text)`;

export const listReportRows = async (db: Db, { agencyId, before, limit }: Page) =>
  db
    .select({ ...columns, subjectName: subjects.name })
    .from(reports)
    .innerJoin(agencies, eq(agencies.id, reports.agencyId))
    .leftJoin(subjects, eq(subjects.id, reports.subjectId))
    .where(and(agencyId === null ? undefined : eq(reports.agencyId, agencyId), before && olderThan(before)))
    .orderBy(desc(reports.madeAt), desc(reports.no))
    .limit(limit);
