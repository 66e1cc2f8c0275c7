import { type SQL, sql } from 'drizzle-orm';
import { answeredBy, type Heir } from '../../access/agencies/succession.ts';
import { type Db, rows } from '../../platform/door/db.ts';
import { millisText } from '../../platform/door/utc-text.ts';
import { FALLEN } from '../../registry/records/fallen-decision.rules.ts';
import type { BothSides, ItemRow, Reason } from './reconciliation.rules.ts';

export type Source = Heir & { catalog: string };

const CURRENT = sql`('held', 'live', 'unpublished', 'repaired')`;

// The registry counts a record that is in force; of a list, one whose listing has not ended.
const isCounted = (alias: 'r') => sql`${sql.raw(alias)}.state = 'live' and not exists (
  select 1 from listings x where x.record_id = ${sql.raw(alias)}.id
    and x.state in ('expired', 'repaired', 'revoked'))`;

const isRefused = (row: SQL) => sql`exists (select 1 from batch_errors refusal
  where refusal.batch_id = (select batch_id from last) and refusal.row_no = ${row}
    and refusal.verdict = 'rejected')`;

// The last whole list of the agency or of those it took over from, what it named, and what was in force
// beside it at any time since: fed later, or by an agency that was taken over. A row that the source itself
// withdrew is no longer the source's word.
const entriesOf = ({ agencyId, today, catalog }: Source) => sql`feed as materialized (
    select id from agencies where id in ${answeredBy({ agencyId, today })}),
  last as materialized (
    select w.agency_id, w.batch_id, w.at, w.imprint_count, w.sha256, b.row_count
    from whole_lists w join batches b on b.id = w.batch_id
    where w.catalog = ${catalog}::text and w.agency_id in (select id from feed)
    order by w.at desc, w.batch_id desc limit 1),
  waiting as materialized (
    select b.id, b.agency_id, b.created_at, b.row_count, b.missing_count from batches b
    where b.agency_id in (select id from feed) and b.catalog = ${catalog}::text and b.mode = 'full'
      and b.status = 'awaiting-confirmation'
    order by b.created_at desc, b.id desc limit 1),
  named as materialized (
    select n.record_id, min(n.row_no) as row_no from batch_records n
    where n.batch_id = (select batch_id from last) group by n.record_id),
  doubtful as materialized (
    select coalesce(s.merged_into, s.id) as subject_id from merge_candidates c
    join subjects s on s.id in (c.first_id, c.second_id) where c.state = 'open'),
  entries as (
    select r.*, n.row_no from named n join records r on r.id = n.record_id
    union all
    select r.*, null from records r
    where r.agency_id in (select id from feed) and r.catalog = ${catalog}::text
      and not exists (select 1 from named n where n.record_id = r.id)
      and (r.state in ${CURRENT} or (select count(*) from last) = 0 or (
        r.known_from >= (select at from last) and exists (select 1 from record_versions v
          where v.record_id = r.id and v.state in ${CURRENT} and v.known_until >= (select at from last))))),
  judged as (
    select e.id, e.row_no, e.source_no, e.document_no, e.subject_id, e.hold_code, e.known_from,
      e.state = 'archived' or coalesce(e.retained_until <= ${today}::date, false) as is_forgotten,
      coalesce(l.ended_on,
        case when e.state in ('unpublished', 'archived') then e.published_until end) as ended_on,
      l.end_ground, coalesce(f.ended_by, h.ended_by) as ended_by, coalesce(f.ended_on, h.ended_on) as fell_on,
      coalesce(f.document_no, h.document_no) as end_document_no,
      case when e.state = 'held' then 'held' when e.state = 'refused' then 'not-admitted'
        when e.state = 'withdrawn' then case when f.id is null then 'withdrawn' else 'revoked' end
        when e.state = 'repaired' or l.state = 'repaired' then 'repaired'
        when e.state in ('unpublished', 'archived') or l.state = 'expired' then 'expired'
        when l.state = 'revoked' then 'revoked' end as reason,
      case when e.row_no is not null and ${isRefused(sql`e.row_no`)} then 'correction-refused'
        when e.agency_id = (select agency_id from waiting) and not exists (select 1 from batch_records n
          where n.batch_id = (select id from waiting) and n.record_id = e.id) then 'awaiting-withdrawal'
        when e.subject_id in (select subject_id from doubtful) then 'two-files'
        when e.row_no is null and e.agency_id <> (select agency_id from last) then 'inherited'
        when e.row_no is null and exists (select 1 from last) then 'fed-since' end as remark
    from entries e left join listings l on l.record_id = e.id
    left join fallen_decisions f on e.state = 'withdrawn' and f.record_id = e.id and f.restored_at is null
      and f.subject_id = coalesce(e.origin_id, e.subject_id)
    left join fallen_decisions h
      on h.id = case when e.state = 'held' and e.hold_code = ${FALLEN} then e.fallen_id end
    where e.row_no is not null or e.state <> 'withdrawn' or f.id is not null),
  refused as (
    select e.batch_id, e.row_no, e.faults from batch_errors e
    where e.batch_id = (select batch_id from last) and e.verdict = 'rejected'
      and not exists (select 1 from named n where n.row_no = e.row_no)),
  repeated as (
    select n.row_no from batch_records n join named m on m.record_id = n.record_id and n.row_no > m.row_no
    where n.batch_id = (select batch_id from last) and not ${isRefused(sql`n.row_no`)}),
  refused_since as (
    select e.batch_id, e.row_no, e.faults from last
    join batches b on b.agency_id in (select id from feed) and b.catalog = ${catalog}::text
      and b.mode = 'append' and b.status = 'done' and (b.finished_at, b.id) > (last.at, last.batch_id)
    join batch_errors e on e.batch_id = b.id and e.verdict = 'rejected')`;

