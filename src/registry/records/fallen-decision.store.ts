import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import type { FallenDecision } from './fallen-decision.rules.ts';
import type { NewFallen } from './fallen-decision.table.ts';
import { type Feed, isFedBy } from './fed-by.ts';

// The first end of a decision stays the one that is named.
export const keepFallen = (db: Db, list: readonly NewFallen[], stamp: { at: string; actor: string }) =>
  db.execute(sql`insert into fallen_decisions (catalog, agency_id, source_no, record_id, subject_id,
      authority_uscc, document_key, ended_by, ended_on, document_no, at, actor)
    select catalog, "agencyId", "sourceNo", "recordId", "subjectId", "authorityUscc", "documentKey",
    "endedBy",
      "endedOn", "documentNo", ${stamp.at}::timestamptz, ${stamp.actor}
    from jsonb_to_recordset(${json(list)}::text::jsonb) x(catalog text, "agencyId" int, "sourceNo" text,
      "recordId" bigint, "subjectId" bigint, "authorityUscc" text, "documentKey" text, "endedBy" text,
      "endedOn" date, "documentNo" text)
    order by "recordId" on conflict do nothing`);

// subjectId: the file that the record counts in; what fell may have been noted for another number of it.
export const restoreFallen = (db: Db, about: { recordId: number; subjectId: number; at: string }) =>
  db.execute(sql`update fallen_decisions set restored_at = ${about.at}::timestamptz
    where record_id = ${about.recordId} and restored_at is null and subject_id in
      (select s.id from subjects s where coalesce(s.merged_into, s.id) = ${about.subjectId})`);

type BesideRow = {
  of: number;
  id: number;
  version: number;
  agencyId: number;
  sourceNo: string;
  subjectId: number;
  originId: number | null;
  authorityUscc: string | null;
  documentNo: string | null;
};

// Records of the same catalogue and file that count, beside those named. Nobody can admit such a held record.
export const findBeside = (
  db: Db,
  { catalog, recordIds }: { catalog: string; recordIds: readonly number[] },
) =>
  rows<BesideRow>(
    db,
    sql`select x.id::bigint as of, r.id, r.version, r.agency_id as "agencyId", r.source_no as "sourceNo",
      r.subject_id as "subjectId", r.origin_id as "originId", r.authority_uscc as "authorityUscc",
      r.document_no as "documentNo"
    from jsonb_array_elements_text(${json(recordIds)}::text::jsonb) x(id)
      join records f on f.id = x.id::bigint
      join records r on r.subject_id = f.subject_id and r.catalog = ${catalog}::text and r.id <> f.id
    where r.state in ('live', 'unpublished', 'repaired') and r.document_no is not null
      and r.id not in (select n.id::bigint
        from jsonb_array_elements_text(${json(recordIds)}::text::jsonb) n(id))
    order by r.id, x.id for update of r`,
  );

type Asked = { sourceNos: readonly string[]; documentKeys: readonly string[] };

// Decisions that fell and were not restored, by either number.
export const findFallen = (db: Db, feed: Feed, { sourceNos, documentKeys }: Asked) => {
  const isFallen = sql`f.catalog = ${feed.catalog}::text and f.restored_at is null`;
  return rows<FallenDecision>(
    db,
    sql`with found as (
      select f.id from jsonb_array_elements_text(${json(sourceNos)}::text::jsonb) x(no)
        join fallen_decisions f on ${isFallen} and f.source_no = x.no and ${isFedBy('f', feed)}
      union select f.id from jsonb_array_elements_text(${json(documentKeys)}::text::jsonb) x(key)
        join fallen_decisions f on ${isFallen} and f.document_key = x.key)
    select f.id, f.source_no as "sourceNo", f.document_key as "documentKey",
      f.authority_uscc as "authorityUscc", ${isFedBy('f', feed)} as "isOwn",
      coalesce(s.merged_into, s.id) as "subjectId",
      jsonb_build_object('by', f.ended_by, 'on', f.ended_on, 'documentNo', f.document_no) as "end"
    from found join fallen_decisions f using (id) join subjects s on s.id = f.subject_id order by f.id desc`,
  );
};

// A held record remembers which decision it would bring back; it is read only while the record is held for
// it.
export const nameFallen = (db: Db, list: readonly { id: number; fallenId: number }[]) =>
  db.execute(sql`update records r set fallen_id = x."fallenId"
    from jsonb_to_recordset(${json(list)}::text::jsonb) x(id bigint, "fallenId" bigint) where r.id = x.id`);
