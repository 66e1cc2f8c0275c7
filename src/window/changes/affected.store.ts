import { type SQL, sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import type { MovedDue } from '../../remedy/cases/case.store.ts';
import type { AffectedRow } from './affected-out.rules.ts';
import type { MeasureReach } from './measure-reach.rules.ts';
import type { SettingReach } from './setting-reach.rules.ts';

export type Affected = SQL;

// Each gives what stands today and would be otherwise: (id, subject_id, about, before, after).
export const affectedBySettings = (reach: readonly SettingReach[], today: string): Affected => sql`
  with r as materialized (select * from jsonb_to_recordset(${json(reach)}::text::jsonb)
    r(what text, about text, list text, "of" text, was int, now int, before text, after text))
  select l.id, l.subject_id, r.about,
    case r.what when 'term' then coalesce(l.due_on::text, '无期限')
      when 'removal' then coalesce((l.listed_on + make_interval(months => r.was))::date::text, r.before)
      else r.before end as before,
    case r.what when 'term' then coalesce(l.due_on + make_interval(months => r.now - r.was),
        l.listed_on + make_interval(months => r.now))::date::text
      when 'removal' then (l.listed_on + make_interval(months => r.now))::date::text
      else r.after end as after
  from r join listings l on l.list = r.list and l.state = 'listed' and l.listed_on is not null
    where r.what in ('term', 'removal', 'words')
  union all
  select d.id, d.subject_id, r.about, d.published_until::text, r.after
  from r join records d on d.class = r."of" and d.state = 'live' and d.published_until > ${today}::date
    where r.what = 'publicity'
  union all
  select d.id, d.subject_id, r.about, coalesce(d.retained_until::text, r.before), r.after
  from r join records d on d.catalog = r.list and d.state in ('live', 'unpublished')
    join subjects s on s.id = d.subject_id and (r."of" is null or (r."of" = 'person') = (s.kind = 'person'))
    where r.what = 'retention'
  union all
  select p.id, d.subject_id, r.about, p.due_on::text, r.after
  from r join repairs p on p.due_on is not null join records d on d.id = p.record_id where r.what = 'repair'
  union all
  select p.id, d.subject_id, r.about, p.due_on::text, r.after
  from r join disputes p on p.due_on is not null join records d on d.id = p.record_id where r.what = 'dispute'
  union all
  select d.id, d.subject_id, r.about, r.before, r.after
  from r join records d on d.catalog = r.list and d.state = 'live'
    join subjects s on s.id = d.subject_id and s.kind = 'person'
    where r.what = 'persons'`;

export const affectedByMeasures = (reach: readonly MeasureReach[]): Affected => sql`
  select l.id, l.subject_id, r.about, r.before, r.after
  from jsonb_to_recordset(${json(reach)}::text::jsonb) r(list text, about text, before text, after text)
  join listings l on l.list = r.list and l.state = 'listed'`;

export const affectedByDues = (moved: readonly (MovedDue & { about: string })[]): Affected => sql`
  with m as materialized (select * from jsonb_to_recordset(${json(moved)}::text::jsonb)
    m(kind text, id bigint, about text, before text, after text))
  select m.id, d.subject_id, m.about, m.before, m.after
  from m join repairs p on p.id = m.id join records d on d.id = p.record_id where m.kind = 'repair'
  union all
  select m.id, d.subject_id, m.about, m.before, m.after
  from m join disputes p on p.id = m.id join records d on d.id = p.record_id where m.kind = 'dispute'`;

export const countAffected = (db: Db, affected: Affected) =>
  rows<{ about: string; count: number }>(
    db,
    sql`select about, count(*)::int as count from (${affected}) a
      where a.before is distinct from a.after group by about order by about`,
  );

export const countAffectedSubjects = async (db: Db, affected: Affected): Promise<number> =>
  (
    await rows<{ count: number }>(
      db,
      sql`select count(distinct subject_id)::int as count from (${affected}) a
        where a.before is distinct from a.after`,
    )
  )[0]?.count ?? 0;

export const findAffected = (
  db: Db,
  affected: Affected,
  { above, limit }: { above: number; limit: number },
) =>
  rows<AffectedRow>(
    db,
    sql`select a.place::int as place, s.id as "subjectId", s.kind, s.name,
      (select i.code from subject_identifiers i
        where i.subject_id = s.id and i.type = 'uscc' and i.code is not null order by i.code limit 1) as uscc,
      a.about, a.before, a.after
    from (select x.*, row_number() over (order by x.about, x.id) as place from (${affected}) x
      where x.before is distinct from x.after) a
    join subjects s on s.id = a.subject_id
    where a.place > ${above} order by a.place limit ${limit}`,
  );