const at = (column: string) => sql.raw(millisText(column));

// One statement, so that both sides are counted at one moment.
export const countFacts = async (db: Db, source: Source): Promise<BothSides> => {
  const [found] = await rows<{ facts: BothSides }>(
    db,
    sql`with recursive ${entriesOf(source)}
    select jsonb_build_object(
      'last', (select jsonb_build_object('batchId', batch_id, 'at', ${at('at')}, 'rows', row_count,
        'imprintCount', imprint_count, 'sha256', sha256) from last),
      'waiting', (select jsonb_build_object('batchId', id, 'at', ${at('created_at')}, 'rows', row_count,
        'missing', coalesce(missing_count, 0)) from waiting),
      'registryCount', (select count(*) from records r where r.agency_id in (select id from feed)
        and r.catalog = ${source.catalog}::text and ${isCounted('r')}),
      'entries', (select coalesce(jsonb_agg(to_jsonb(g)), '[]') from (
        select reason, case when reason is null then remark end as remark, row_no is not null as "isListed",
          count(*) as count from judged group by 1, 2, 3) g),
      'refused', (select count(*) from refused),
      'repeated', (select count(*) from repeated),
      'refusedSince', (select count(*) from refused_since)) as facts`,
  );
  if (!found) throw new Error('a count without an answer');
  return found.facts;
};

const NO_RECORD = sql`null::text as "sourceNo", null::text as "documentNo", null as kind, null as name,
  null as "holdCode"`;
const NO_END = sql`null::jsonb as fallen, null::text as "endedOn", null::text as ground`;
const codes = sql`(select coalesce(jsonb_agg(distinct x ->> 'code'), '[]')
  from jsonb_array_elements(faults) x)`;
const refusedRows = (
  section: number,
  table: 'refused' | 'refused_since',
) => sql`select ${section}::int as section,
  batch_id::text as "batchId", row_no::bigint as no, 'refused' as reason, row_no as row, ${NO_RECORD},
  ${codes} as codes, ${NO_END} from ${sql.raw(table)}`;

export type ItemPage = {
  reason: Reason | undefined;
  after: readonly [number, string, number];
  limit: number;
};

// A record that may be served no longer shows its row and its reason alone.
export const listItems = (db: Db, source: Source, { reason, after, limit }: ItemPage): Promise<ItemRow[]> =>
  rows<ItemRow>(
    db,
    sql`with recursive ${entriesOf(source)},
    items as (${refusedRows(1, 'refused')}
      union all select 2, (select batch_id::text from last), row_no, 'repeated', row_no, ${NO_RECORD},
        '[]'::jsonb, ${NO_END} from repeated
      union all select 3, '', j.id, coalesce(j.reason, j.remark), j.row_no,
        case when not j.is_forgotten then j.source_no end,
        case when not j.is_forgotten then j.document_no end,
        case when not j.is_forgotten then s.kind end, case when not j.is_forgotten then s.name end,
        case when j.reason = 'held' then j.hold_code end, '[]'::jsonb,
        case when j.fell_on is not null then jsonb_build_object('by', j.ended_by, 'on', j.fell_on,
          'documentNo', j.end_document_no) end,
        case when j.reason is not null then coalesce(j.fell_on,
          case when j.reason not in ('held', 'not-admitted')
          then coalesce(j.ended_on, (j.known_from at time zone 'Asia/Shanghai')::date) end)::text end,
        j.end_ground
      from judged j join subjects s on s.id = j.subject_id where coalesce(j.reason, j.remark) is not null
      union all ${refusedRows(4, 'refused_since')})
    select * from items
    where (section, "batchId" collate "C", no) > (${after[0]}::int, ${after[1]}::text, ${after[2]}::bigint)
      ${reason === undefined ? sql`` : sql`and reason = ${reason}::text`}
    order by section, "batchId" collate "C", no limit ${limit + 1}`,
  );
