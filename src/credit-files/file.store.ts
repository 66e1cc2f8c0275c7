import { sql } from 'drizzle-orm';
import { type Db, rows } from '../platform/db.ts';

export type FileSubject = {
  id: number;
  kind: string;
  name: string;
  dissolved_on: string | null;
  former_names: string[];
  identifiers: { type: string; code: string | null }[];
};

export const findFileSubject = async (db: Db, lookup: string): Promise<FileSubject | undefined> =>
  (
    await rows<FileSubject>(
      db,
      sql`select s.id, s.kind, s.name, s.dissolved_on::text as dissolved_on,
        coalesce((select jsonb_agg(n.name order by n.seen_on) from subject_names n where n.subject_id = s.id), '[]') as former_names,
        (select jsonb_agg(jsonb_build_object('type', x.type, 'code', x.code) order by x.type) from subject_identifiers x where x.subject_id = s.id) as identifiers
      from subject_identifiers i join subjects s on s.id = i.subject_id where i.lookup = ${lookup}`,
    )
  )[0];

export type FileRecord = {
  id: number;
  catalog: string;
  source_no: string;
  version: number;
  state: string;
  class: string | null;
  decided_on: string;
  published_until: string | null;
  authority_name: string;
  document_no: string | null;
  is_disputed: boolean;
  fields: Record<string, unknown>;
  agency_name: string;
  batch_id: string | null;
  batch_row: number | null;
  known_from: string;
};

// Each record as the registry knew it at an instant: the current version when it was known by then, else the one it replaced.
// What is repaired, withdrawn, refused or past retention today is left out whatever the instant.
export const recordsKnownAt = (db: Db, subjectId: number, at: string, today: string) =>
  rows<FileRecord>(
    db,
    sql`select r.id, r.catalog, r.source_no, k.version, k.state, k.class, k.decided_on::text as decided_on,
      k.published_until::text as published_until, r.authority_name, k.document_no, r.disputed_at is not null as is_disputed, k.fields,
      a.name as agency_name, k.batch_id::text as batch_id, k.batch_row, to_char(k.known_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as known_from
    from records r join agencies a on a.id = r.agency_id
    join lateral (
      select r.version, r.state, r.class, r.decided_on, r.published_until, r.document_no, r.fields, r.batch_id, r.batch_row, r.known_from
      where r.known_from <= ${at}::timestamptz
      union all
      select v.version, v.state, v.class, v.decided_on, v.published_until, v.document_no, v.fields, v.batch_id, v.batch_row, v.known_from
      from record_versions v where v.record_id = r.id and v.known_from <= ${at}::timestamptz and v.known_until > ${at}::timestamptz) k on true
    where r.subject_id = ${subjectId} and r.state in ('live', 'unpublished') and k.state in ('live', 'unpublished')
      and (r.retained_until is null or r.retained_until > ${today}::date)
    order by k.decided_on desc, r.id desc`,
  );

export type FileListing = {
  id: number;
  list: string;
  kind: string;
  state: string;
  authority_name: string;
  document_no: string | null;
  reason: string;
  listed_on: string;
  due_on: string | null;
  ended_on: string | null;
  is_disputed: boolean;
};

export const listingsKnownAt = (db: Db, subjectId: number, at: string, today: string) =>
  rows<FileListing>(
    db,
    sql`select l.id, l.list, l.kind, st.to_state as state, l.authority_name, l.document_no, l.reason, l.listed_on::text as listed_on,
      l.due_on::text as due_on, case when st.to_state in ('notified', 'listed') then null else l.ended_on::text end as ended_on, l.disputed_at is not null as is_disputed
    from listings l join records r on r.id = l.record_id
    join lateral (select s.to_state from listing_steps s where s.listing_id = l.id and s.at <= ${at}::timestamptz order by s.id desc limit 1) st on true
    where l.subject_id = ${subjectId} and l.state in ('notified', 'listed', 'expired') and r.state <> 'archived'
      and (r.retained_until is null or r.retained_until > ${today}::date)
    order by l.listed_on desc, l.id desc`,
  );
