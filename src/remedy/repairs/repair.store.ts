import { type SQL, sql } from 'drizzle-orm';
import type { RecordClass } from '../../law/catalogs/catalog.ts';
import { type Db, json, rows } from '../../platform/door/db.ts';
import type { Due } from '../cases/case-due.rules.ts';
import { type CaseRow, caseSelect, dueColumns, onTheBoard, setDue } from '../cases/case-rows.ts';
import type { CaseWish } from '../cases/case-wish.ts';
import type { RepairState } from './repair.rules.ts';
import type { Material } from './repair-materials.rules.ts';

export type RepairRow = CaseRow & {
  state: RepairState;
  rule: number;
  class: RecordClass;
  possibleFrom: string;
  appliedOn: string;
  reason: string;
  materials: Material[];
  grantedAt: string | null;
  awaiting: string[];
  restoredOn: string | null;
};

const select = caseSelect(
  'repairs',
  sql`c.rule, c.class, c.possible_from::text as "possibleFrom", c.applied_on::text as "appliedOn", c.reason, c.materials,
    to_char(c.granted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "grantedAt", c.awaiting,
    c.restored_on::text as "restoredOn"`,
);

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
      ${setDue}, granted_at = x."grantedAt", awaiting = x.awaiting, restored_on = x."restoredOn"
    from jsonb_to_recordset(${json(list)}::text::jsonb) x(id bigint, state text, materials jsonb, "isExtended" boolean,
      "grantedAt" timestamptz, awaiting jsonb, "restoredOn" date, ${dueColumns})
    where c.id = x.id`);

const found = (db: Db, which: SQL) => rows<RepairRow>(db, sql`${select} ${which}`);

export const findRepair = async (db: Db, id: number): Promise<RepairRow | undefined> =>
  (await found(db, sql`where c.id = ${id}`))[0];

export const findSyncing = (tx: Db, ids: readonly number[]) =>
  found(
    tx,
    sql`where c.state = 'syncing' and c.id in (select value::bigint from jsonb_array_elements_text(${json(ids)}::text::jsonb))
      order by c.id for update of c`,
  );

export const searchRepairs = (db: Db, wish: CaseWish) => found(db, onTheBoard(wish));

export const lastRestoredOn = async (db: Db, recordId: number): Promise<string | null> =>
  (
    await rows<{ on: string | null }>(
      db,
      sql`select max(restored_on)::text as "on" from repairs where record_id = ${recordId}`,
    )
  )[0]?.on ?? null;
