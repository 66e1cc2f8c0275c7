import { type SQL, sql } from 'drizzle-orm';
import type { Due } from '../cases/case-due.rules.ts';
import { type CaseWish, caseConditions } from '../cases/case-wish.ts';
import type { RecordClass } from '../catalogs/catalog.ts';
import { type Db, json, rows } from '../platform/db.ts';
import type { RepairState } from './repair.rules.ts';
import type { Material } from './repair-materials.rules.ts';

export type RepairRow = Due & {
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
  state: RepairState;
  rule: number;
  class: RecordClass;
  possibleFrom: string;
  appliedOn: string;
  reason: string;
  materials: Material[];
  isExtended: boolean;
  grantedAt: string | null;
  awaiting: string[];
  restoredOn: string | null;
};

const select = sql`select c.id, c.record_id as "recordId", c.listing_id as "listingId", s.id as "subjectId", s.kind as "subjectKind",
  s.name as "subjectName", r.catalog, r.document_no as "documentNo", r.authority_name as "authorityName",
  r.agency_id as "authorityId", c.agency_id as "agencyId", a.name as "agencyName", c.applicant, c.state, c.rule, c.class,
  c.possible_from::text as "possibleFrom", c.applied_on::text as "appliedOn", c.reason, c.materials, c.is_extended as "isExtended",
  c.due_from::text as "dueFrom", c.due_count as "dueCount", c.due_on::text as "dueOn", c.is_due_provisional as "isDueProvisional",
  to_char(c.granted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "grantedAt", c.awaiting,
  c.restored_on::text as "restoredOn"
  from repairs c join records r on r.id = c.record_id join subjects s on s.id = r.subject_id
  join agencies a on a.id = c.agency_id`;

export type NewRepair = Due &
  Pick<
    RepairRow,
    | 'recordId'
    | 'listingId'
    | 'agencyId'
    | 'applicant'
    | 'rule'
    | 'class'
    | 'possibleFrom'
    | 'appliedOn'
    | 'reason'
    | 'materials'
  >;

const dueColumns = sql.raw(`"dueFrom" date, "dueCount" int, "dueOn" date, "isDueProvisional" boolean`);

// Gives nothing when another application for the same target is open.
export const insertRepair = async (tx: Db, repair: NewRepair): Promise<number | undefined> =>
  (
    await rows<{ id: number }>(
      tx,
      sql`insert into repairs (record_id, listing_id, agency_id, applicant, state, rule, class, possible_from, applied_on, reason,
        materials, due_from, due_count, due_on, is_due_provisional)
      select "recordId", "listingId", "agencyId", applicant, 'submitted', rule, class, "possibleFrom", "appliedOn", reason,
        materials, "dueFrom", "dueCount", "dueOn", "isDueProvisional"
      from jsonb_to_record(${json(repair)}::text::jsonb) x("recordId" bigint, "listingId" bigint, "agencyId" int, applicant text,
        rule int, class text, "possibleFrom" date, "appliedOn" date, reason text, materials jsonb, ${dueColumns})
      on conflict do nothing returning id`,
    )
  )[0]?.id;

export type ChangedRepair = Due &
  Pick<RepairRow, 'id' | 'state' | 'materials' | 'isExtended' | 'grantedAt' | 'awaiting' | 'restoredOn'>;

export const saveRepairs = (tx: Db, list: readonly ChangedRepair[]) =>
  tx.execute(sql`update repairs c set state = x.state, materials = x.materials, is_extended = x."isExtended",
      due_from = x."dueFrom", due_count = x."dueCount", due_on = x."dueOn", is_due_provisional = x."isDueProvisional",
      granted_at = x."grantedAt", awaiting = x.awaiting, restored_on = x."restoredOn"
    from jsonb_to_recordset(${json(list)}::text::jsonb) x(id bigint, state text, materials jsonb, "isExtended" boolean,
      "grantedAt" timestamptz, awaiting jsonb, "restoredOn" date, ${dueColumns})
    where c.id = x.id`);

const where = (db: Db, condition: SQL) => rows<RepairRow>(db, sql`${select} where ${condition}`);

export const findRepair = async (db: Db, id: number): Promise<RepairRow | undefined> =>
  (await where(db, sql`c.id = ${id}`))[0];

export const findSyncing = (tx: Db, ids: readonly number[]) =>
  where(
    tx,
    sql`c.state = 'syncing' and c.id in (select value::bigint from jsonb_array_elements_text(${json(ids)}::text::jsonb))
      order by c.id for update of c`,
  );

// What is due first stands first, and so what is overdue before all else; what waits for nobody comes last.
export const searchRepairs = (db: Db, wish: CaseWish) => {
  const conditions = [sql`true`, ...caseConditions(wish)];
  return where(
    db,
    sql`${sql.join(conditions, sql` and `)} order by coalesce(c.due_on, '9999-12-31'::date), c.id limit ${wish.limit + 1}`,
  );
};

export const lastRestoredOn = async (db: Db, recordId: number): Promise<string | null> =>
  (
    await rows<{ on: string | null }>(
      db,
      sql`select max(restored_on)::text as "on" from repairs where record_id = ${recordId}`,
    )
  )[0]?.on ?? null;
