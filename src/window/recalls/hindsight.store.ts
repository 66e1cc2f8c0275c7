import { sql } from 'drizzle-orm';
import type { Day } from '../../kernel/day.ts';
import { type Db, type DbRow, json, rows } from '../../platform/door/db.ts';
import { businessOf } from '../../registry/records/operated.rules.ts';
import { saidOf } from '../../registry/records/said.rules.ts';
import type { ListingFact, RecordFact } from '../checks/check.rules.ts';
import { appealAt, heldAt } from '../checks/fact-at.rules.ts';
import { plainly } from '../checks/weighed-records.rules.ts';
import type { Hindsight } from './hindsight.rules.ts';

// A file, and the moment as which it is looked back at.
export type LookBack = { place: number; id: number; day: Day; at: string };

const bearersOf = (asked: readonly LookBack[]) =>
  sql`asked as materialized (
    select * from jsonb_to_recordset(${json(asked)}::text::jsonb)
      x(place int, id bigint, day date, at timestamptz)),
  bearers as materialized (
    select a.place, a.day, a.at, s.id, 'self' as bearer, s.name, false as later from asked a
      join subjects s using (id)
    union all
    select a.place, a.day, a.at, p.id, k.role, p.name, coalesce(k.from_on > a.day, false)
    from asked a join subject_links k on k.subject_id = a.id and least(k.seen_on, k.from_on) <= a.day
      and (k.until_on is null or k.until_on > a.day) join subjects p on p.id = k.related_id
    union all
    select a.place, a.day, a.at, p.id, ${sql.raw(businessOf('k'))}, p.name, coalesce(k.from_on > a.day, false)
    from asked a join subject_links k on k.related_id = a.id and k.role = 'operator'
      and least(k.seen_on, k.from_on) <= a.day and (k.until_on is null or k.until_on > a.day)
    join subjects p on p.id = k.subject_id)`;

// A fact that ended on the very day counted until its end was known.
const listingsOnDay = (db: Db, asked: readonly LookBack[]) =>
  rows<{ place: number; fact: DbRow }>(
    db,
    sql`with ${bearersOf(asked)}
    select b.place, json_build_object('id', l.id, 'bearer', b.bearer, 'bearerName', b.name, 'list', l.list,
      'authority', l.authority_name, 'documentNo', l.document_no, 'listedOn', l.listed_on, 'dueOn', l.due_on,
      'isDisputed', coalesce(l.disputed_at <= b.at, false), 'appeal', ${sql.raw(appealAt('b.at'))},
      'isRemovalHeld', ${sql.raw(heldAt('b.at'))}, 'isNamedLater', b.later) as fact
    from bearers b cross join lateral (select * from listings l where l.subject_id = b.id offset 0) l
    join records r on r.id = l.record_id
    where l.kind = 'severe' and l.record_id is not null and l.state in ('listed', 'repaired', 'expired')
      and l.listed_on <= b.day and (l.ended_on is null or l.ended_on > b.day
        or (l.ended_on = b.day and not exists (select 1 from listing_steps s
          where s.listing_id = l.id and s.to_state = l.state and s.at <= b.at)))
    order by b.place, l.id, b.bearer`,
  );

// Each version of a promise or a registration speaks for its own time; of other records only the last version
// speaks. A version that waits for the registrar says nothing yet.
const saidOn = sql`case r.catalog when 'credit-commitment' then
  greatest(k.decided_on, (k.fields ->> 'assessedOn')::date) when 'registration' then k.decided_on end`;
const contents = sql`(
  select r.version, r.state, r.class, r.document_no, r.decided_on, r.published_until, r.fields
  union all
  select v.version, v.state, v.class, v.document_no, v.decided_on, v.published_until, v.fields
    from record_versions v where v.record_id = r.id) k`;
// A repair is of the day that the row names, else of the day on which the record was last in force.
const liveUntil = sql`(select max(v.known_until) from record_versions v where v.record_id = r.id
  and v.state = 'live')`;
const endOf = sql`coalesce((k.fields ->> 'repairedOn')::date,
  (u.live_until at time zone 'Asia/Shanghai')::date)`;

const recordsOnDay = (db: Db, asked: readonly LookBack[], catalogs: readonly string[]) =>
  rows<{ place: number; fact: DbRow }>(
    db,
    sql`with ${bearersOf(asked)}
    select b.place, json_build_object('id', r.id, 'bearer', b.bearer, 'bearerName', b.name,
      'catalog', r.catalog,
      'class', k.class, 'authority', r.authority_name, 'documentNo', k.document_no, 'decidedOn', k.decided_on,
      'publishedUntil', k.published_until, 'said', ${sql.raw(saidOf('k', 'r.catalog'))},
      'isDisputed', coalesce(r.disputed_at <= b.at, false), 'appeal', ${sql.raw(appealAt('b.at'))},
      'isRemovalHeld', ${sql.raw(heldAt('b.at'))}, 'isNamedLater', b.later) as fact
    from bearers b cross join lateral (select * from records r where r.subject_id = b.id offset 0) r
    cross join lateral (select k.* from ${contents}
      where k.state <> 'held' and coalesce(${saidOn} <= b.day, true) order by k.version desc limit 1) k
    cross join lateral (select ${liveUntil} as live_until) u
    where r.catalog in (select c.code from jsonb_array_elements_text(${json(catalogs)}::text::jsonb) c(code))
      and r.state <> 'withdrawn' and k.decided_on <= b.day and (k.state = 'live'
        or (k.state in ('unpublished', 'repaired', 'archived') and (${endOf} > b.day
          or (${endOf} = b.day and coalesce(u.live_until, r.known_from) > b.at))))
    order by b.place, r.id, b.bearer`,
  );

