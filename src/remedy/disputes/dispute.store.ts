import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import type { Due } from '../cases/case-due.rules.ts';
import { type CaseRow, caseSelect, dueColumns, onTheBoard, setDue } from '../cases/case-rows.ts';
import type { CaseWish } from '../cases/case-wish.ts';
import type { DisputeEffect, DisputeGround, DisputeState } from './dispute.rules.ts';

export type DisputeRow = CaseRow & {
  state: DisputeState;
  ground: DisputeGround;
  statement: string;
  raisedOn: string;
  seenVersion: number;
  effect: DisputeEffect | null;
  note: string | null;
  correctedVersion: number | null;
};

const select = caseSelect(
  'disputes',
  sql`c.ground, c.statement, c.raised_on::text as "raisedOn", c.seen_version as "seenVersion", c.effect, c.note,
    c.corrected_version as "correctedVersion"`,
);

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
      corrected_version = x."correctedVersion", ${setDue}
    from jsonb_to_record(${json(dispute)}::text::jsonb) x(id bigint, state text, "isExtended" boolean, effect text, note text,
      "correctedVersion" int, ${dueColumns})
    where c.id = x.id`);

// The flag stands beside the state, on the record and on the listing that it opened; the check and the file read it there.
export const flagTarget = async (tx: Db, recordId: number, at: string | null): Promise<void> => {
  await tx.execute(sql`update records set disputed_at = ${at}::timestamptz where id = ${recordId}`);
  await tx.execute(sql`update listings set disputed_at = ${at}::timestamptz where record_id = ${recordId}`);
};

export const findDispute = async (db: Db, id: number): Promise<DisputeRow | undefined> =>
  (await rows<DisputeRow>(db, sql`${select} where c.id = ${id}`))[0];

export const searchDisputes = (db: Db, wish: CaseWish) =>
  rows<DisputeRow>(db, sql`${select} ${onTheBoard(wish)}`);
