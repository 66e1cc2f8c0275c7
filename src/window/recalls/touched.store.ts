import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { millisText } from '../../platform/door/utc-text.ts';
import { ASKED_UNDER } from './asked-under.rules.ts';

const LINES_AT_ONCE = 50_000;
const OWN_ACTION = 'check.recall';
// No answer stands for longer; lines older than this are those of a restored back-up.
const LONGEST_VALIDITY_DAYS = 400;
// A change is dated when its transaction begins, its line when it ends; a check that did not see it may be
// the later line.
const LOOK_BACK_MINUTES = 10;

const xmin = sql`pg_snapshot_xmin(pg_current_snapshot())`;
const START = sql.raw(`'0'::xid8`);

export const hasNewLines = async (db: Db): Promise<boolean> =>
  (
    await rows(
      db,
      sql`select 1 from (select coalesce((select through from recall_positions), ${START}) as through) p
      where p.through > ${xmin}
        or exists (select 1 from audit_lines a where a.xid >= p.through and a.xid < ${xmin}
          and a.action <> ${OWN_ACTION})`,
    )
  ).length > 0;

export const hasDues = async (db: Db): Promise<boolean> =>
  (await rows(db, sql`select 1 from recall_dues limit 1`)).length > 0;

type Position = { from: string; to: string };
// files: those that were given a number under which nobody found them before.
export type ReadLines = { files: string[]; since: string | null; isBehind: boolean };

// Reads the trail on from where the last run stopped: lines of transactions that have ended, all of each.
// After a restored back-up transaction ids start again, and so does the reading.
export const readLines = async (tx: Db, now: string): Promise<ReadLines | null> => {
  await tx.execute(sql`insert into recall_positions (through) values (${START}) on conflict do nothing`);
  const [position] = await rows<Position>(
    tx,
    sql`select least(through, ${xmin})::text as "from", ${xmin}::text as "to"
      from recall_positions where id = 1 for update skip locked`,
  );
  if (!position) return null;
  const { count, last, ...read } = await linesOf(tx, position, now);
  const isBehind = count >= LINES_AT_ONCE && last !== null;
  const through = isBehind ? String(BigInt(last) + 1n) : position.to;
  await tx.execute(sql`update recall_positions set through = ${through}::text::xid8`);
  return { files: (read.files ?? []).flat(), since: read.since, isBehind };
};

type Lines = {
  count: number;
  last: string | null;
  since: string | null;
  files: string[][] | null;
};

const linesOf = async (tx: Db, { from, to }: Position, now: string): Promise<Lines> => {
  const isRecent = sql`l.at > ${now}::timestamptz
    - make_interval(days => ${sql.raw(String(LONGEST_VALIDITY_DAYS))})`;
  const [read] = await rows<Lines>(
    tx,
    sql`select count(*)::int as count, max(l.xid::text::numeric)::text as last,
      ${sql.raw(millisText('min(l.at)'))} as since,
      json_agg(l.about -> 'files') filter (where l.action = 'subject.respell-permits'
        and l.about -> 'files' is not null) as files
    from (select xid, action, about, case when ${isRecent}
        and action <> ${OWN_ACTION} then at end as at from audit_lines l
      where xid >= ${from}::text::xid8 and xid < ${to}::text::xid8
      order by xid fetch first ${sql.raw(String(LINES_AT_ONCE))} rows with ties) l`,
  );
  return read ?? { count: 0, last: null, since: null, files: null };
};

const askedUnder = sql.raw(ASKED_UNDER);
const longest = sql`(select coalesce(max((value #>> '{}')::int), ${sql.raw(String(LONGEST_VALIDITY_DAYS))})
  from settings where key = 'check.validity')`;

// The subjects whose facts became known otherwise since a moment, and when: by record, by listing, by merge
// and parting, by a pair of files that may be one, by a number that a file was given.
type Touch = { since: string; files: readonly string[] };

const touched = ({ since, files }: Touch) => sql`
  changed as materialized (select r.id, r.subject_id, r.known_from as at from records r
    where r.known_from >= ${since}::timestamptz),
  touched as materialized (
    select c.subject_id as id, c.at from changed c
    union all select v.subject_id, c.at from changed c join record_versions v on v.record_id = c.id
      where v.subject_id <> c.subject_id
    union all select l.subject_id, l.known_from from listings l where l.known_from >= ${since}::timestamptz
    union all select x.id, greatest(m.at, m.undone_at)
      from subject_merges m cross join lateral (values (m.survivor_id), (m.absorbed_id)) x(id)
      where greatest(m.at, m.undone_at) >= ${since}::timestamptz
    union all select x.id, greatest(c.raised_at, c.decided_at)
      from merge_candidates c cross join lateral (values (c.first_id), (c.second_id)) x(id)
      where greatest(c.raised_at, c.decided_at) >= ${since}::timestamptz
    union all select x.value::bigint, ${since}::timestamptz
      from jsonb_array_elements_text(${json(files)}::text::jsonb) x)`;

// A file that was touched, the file that it counts in, and every file for which one of these answers; then
// the checks that asked for one of them, also where nobody was found then. The few checks within validity are
// read through: an entry by lookup for each check would cost every check more than the rare change costs
// once.
export const addTouched = async (tx: Db, touch: Touch): Promise<number> =>
  (
    await rows(
      tx,
      sql`insert into recall_dues (check_no)
    with ${touched(touch)},
    files as (
      select distinct coalesce(s.merged_into, s.id) as id, t.at from touched t
        join subjects s on s.id = t.id),
    answering as (
      select id, at from files
      union select coalesce(s.merged_into, s.id), f.at from files f
        join subject_links k on k.related_id = f.id join subjects s on s.id = k.subject_id
      union select coalesce(s.merged_into, s.id), f.at from files f
        join subject_links k on k.subject_id = f.id and k.role = 'operator'
          join subjects s on s.id = k.related_id),
    sought as materialized (
      select i.lookup, min(f.at) as at from answering f join subject_identifiers i on i.subject_id = f.id
      group by i.lookup)
    select distinct c.no from checks c cross join lateral ${askedUnder} k join sought w on w.lookup = k.lookup
    where c.decided_at >= ${touch.since}::timestamptz - make_interval(days => ${longest} + 1)
      and (c.facts -> 'standpoint' ->> 'validUntil')::date > (w.at at time zone 'Asia/Shanghai')::date
    on conflict do nothing returning 1`,
    )
  ).length;

export const lookBackFrom = (since: string): string =>
  new Date(Date.parse(since) - LOOK_BACK_MINUTES * 60_000).toISOString();

// Chosen once and kept: inside "in (…)" the database may choose again for each row, and take more than the
// limit.
export const takeDues = async (tx: Db, limit: number): Promise<string[]> =>
  (
    await rows<{ no: string }>(
      tx,
      sql`with chosen as materialized (
        select check_no from recall_dues order by check_no limit ${limit} for update skip locked)
      delete from recall_dues d using chosen where d.check_no = chosen.check_no returning d.check_no as no`,
    )
  ).map(({ no }) => no);
