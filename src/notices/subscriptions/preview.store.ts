import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { millisText } from '../../platform/door/utc-text.ts';
import type { ListingPayload } from '../../registry/listings/listing-event.rules.ts';
import type { Sieve } from './preview.rules.ts';

export type PreviewSpan = { from: Date; to: Date };
export type Previewed = {
  notices: number;
  lifts: number;
  digests: number | null;
  counts: { list: string; type: string; day: string; count: number }[];
  sample: { type: string; at: string; payload: ListingPayload }[];
};

type Query = {
  sieve: Sieve;
  span: PreviewSpan;
  slots: readonly Date[] | null;
  digestSize: number;
  sample: number;
};

const oneOf = (field: string, values: readonly string[] | null) =>
  values === null
    ? sql`true`
    : sql`coalesce(e.payload ->> ${field}::text,
      '') in (select jsonb_array_elements_text(${json(values)}::text::jsonb))`;

// One walk over the events of the span. Each event except a lift belongs to the first slot after it; slots
// are sorted, so the database finds it by halving.
export const previewEvents = async (db: Db, query: Query): Promise<Previewed> => {
  const { sieve, span, slots } = query;
  const slotTexts = slots?.map((slot) => slot.toISOString()) ?? [];
  const [found] = await rows<Previewed>(
    db,
    sql`with slots as materialized (
        select array_agg(x.value::timestamptz order by x.value::timestamptz) as at
        from jsonb_array_elements_text(${json(slotTexts)}::text::jsonb) x),
      matching as materialized (
        select e.id, l.list, e.topic, (e.at at time zone 'Asia/Shanghai')::date as day,
          e.topic like '%.removed' as is_lift, width_bucket(e.at, slots.at) as slot
        from slots, events e
          join jsonb_to_recordset(${json(sieve.lists)}::text::jsonb) l(list text, organisations boolean,
            persons boolean)
            on l.list = e.payload ->> 'list'
        where e.at >= ${span.from.toISOString()}::timestamptz and e.at < ${span.to.toISOString()}::timestamptz
          and case when e.payload ->> 'subjectKind' = 'person' then l.persons else l.organisations end
          and ${oneOf('kind', sieve.categories)}
          and ${oneOf('subjectKind', sieve.subjectKinds)}
          and (${sieve.regions === null}::boolean or exists (
            select 1 from jsonb_array_elements_text(${json(sieve.regions ?? [])}::text::jsonb) r
            where starts_with(coalesce(e.payload ->> 'region', ''), r.value))))
    select
      (select count(*)::int from matching) as notices,
      (select count(*)::int from matching where is_lift) as lifts,
      case
        when ${slots === null}::boolean then null
        else (
          select coalesce(sum(ceil(n::numeric / ${query.digestSize}::int)), 0)::int
          from (select count(*) as n from matching where not is_lift group by slot) digest) end as digests,
      (select coalesce(jsonb_agg(c order by c.day, c.list, c.type), '[]')
        from (
          select list, topic as type, day::text as day, count(*)::int as count
          from matching
          group by list, topic, day) c) as counts,
      (select coalesce(jsonb_agg(jsonb_build_object('type', e.topic, 'payload', e.payload,
          'at', ${sql.raw(millisText('e.at'))}) order by e.id), '[]')
        from events e
          where e.id in (select id from matching order by id limit ${query.sample}::int)) as sample`,
  );
  return found ?? { notices: 0, lifts: 0, digests: null, counts: [], sample: [] };
};
