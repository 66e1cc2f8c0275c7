import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { lookActions, type UnusualTerm, unusualTerms } from './unusual-access.rules.ts';

export const readUnusualTerms = async (db: Db, today: string): Promise<(key: UnusualTerm) => number> => {
  const found = await rows<{ key: string; value: number }>(
    db,
    sql`select distinct on (key) key, (value #>> '{}')::float8 as value from settings
      where key like 'unusual.%' and valid_from <= ${today}::text::date order by key, valid_from desc`,
  );
  const values = new Map(found.map(({ key, value }) => [key, value]));
  return (key) => values.get(key) ?? unusualTerms[key].value;
};

// About the first line from an instant on, by halving: the trail has no index of time and is nearly in its
// order. A line of a clock that runs ahead only makes it begin earlier.
export const firstLineFrom = async (db: Db, at: string): Promise<number> => {
  const [ends] = await rows<{ low: number; high: number }>(
    db,
    sql`select coalesce(min(id), 1)::float8 as low, (coalesce(max(id), 0) + 1)::float8 as high
      from audit_lines`,
  );
  let { low, high } = ends ?? { low: 1, high: 1 };
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [line] = await rows<{ isBefore: boolean }>(
      db,
      sql`select at < ${at}::text::timestamptz as "isBefore" from audit_lines where id >= ${middle}
        order by id limit 1`,
    );
    if (line?.isBefore) low = middle + 1;
    else high = middle;
  }
  return low;
};

export type UnusualRow = {
  list: UnusualTerm;
  actor: string;
  caseNo: string | null;
  subjectId: number | null;
  count: number;
};
type Span = { from: string; until: string; first: number };

// Counted for people only: a key's looks are its program's.
type Most = Readonly<Record<UnusualTerm, number>>;
export const countLooksBetween = (db: Db, { from, until, first }: Span, most: Most) =>
  rows<UnusualRow & { name: string | null; agency: string | null }>(
    db,
    sql`with looks as materialized (
      select actor, subject_id, about ->> 'caseNo' as case_no, at from audit_lines
      where id >= ${first} and at >= ${from}::text::timestamptz and at < ${until}::text::timestamptz
        and actor like 'staff:%'
        and action in (select jsonb_array_elements_text(${json(lookActions)}::text::jsonb))),
    counted as (
      select 'unusual.looks' as list, actor, null::text as case_no, null::bigint as subject_id,
        count(*)::int as count
        from looks group by actor
      union all
      select 'unusual.at-night', actor, null, null, count(*)::int from looks
        where extract(hour from looks.at at time zone 'Asia/Shanghai') >= 22
          or extract(hour from looks.at at time zone 'Asia/Shanghai') < 6 group by actor
      union all
      select 'unusual.one-case', actor, case_no, null, count(distinct subject_id)::int from looks
        where case_no is not null group by actor, case_no
      union all
      select 'unusual.one-subject', actor, null, subject_id, count(*)::int from looks
        where subject_id is not null group by actor, subject_id)
    select c.list, c.actor, c.case_no as "caseNo", c.subject_id::float8 as "subjectId", c.count,
      s.name, a.name as agency
    from counted c left join staff s on 'staff:' || s.id::text = c.actor
      left join agencies a on a.id = s.agency_id
    where c.count > (${json(most)}::text::jsonb ->> c.list)::float8
    order by c.list, c.count desc, c.actor limit 500`,
  );
