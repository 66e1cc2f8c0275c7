import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import type { Namesake } from './duplicate.rules.ts';

// Organisations known only by an old code, some at a time: there are few, and each is worth one look at its
// namesakes.
export const listUnregistered = async (db: Db, page: { after: number; limit: number }): Promise<number[]> =>
  (
    await rows<{ id: number }>(
      db,
      sql`select distinct s.id from subject_identifiers i join subjects s on s.id = i.subject_id
      where i.type in ('org-code', 'business-registration-no') and not i.is_derived
        and s.merged_into is null and s.kind <> 'person' and s.id > ${page.after}
        and not exists (select 1 from subject_identifiers u where u.subject_id = s.id and u.type = 'uscc')
      order by s.id limit ${page.limit}`,
    )
  ).map(({ id }) => id);

const plain = (column: string) =>
  sql.raw(`upper(translate(regexp_replace(${column}, '\\s', '', 'g'), '（）', '()'))`);

// Pairs of the same plain name that were not raised yet. The rules compare names more closely.
export const listNamesakes = (db: Db, ids: readonly number[]) =>
  rows<{ id: number; namesakeId: number }>(
    db,
    sql`with asked as materialized (
      select s.id, ${plain('s.name')} as name from subjects s
      where s.id in (select x.id::bigint from jsonb_array_elements_text(${json(ids)}::text::jsonb) x(id)))
    select a.id, o.id as "namesakeId" from asked a join subjects o on ${plain('o.name')} = a.name
    where o.id <> a.id and o.merged_into is null and o.kind <> 'person'
      and not exists (select 1 from merge_candidates c
        where least(c.first_id, c.second_id) = least(a.id, o.id)
        and greatest(c.first_id, c.second_id) = greatest(a.id, o.id))
    order by 1, 2`,
  );

export const describeNamesakes = async (db: Db, ids: readonly number[]): Promise<Map<number, Namesake>> => {
  const found = await rows<Namesake>(
    db,
    sql`select s.id, s.kind, s.name, s.region, (select coalesce(jsonb_agg(jsonb_build_object('type', i.type,
      'code', i.code)), '[]')
        from subject_identifiers i where i.subject_id = s.id and i.code is not null) as identifiers
    from subjects s where s.id in (select x.id::bigint
    from jsonb_array_elements_text(${json(ids)}::text::jsonb) x(id))`,
  );
  return new Map(found.map((subject) => [subject.id, subject]));
};
