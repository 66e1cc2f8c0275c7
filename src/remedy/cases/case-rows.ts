import { and, asc, eq, lt, type SQL, sql } from 'drizzle-orm';
import { type AnyPgColumn, alias } from 'drizzle-orm/pg-core';
import { agencies } from '../../access/agencies/agency.table.ts';
import { answeredBy } from '../../access/agencies/succession.ts';
import type { Day } from '../../kernel/day.ts';
import { records } from '../../registry/records/record.table.ts';
import { isRetainedOn } from '../../registry/records/retention.ts';
import { isBearersCase } from '../../registry/subjects/case-bearer.rules.ts';
import { subjects } from '../../registry/subjects/subject.table.ts';
import type { repairs } from '../repairs/repair.table.ts';

// retention.ts names the record by this alias.
export const r = alias(records, 'r');

// The target of a case and the subject that it is about.
export const targetColumns = {
  subjectId: subjects.id,
  subjectKind: subjects.kind,
  subjectName: subjects.name,
  catalog: r.catalog,
  documentNo: r.documentNo,
  authorityName: r.authorityName,
  authorityId: r.agencyId,
  agencyName: agencies.name,
};

// The subject that the case is about, and whether the record is another's by now.
type CaseTable = 'repairs' | 'disputes' | 'appeals';
export const bearerOf = (table: CaseTable): SQL =>
  sql.raw(`(case when ${isBearersCase(table, 'r')} then r.subject_id
    else (select coalesce(o.merged_into, o.id) from subjects o where o.id = ${table}.origin_id) end)`);
export const isMoved = (table: CaseTable) => sql<boolean>`not ${sql.raw(isBearersCase(table, 'r'))}`;

// Every kind of case has these columns.
export type CaseBase = Pick<
  typeof repairs.$inferSelect,
  'id' | 'recordId' | 'originId' | 'listingId' | 'agencyId'
> & {
  state: string;
  subjectId: number;
  isMoved: boolean;
  subjectKind: string;
  subjectName: string;
  catalog: string;
  documentNo: string | null;
  authorityName: string;
  authorityId: number;
  agencyName: string;
};

// A repair or a dispute comes from an applicant and has a term.
export type CaseRow = CaseBase &
  Pick<
    typeof repairs.$inferSelect,
    'applicant' | 'isExtended' | 'dueFrom' | 'dueCount' | 'dueOn' | 'isDueProvisional'
  >;

export type CaseSearch = {
  state?: string | undefined;
  overdueOn: Day | null;
  today: Day;
  // Null finds the cases of every agency.
  agencyId: number | null;
  after: { dueOn: string; id: number } | undefined;
  limit: number;
};

type CaseColumns = Record<'id' | 'agencyId' | 'state' | 'dueOn', AnyPgColumn>;

export const LAST_DAY = '9999-12-31';

// A record past its retention is not hinted at by its cases. An agency finds the cases that it brought in and
// those about what it, or an agency that it succeeds, determined.
export const caseConditions = (cases: CaseColumns, search: CaseSearch): SQL | undefined => {
  const { agencyId, today, after } = search;
  return and(
    isRetainedOn('r', today),
    search.state === undefined ? undefined : eq(cases.state, search.state),
    search.overdueOn === null ? undefined : lt(cases.dueOn, search.overdueOn),
    agencyId === null ? undefined : ownedBy(cases, answeredBy({ agencyId, today })),
    after &&
      sql`(coalesce(${cases.dueOn}, ${LAST_DAY}::date), ${cases.id})
        > (${after.dueOn}::date, ${after.id}::bigint)`,
  );
};

const ownedBy = ({ agencyId }: CaseColumns, agency: SQL): SQL =>
  sql`(${agencyId} in ${agency} or ${r.agencyId} in ${agency})`;

// The board shows what is due first, and at its end what waits for nobody.
export const dueFirst = ({ dueOn, id }: CaseColumns): SQL[] => [
  sql`coalesce(${dueOn}, ${LAST_DAY}::date)`,
  asc(id),
];

// How a due comes in as JSON, and how it is written over the one before.
export const dueColumns = sql.raw(`"dueFrom" date, "dueCount" int, "dueOn" date, "isDueProvisional" boolean`);
export const setDue = sql.raw(`due_from = x."dueFrom", due_count = x."dueCount", due_on = x."dueOn",
  is_due_provisional = x."isDueProvisional"`);
