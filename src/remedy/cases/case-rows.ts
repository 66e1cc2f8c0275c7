import { type SQL, sql } from 'drizzle-orm';
import type { Due } from './case-due.rules.ts';
import { type CaseWish, caseConditions, LAST_DAY } from './case-wish.ts';

// What every case knows: its target and whom that is about, who brought it in, where it stands and when it is due.
export type CaseRow = Due & {
  id: number;
  recordId: number;
  listingId: number | null;
  subjectId: number;
  subjectKind: string;
  subjectName: string;
  catalog: string;
  documentNo: string | null;
  authorityName: string;
  authorityId: number;
  agencyId: number;
  agencyName: string;
  applicant: 'subject' | 'authority';
  state: string;
  isExtended: boolean;
};

export const caseSelect = (
  table: 'repairs' | 'disputes',
  own: SQL,
): SQL => sql`select c.id, c.record_id as "recordId",
  c.listing_id as "listingId", s.id as "subjectId", s.kind as "subjectKind", s.name as "subjectName", r.catalog,
  r.document_no as "documentNo", r.authority_name as "authorityName", r.agency_id as "authorityId", c.agency_id as "agencyId",
  a.name as "agencyName", c.applicant, c.state, c.is_extended as "isExtended", c.due_from::text as "dueFrom",
  c.due_count as "dueCount", c.due_on::text as "dueOn", c.is_due_provisional as "isDueProvisional", ${own}
  from ${sql.raw(table)} c join records r on r.id = c.record_id join subjects s on s.id = r.subject_id
  join agencies a on a.id = c.agency_id`;

// How a due comes in as JSON, and how it is written over the one before.
export const dueColumns = sql.raw(`"dueFrom" date, "dueCount" int, "dueOn" date, "isDueProvisional" boolean`);
export const setDue = sql.raw(`due_from = x."dueFrom", due_count = x."dueCount", due_on = x."dueOn",
  is_due_provisional = x."isDueProvisional"`);

// What is due first stands first, and so what is overdue before all else; what waits for nobody comes last.
export const onTheBoard = (
  wish: CaseWish,
): SQL => sql`where ${sql.join([sql`true`, ...caseConditions(wish)], sql` and `)}
  order by coalesce(c.due_on, ${LAST_DAY}::date), c.id limit ${wish.limit + 1}`;
