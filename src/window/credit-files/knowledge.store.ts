import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';
import { millisText } from '../../platform/door/utc-text.ts';

export type Knowledge = {
  kind: 'record' | 'listing';
  id: number;
  list: string;
  version: number | null;
  state: string;
  class: string | null;
  documentNo: string | null;
  authority: string;
  validFrom: string;
  validUntil: string | null;
  knownFrom: string;
  knownUntil: string | null;
  broughtBy: { agency: string; batchId: string | null; row: number | null; by: string | null };
  seenBy: { how: string; agency: string | null; by: string; at: string; no: string | null }[];
  seenCount: number;
};

const instant = (column: string) => sql.raw(millisText(column));

// Every period in which the registry held a fact: each version of each record, each state of each listing.
const known = (subjectId: number) => sql`
  select 'record' as kind, r.id, r.catalog as list, v.version, v.state, v.class, v.document_no,
    r.authority_name,
    v.decided_on::text as valid_from, v.published_until::text as valid_until, v.known_from, v.known_until,
      a.name as agency, v.batch_id, v.batch_row, null::text as actor
  from records r join agencies a on a.id = r.agency_id cross join lateral (
    select r.version, r.state, r.class, r.document_no, r.decided_on, r.published_until, r.known_from,
      null::timestamptz as known_until, r.batch_id, r.batch_row
    union all
    select o.version, o.state, o.class, o.document_no, o.decided_on, o.published_until, o.known_from,
      o.known_until, o.batch_id, o.batch_row
    from record_versions o where o.record_id = r.id) v
  where r.subject_id = ${subjectId}
  union all
  select 'listing', l.id, l.list, null, st.to_state, null, l.document_no, l.authority_name, l.listed_on::text,
    coalesce(case when st.to_state not in ('notified', 'listed') then l.ended_on end, l.due_on)::text, st.at,
    lead(st.at) over (partition by l.id order by st.id), a.name, r.batch_id, r.batch_row, st.actor
  from listings l join listing_steps st on st.listing_id = l.id join agencies a on a.id = l.agency_id
    join records r on r.id = l.record_id
  where l.subject_id = ${subjectId}`;

// A check saw the facts that it kept, whoever was asked about; a file showed the facts known at the instant
// asked for; a notice named the listing.
const seen = (subjectId: number) => sql`
  select 'check' as how, ag.name as agency, c.actor as by, c.decided_at as at, c.no
  from (select x.about->>'no' as no from audit_lines x where x.subject_id = ${subjectId}
    and x.action = 'check.run'
    union select g.check_no from check_grounds g where g.ground = k.kind || ':' || k.id) asked
  join checks c on c.no = asked.no left join agencies ag on ag.id = c.agency_id
  where exists (select 1 from json_array_elements(case when k.kind = 'record' then c.facts->'records'
    else c.facts->'listings' end) e
    where (e->>'id')::bigint = k.id)
    and c.decided_at >= k.known_from and (k.known_until is null or c.decided_at < k.known_until)
  union all
  select case x.action when 'file.query' then 'file' when 'check.as-of' then 'check-as-of'
    else 'knowledge' end, ag.name, x.actor, x.at, null
  from audit_lines x left join agencies ag on ag.id = x.agency_id
    cross join lateral (select coalesce((x.about->>'asOf')::timestamptz, x.at) as instant) i
  where x.subject_id = ${subjectId} and x.action in ('file.query', 'check.as-of', 'file.knowledge')
    and x.at >= k.known_from
    and ((x.action = 'file.knowledge' and x.about->>'asOf' is null) or (i.instant >= k.known_from
      and (k.known_until is null or i.instant < k.known_until)))
    and (x.action <> 'file.query' or k.state in ('live', 'unpublished', 'listed', 'expired'))
  union all
  select 'archive', ag.name, x.actor, x.at, null
  from audit_lines x left join agencies ag on ag.id = x.agency_id
  where x.subject_id = ${subjectId} and x.action = 'record.read-archived' and k.kind = 'record'
    and x.at >= k.known_from
    and (x.about->'records')::jsonb @> to_jsonb(k.id)
  union all
  select case when n.signed_at is null then 'notice'
    else 'notice-signed' end, ag.name, coalesce(n.signed_by, 'subscription:' || s.id), n.created_at,
    n.id::text
  from subscriptions s join agencies ag on ag.id = s.agency_id
    cross join lateral (select * from notices n where n.subscription_id = s.id
      and n.listing_id = k.id offset 0) n
  where k.kind = 'listing' and n.created_at >= k.known_from and (k.known_until is null
    or n.created_at < k.known_until)`;

const SHOWN_LOOKS = 200;

// One query answers who knew which fact, and when.
export const knowledgeOf = (db: Db, subjectId: number, asOf: string | null) =>
  rows<Knowledge>(
    db,
    sql`select k.kind, k.id, k.list, k.version, k.state, k.class, k.document_no as "documentNo",
      k.authority_name as authority,
      k.valid_from as "validFrom", k.valid_until as "validUntil", ${instant('k.known_from')} as "knownFrom",
        ${instant('k.known_until')} as "knownUntil",
      json_build_object('agency', k.agency, 'batchId', k.batch_id, 'row', k.batch_row, 'by',
        k.actor) as "broughtBy",
      s.looks as "seenBy", s.count as "seenCount"
    from (${known(subjectId)}) k
    cross join lateral (
      select coalesce(json_agg(json_build_object('how', w.how, 'agency', w.agency, 'by', w.by, 'at',
        ${instant('w.at')}, 'no', w.no) order by w.at, w.no)
          filter (where w.place <= ${SHOWN_LOOKS}), '[]') as looks, count(*) as count
      from (select v.*, row_number() over (order by v.at desc) as place from (${seen(subjectId)}) v
        where ${asOf}::timestamptz is null or v.at <= ${asOf}::timestamptz) w) s
    where ${asOf}::timestamptz is null or (k.known_from <= ${asOf}::timestamptz and (k.known_until is null
      or k.known_until > ${asOf}::timestamptz))
    order by k.known_from, k.kind, k.id, k.version`,
  );
