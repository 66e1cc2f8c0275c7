import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { retentionEndOn } from '../../registry/records/retention.ts';
import type { ReportFact } from './report-sections.rules.ts';

const facts = (
  today: string,
) => sql`r.id as "recordId", r.catalog, r.state as "recordState", r.class, r.document_no as "documentNo",
  r.authority_name as "authorityName", r.decided_on::text as "decidedOn", r.published_until::text as "publishedUntil",
  ${retentionEndOn('r', today)} as "retainedUntil", r.fields, coalesce(l.disputed_at, r.disputed_at) is not null as "isDisputed",
  l.state as "listingState", l.listed_on::text as "listedOn", l.due_on::text as "dueOn"`;

const asFacts = (found: ReportFact[]): ReportFact[] =>
  found.map((fact) => ({ ...fact, recordId: Number(fact.recordId) }));

export const factsOfSubject = async (db: Db, subjectId: number, today: string) =>
  asFacts(
    await rows<ReportFact>(
      db,
      sql`select ${facts(today)} from records r left join listings l on l.record_id = r.id
      where r.subject_id = ${subjectId} and r.state in ('live', 'unpublished') order by r.decided_on desc, r.id desc`,
    ),
  );

export const factsOfRecords = async (db: Db, recordIds: readonly number[], today: string) =>
  asFacts(
    await rows<ReportFact>(
      db,
      sql`select ${facts(today)} from jsonb_array_elements_text(${json(recordIds)}::text::jsonb) x(id)
      join records r on r.id = x.id::bigint left join listings l on l.record_id = r.id`,
    ),
  );

export type ReportRow = {
  no: string;
  verifyCode: string;
  agencyId: number;
  actor: string;
  subjectId: number | null;
  purpose: string;
  caseNo: string | null;
  madeAt: string;
};

export const insertReport = (db: Db, row: ReportRow & { sealed: Uint8Array }) =>
  db.execute(sql`insert into reports (no, verify_code, agency_id, actor, subject_id, purpose, case_no, sealed, made_at)
    values (${row.no}, ${row.verifyCode}, ${row.agencyId}, ${row.actor}, ${row.subjectId}, ${row.purpose}, ${row.caseNo},
      ${row.sealed}, ${row.madeAt}::timestamptz)`);

const columns =
  sql.raw(`p.no, p.verify_code as "verifyCode", p.agency_id as "agencyId", p.actor, p.subject_id as "subjectId", p.purpose,
  p.case_no as "caseNo", to_char(p.made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "madeAt", a.name as "agencyName"`);

export type StoredReport = ReportRow & { agencyName: string };

export const findReport = async (
  db: Db,
  no: string,
): Promise<(StoredReport & { sealed: Uint8Array }) | undefined> =>
  (
    await rows<StoredReport & { sealed: Uint8Array }>(
      db,
      sql`select ${columns}, p.sealed from reports p join agencies a on a.id = p.agency_id where p.no = ${no}`,
    )
  )[0];

export const listReportRows = (
  db: Db,
  query: { agencyId: number | null; before: readonly [string, string] | undefined; limit: number },
) =>
  rows<StoredReport & { subjectName: string | null }>(
    db,
    sql`select ${columns}, s.name as "subjectName" from reports p join agencies a on a.id = p.agency_id left join subjects s on s.id = p.subject_id
    where (${query.agencyId}::int is null or p.agency_id = ${query.agencyId}::int)
      and (${query.before?.[0] ?? null}::timestamptz is null or (p.made_at, p.no) < (${query.before?.[0] ?? null}::timestamptz, ${query.before?.[1] ?? ''}::text))
    order by p.made_at desc, p.no desc limit ${query.limit}`,
  );