// A name that only a later registration gives is none of that day.
const namesOnDay = (db: Db, asked: readonly LookBack[]) =>
  rows<{ place: number; name: string }>(
    db,
    sql`select a.place, n.name
    from jsonb_to_recordset(${json(asked)}::text::jsonb) a(place int, id bigint, day date)
    join subjects s on s.id = a.id cross join lateral (
      select s.name, 0 as rank union select m.name, 1 from subject_names m where m.subject_id = s.id) n
    where not exists (select 1 from records r where r.subject_id = s.id and r.catalog = 'registration'
        and r.state = 'live' and r.decided_on > a.day and r.fields ->> 'subjectName' = n.name)
      or exists (select 1 from records r where r.subject_id = s.id and r.decided_on <= a.day
        and r.fields ->> 'subjectName' = n.name)
    order by a.place, n.rank, n.name`,
  );

export const lookBack = async (
  db: Db,
  asked: readonly LookBack[],
  catalogs: readonly string[],
): Promise<Map<number, Hindsight>> => {
  if (asked.length === 0) return new Map();
  const listings = await listingsOnDay(db, asked);
  const records = await recordsOnDay(db, asked, catalogs);
  const names = await namesOnDay(db, asked);
  const of = <T extends { place: number }>(list: readonly T[], place: number) =>
    list.filter((one) => one.place === place);
  return new Map(
    asked.map(({ place }) => [
      place,
      {
        listings: of(listings, place).map(({ fact }) => plainly(fact) as ListingFact),
        records: of(records, place).map(({ fact }) => plainly(fact) as RecordFact),
        names: of(names, place).map(({ name }) => name),
      },
    ]),
  );
};

// at: when the check was decided; until: the day from which it stood no more.
export type AskedFate = {
  place: number;
  ground: string;
  at: string;
  until: Day | undefined;
  files: readonly number[];
};
export type FoundFate = {
  place: number;
  ground: string;
  before: string | null;
  now: string | null;
  isMerged: boolean;
  isTooLate: boolean;
};

const moments = sql`(
  select s.at from listing_steps s where s.listing_id = f.id
  union all select v.known_from from record_versions v where v.record_id in (f.record_id, r.id)
  union all select y.known_from from records y where y.id in (f.record_id, r.id)
  union all select t.at from subject_merges m cross join lateral (values (m.at), (m.undone_at)) t(at)
    where exists (select 1 from jsonb_array_elements_text(a.files) x
      where x.value::bigint in (m.survivor_id, m.absorbed_id))
  union all select t.at from merge_candidates c
    cross join lateral (values (c.raised_at), (c.decided_at)) t(at)
    where exists (select 1 from jsonb_array_elements_text(a.files) x
      where x.value::bigint in (c.first_id, c.second_id)))`;

// How a ground stood when its check was decided and how it stands now; whether files of it were merged or
// parted since; whether all that changed about it was known only when the check stood no more.
export const findFates = (db: Db, asked: readonly AskedFate[]) =>
  rows<FoundFate>(
    db,
    sql`with asked as (select x.*, split_part(x.ground, ':', 1) as kind,
      case when x.ground ~ '^(listing|record):[0-9]+$' then split_part(x.ground, ':', 2)::bigint end as id
      from jsonb_to_recordset(${json(asked)}::text::jsonb)
        x(place int, ground text, at timestamptz, until date, files jsonb))
    select a.place, a.ground, coalesce(f.state, r.state) as now, case a.kind
      when 'listing' then (select s.to_state from listing_steps s where s.listing_id = f.id and s.at <= a.at
        order by s.id desc limit 1)
      when 'record' then (select k.state from (select r.version, r.state where r.known_from <= a.at
        union all select v.version, v.state from record_versions v where v.record_id = r.id
          and v.known_from <= a.at and v.known_until > a.at) k order by k.version desc limit 1) end as before,
      exists (select 1 from subject_merges m where greatest(m.at, m.undone_at) > a.at and exists (
        select 1 from (select y.value::bigint as id from jsonb_array_elements_text(a.files) y
          union all select f.subject_id union all select r.subject_id) x
        where x.id in (m.survivor_id, m.absorbed_id))) as "isMerged",
        coalesce(k."isTooLate", false) as "isTooLate"
    from asked a left join listings f on a.kind = 'listing' and f.id = a.id
    left join records r on a.kind = 'record' and r.id = a.id
    cross join lateral (select min(y.at) >= a.until::timestamp at time zone 'Asia/Shanghai' as "isTooLate"
      from ${moments} y where y.at > a.at) k`,
  );
