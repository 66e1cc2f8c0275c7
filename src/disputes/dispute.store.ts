import { type SQL, sql } from 'drizzle-orm';
import type { Due } from '../cases/case-due.rules.ts';
import { type CaseWish, caseConditions } from '../cases/case-wish.ts';
import { type Db, json, rows } from '../platform/db.ts';
import type { DisputeEffect, DisputeGround, DisputeState } from './dispute.rules.ts';

export type DisputeRow = Due & {
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
  state: DisputeState;
  ground: DisputeGround;
  statement: string;
  raisedOn: string;
  seenVersion: number;
  isExtended: boolean;
  effect: DisputeEffect | null;
  note: string | null;
  correctedVersion: number | null;
};

const select = sql`select c.id, c.record_id as "recordId", c.listing_id as "listingId", s.id as "subjectId", s.kind as "subjectKind",
  s.name as "subjectName", r.catalog, r.document_no as "documentNo", r.authority_name as "authorityName",
  r.agency_id as "authorityId", c.agency_id as "agencyId", a.name as "agencyName", c.applicant, c.state, c.ground,
  c.statement, c.raised_on::text as "raisedOn", c.seen_version as "seenVersion", c.is_extended as "isExtended",
  c.due_from::text as "dueFrom", c.due_count as "dueCount", c.due_on::text as "dueOn",
  c.is_due_provisional as "isDueProvisional", c.effect, c.note, c.corrected_version as "correctedVersion"
  from disputes c join records r on r.id = c.record_id join subjects s on s.id = r.subject_id
  join agencies a on a.id = c.agency_id`;

const dueColumns = sql.raw(`"dueFrom" date, "dueCount" int, "dueOn" date, "isDueProvisional" boolean`);

export type NewDispute = Due &
  Pick<
    DisputeRow,
    'recordId' | 'listingId' | 'agencyId' | 'applicant' | 'ground' | 'statement' | 'raisedOn' | 'seenVersion'
  >;

// Gives nothing when another dispute about the same target is open.
export const insertDispute = async (tx: Db, dispute: NewDispute): Promise<number | undefined> =>
  (
    await rows<{ id: number }>(
      tx,
      sql`insert into disputes (record_id, listing_id, agency_id, applicant, state, ground, statement, raised_on, seen_version,
        due_from, due_count, due_on, is_due_provisional)
      select "recordId", "listingId", "agencyId", applicant, 'open', ground, statement, "raisedOn", "seenVersion",
        "dueFrom", "dueCount", "dueOn", "isDueProvisional"
      from jsonb_to_record(${json(dispute)}::text::jsonb) x("recordId" bigint, "listingId" bigint, "agencyId" int, applicant text,
        ground text, statement text, "raisedOn" date, "seenVersion" int, ${dueColumns})
      on conflict do nothing returning id`,
    )
  )[0]?.id;

export type ChangedDispute = Due &
  Pick<DisputeRow, 'id' | 'state' | 'isExtended' | 'effect' | 'note' | 'correctedVersion'>;

export const saveDispute = (tx: Db, dispute: ChangedDispute) =>
  tx.execute(sql`update disputes c set state = x.state, is_extended = x."isExtended", effect = x.effect, note = x.note,
      corrected_version = x."correctedVersion", due_from = x."dueFrom", due_count = x."dueCount", due_on = x."dueOn",
      is_due_provisional = x."isDueProvisional"
    from jsonb_to_record(${json(dispute)}::text::jsonb) x(id bigint, state text, "isExtended" boolean, effect text, note text,
      "correctedVersion" int, ${dueColumns})
    where c.id = x.id`);

// The flag stands beside the state, on the record and on the listing that it opened; the check and the file read it there.
export const flagTarget = async (tx: Db, recordId: number, at: string | null): Promise<void> => {
  await tx.execute(sql`update records set disputed_at = ${at}::timestamptz where id = ${recordId}`);
  await tx.execute(sql`update listings set disputed_at = ${at}::timestamptz where record_id = ${recordId}`);
};

const where = (db: Db, condition: SQL) => rows<DisputeRow>(db, sql`${select} where ${condition}`);

export const findDispute = async (db: Db, id: number): Promise<DisputeRow | undefined> =>
  (await where(db, sql`c.id = ${id}`))[0];

export const searchDisputes = (db: Db, wish: CaseWish) => {
  const conditions = [sql`true`, ...caseConditions(wish)];
  return where(
    db,
    sql`${sql.join(conditions, sql` and `)} order by coalesce(c.due_on, '9999-12-31'::date), c.id limit ${wish.limit + 1}`,
  );
};
