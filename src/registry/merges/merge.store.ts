import { and, eq, isNull, sql } from 'drizzle-orm';
import type { SubjectKind } from '../../kernel/identifiers.ts';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { type MergeRow, type Move, type NewMerge, subjectMerges } from './merge.table.ts';

export const findMerge = async (db: Db, id: number): Promise<MergeRow | undefined> =>
  (
    await rows<MergeRow>(
      db,
      sql`select m.id, m.candidate_id as "candidateId", m.survivor_id as "survivorId",
        m.absorbed_id as "absorbedId",
        coalesce(s.merged_into, s.id) as file, m.undone_at is not null as "isUndone"
      from subject_merges m join subjects s on s.id = m.absorbed_id where m.id = ${id}`,
    )
  )[0];

export const addMerge = async (db: Db, merge: NewMerge): Promise<number> => {
  const [added] = await db.insert(subjectMerges).values(merge).returning({ id: subjectMerges.id });
  if (!added) throw new Error('a merge without a number');
  return added.id;
};

export const endMerge = (db: Db, id: number, undo: { reason: string; by: string; at: string }) =>
  db
    .update(subjectMerges)
    .set({ undoReason: undo.reason, undoneBy: undo.by, undoneAt: undo.at })
    .where(and(eq(subjectMerges.id, id), isNull(subjectMerges.undoneAt)));

// A subject and all that was merged into it, directly or through others.
export const membersOf = async (db: Db, subjectId: number): Promise<number[]> =>
  (
    await rows<{ id: number }>(
      db,
      sql`with recursive tree(id) as (
        select ${subjectId}::bigint
        union select m.absorbed_id from tree join subject_merges m on m.survivor_id = tree.id
        and m.undone_at is null)
      select id from tree order by id`,
    )
  ).map(({ id }) => id);

const among = (members: readonly number[]) =>
  sql`(select x.id::bigint from jsonb_array_elements_text(${json(members)}::text::jsonb) x(id))`;

export const pointMembers = (db: Db, members: readonly number[], to: number) =>
  db.execute(sql`update subjects set merged_into = nullif(${to}::bigint, id) where id in ${among(members)}`);

export const repointIdentifiers = async (
  db: Db,
  { from, to, members }: { from: number; to: number; members: readonly number[] },
): Promise<string[]> =>
  (
    await rows<{ lookup: string }>(
      db,
      sql`with moved as (
        update subject_identifiers set subject_id = ${to}, origin_id = nullif(coalesce(origin_id, subject_id),
          ${to})
        where subject_id = ${from} and coalesce(origin_id, subject_id) in ${among(members)} returning lookup),
      counted as (
        update subjects s set identifier_count = identifier_count
          + (select count(*)::int from moved) * case when s.id = ${to} then 1 else -1 end
        where s.id in (${from}, ${to}))
      select lookup from moved`,
    )
  ).map(({ lookup }) => lookup);

// The merged file takes on the names of its members; its copies are made anew from the members' own names.
export const lendNames = async (db: Db, file: number) => {
  await db.execute(sql`delete from subject_names where subject_id = ${file} and is_copy`);
  return rows<{ name: string; kind: SubjectKind }>(
    db,
    sql`insert into subject_names (subject_id, name, seen_on, is_copy)
    select f.id, said.name, min(said.seen_on), true
    from subjects f join subjects s on s.merged_into = f.id
    cross join lateral (
      select n.name, n.seen_on from subject_names n where n.subject_id = s.id and not n.is_copy
      union all select s.name, (s.created_at at time zone 'Asia/Shanghai')::date) said
    where f.id = ${file} and said.name <> f.name
    group by f.id, said.name order by said.name on conflict do nothing
    returning name, (select s.kind from subjects s where s.id = subject_id) as kind`,
  );
};

// Related-person links follow the merged file, at either end.
export const lendLinks = async (db: Db, file: number): Promise<string[]> => {
  await db.execute(
    sql`delete from subject_links where is_copy and (subject_id = ${file} or related_id = ${file})`,
  );
  const lent = await rows<{ ref: string }>(
    db,
    sql`with members as (select id from subjects where id = ${file} or merged_into = ${file})
    insert into subject_links (subject_id, related_id, role, seen_on, is_copy, from_on, until_on)
    select coalesce(a.merged_into, a.id), coalesce(b.merged_into, b.id), k.role, min(k.seen_on), true,
      max(k.from_on), case when bool_and(k.until_on is not null) then max(k.until_on) end
    from subject_links k join subjects a on a.id = k.subject_id join subjects b on b.id = k.related_id
    where not k.is_copy and (a.merged_into is not null or b.merged_into is not null)
      and coalesce(a.merged_into, a.id) <> coalesce(b.merged_into, b.id)
      and (k.subject_id in (select id from members) or k.related_id in (select id from members))
    group by 1, 2, 3 order by 1, 2, 3 on conflict do nothing
    returning subject_id || ' ' || role || ' ' || related_id as ref`,
  );
  return lent.map(({ ref }) => ref);
};

export const addMoves = (db: Db, mergeId: number, step: 'merge' | 'undo', moves: readonly Move[]) =>
  db.execute(sql`insert into subject_merge_moves (merge_id, step, kind, ref)
    select distinct ${mergeId}::bigint, ${step}, kind, ref
    from jsonb_to_recordset(${json(moves)}::text::jsonb) x(kind text, ref text)`);
