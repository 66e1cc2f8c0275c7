import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { millisText } from '../../platform/door/utc-text.ts';
import { isRetainedOn } from '../../registry/records/retention.ts';
import type { FileListing } from './file-parts.ts';

type ArchivedListing = Omit<
  FileListing,
  'kind' | 'isDisputed' | 'isUnderAppeal' | 'isStayed' | 'flags' | 'knownFrom'
> & {
  endGround: string | null;
  steps: { step: string; on: string; at: string; ground: string | null; by: string }[];
};
export type ArchivedRecord = {
  id: number;
  catalog: string;
  sourceNo: string;
  subjectId: number;
  subjectKind: string;
  subjectName: string;
  identifiers: { type: string; code: string | null }[];
  authority: string;
  documentNo: string | null;
  class: string | null;
  decidedOn: string;
  publishedUntil: string | null;
  retainedUntil: string | null;
  archivedAt: string | null;
  fields: Record<string, unknown>;
  agency: string;
  batchId: string | null;
  batchRow: number | null;
  retentionKey: string | null;
  retentionBasis: string | null;
  versions: {
    version: number;
    state: string;
    class: string | null;
    documentNo: string | null;
    decidedOn: string;
    publishedUntil: string | null;
    fields: Record<string, unknown>;
    knownFrom: string;
    knownUntil: string | null;
  }[];
  listing: ArchivedListing | null;
};

const instant = (column: string) => sql.raw(millisText(column));

// The record has stood in the archive since then: a merge or a late correction makes a version, but archives
// nothing anew.
const ARCHIVED_AT = sql`(select min(v.known_from) from (
    select r.version, r.state, r.known_from union all
    select o.version, o.state, o.known_from from record_versions o where o.record_id = r.id) v
  where v.state = 'archived' and v.version > coalesce((select max(o.version) from record_versions o
    where o.record_id = r.id and o.state <> 'archived'), 0))`;

const VERSIONS = sql`(select json_agg(json_build_object('version', v.version, 'state', v.state, 'class',
  v.class,
    'documentNo', v.document_no, 'decidedOn', v.decided_on, 'publishedUntil', v.published_until, 'fields',
      v.fields,
    'knownFrom', ${instant('v.known_from')}, 'knownUntil', ${instant('v.known_until')}) order by v.version)
  from (select r.version, r.state, r.class, r.document_no, r.decided_on, r.published_until, r.fields,
    r.known_from, null::timestamptz as known_until
    union all
    select o.version, o.state, o.class, o.document_no, o.decided_on, o.published_until, o.fields,
      o.known_from, o.known_until
    from record_versions o where o.record_id = r.id) v)`;

const LISTING = sql`(select json_build_object('id', l.id, 'list', l.list, 'state', l.state, 'authority',
  l.authority_name,
    'documentNo', l.document_no, 'reason', l.reason, 'listedOn', l.listed_on, 'dueOn', l.due_on, 'endedOn',
      l.ended_on,
    'endGround', l.end_ground, 'steps', (select json_agg(json_build_object('step', st.step, 'on',
      st.effective_on,
      'at', ${instant('st.at')}, 'ground', st.ground, 'by', st.actor) order by st.id) from listing_steps st
        where st.listing_id = l.id))
  from listings l where l.record_id = r.id order by l.id desc limit 1)`;

type ArchiveSearch = {
  subjectId: number | null;
  id: number | null;
  today: string;
  // By catalogue, the setting that says how long its records are kept.
  retentionKeys: Readonly<Record<string, string>>;
  after: number | null;
  limit: number;
};

export const archivedRecords = (db: Db, search: ArchiveSearch) =>
  rows<ArchivedRecord>(
    db,
    sql`select r.id, r.catalog, r.source_no as "sourceNo", s.id as "subjectId", s.kind as "subjectKind",
      s.name as "subjectName",
      (select json_agg(json_build_object('type', i.type, 'code', i.code) order by i.type)
        from subject_identifiers i
        where i.subject_id = s.id) as identifiers,
      r.authority_name as authority, r.document_no as "documentNo", r.class, r.decided_on as "decidedOn",
      r.published_until as "publishedUntil", r.retained_until as "retainedUntil",
        ${instant('archived.at')} as "archivedAt", r.fields,
      a.name as agency, r.batch_id as "batchId", r.batch_row as "batchRow", law.key as "retentionKey",
        law.basis as "retentionBasis",
      ${VERSIONS} as versions, ${LISTING} as listing
    from records r join subjects s on s.id = r.subject_id join agencies a on a.id = r.agency_id
    cross join lateral (select ${ARCHIVED_AT} as at) archived
    left join lateral (select st.key, st.basis from settings st
      where st.key = (${json(search.retentionKeys)}::text::jsonb ->> r.catalog) || case
        when s.kind = 'person' then '.person' else '' end
        and st.valid_from <= r.retained_until order by st.valid_from desc limit 1) law on true
    where (r.state = 'archived' or not ${isRetainedOn('r', search.today)})
      and (${search.subjectId}::bigint is null or r.subject_id = ${search.subjectId}::bigint)
      and (${search.id}::bigint is null or r.id = ${search.id}::bigint)
      and (${search.after}::bigint is null or r.id < ${search.after}::bigint)
    order by r.id desc limit ${search.limit + 1}`,
  );
