import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import type { FiledRelation } from '../subjects/subject.table.ts';

export const REGISTRATION = 'registration';

// The files of these registrations, and those that a correction took one away from.
const toldBy = (recordIds: readonly number[], left: readonly number[]) =>
  sql`select r.subject_id from jsonb_array_elements_text(${json(recordIds)}::text::jsonb) x
      join records r on r.id = x.value::bigint
    union select y.value::bigint from jsonb_array_elements_text(${json(left)}::text::jsonb) y`;

// A subject is dissolved when its latest live registration says so, and no longer when that is corrected or
// withdrawn.
export const settleDissolution = (tx: Db, recordIds: readonly number[], left: readonly number[] = []) =>
  tx.execute(sql`update subjects s set dissolved_on = latest.day
    from (${toldBy(recordIds, left)}) told
      left join lateral (select (r.fields ->> 'dissolvedOn')::date as day from records r
        where r.subject_id = told.subject_id and r.catalog = ${REGISTRATION} and r.state = 'live'
        order by r.decided_on desc, r.id desc limit 1) latest on true
    where s.id = told.subject_id and s.dissolved_on is distinct from latest.day`);

const named = (list: readonly FiledRelation[], as = 'x') =>
  sql`jsonb_to_recordset(${json(list)}::text::jsonb)
    ${sql.raw(as)}("subjectId" bigint, role text, "relatedId" bigint, name text, filed text, "on" date)`;

/**
 * A registration that names another person ends the earlier relation from its day; one that comes late ends
 * where the later one begins. A person who is named again answers again.
 * Basis: 市场主体登记管理条例第八条、第二十四条（登记事项以登记为准）
 */
export const settleRelations = async (tx: Db, list: readonly FiledRelation[]) => {
  await tx.execute(sql`update subject_links k set from_on = greatest(k.from_on, x."on"), until_on = later.day
    from ${named(list)} left join lateral (
      select min(r.decided_on) as day from records r
      where r.subject_id = x."subjectId" and r.catalog = ${REGISTRATION} and r.state = 'live'
        and r.decided_on > x."on" and r.fields ->> 'legalRepresentative' not in (x.name, x.filed)) later on true
    where k.subject_id = x."subjectId" and k.role = x.role and k.related_id = x."relatedId"
      and (k.from_on is null or k.from_on <= x."on")`);
  await tx.execute(sql`update subject_links k set until_on = x."on"
    from ${named(list)}, subjects p
    where k.subject_id = x."subjectId" and k.role = x.role and k.related_id is distinct from x."relatedId"
      and p.id = k.related_id and (x."relatedId" is not null or p.name not in (x.name, x.filed))
      and k.until_on is null and (k.from_on is null or k.from_on <= x."on")
      and not exists (select from ${named(list, 'same')}
        where same."subjectId" = x."subjectId" and same.role = x.role and same."on" = x."on"
          and same.name = x.name and same."relatedId" = k.related_id)`);
};

/**
 * The latest registration decides the name of a file; the others are its former names. Gives the files that
 * bear another name now.
 * Basis: 本市设定，参照企业名称登记管理规定
 */
export const settleNames = async (
  tx: Db,
  recordIds: readonly number[],
  { today, left = [] }: { today: string; left?: readonly number[] },
): Promise<number[]> => {
  const renamed = await rows<{ id: number }>(
    tx,
    sql`with latest as materialized (
      select s.id, s.name as before, last.name from (
          ${toldBy(recordIds, left)}) told
        join subjects s on s.id = told.subject_id
        join lateral (select r.fields ->> 'subjectName' as name from records r
          where r.subject_id = told.subject_id and r.catalog = ${REGISTRATION} and r.state = 'live'
          order by r.decided_on desc, r.id desc limit 1) last on true
      where last.name <> s.name),
    former as (insert into subject_names (subject_id, name, seen_on, is_copy)
      select id, before, ${today}::date, false from latest on conflict do nothing),
    now_main as (delete from subject_names n using latest l where n.subject_id = l.id and n.name = l.name)
    update subjects s set name = l.name from latest l where s.id = l.id returning s.id`,
  );
  return renamed.map(({ id }) => id);
};

/**
 * After a registration was withdrawn: the latest that is left says who answers, by the name it gives.
 */
export const restoreRelations = (tx: Db, recordIds: readonly number[], left: readonly number[] = []) =>
  tx.execute(sql`update subject_links k
    set until_on = case when p.name <> last.name then coalesce(k.until_on, last.day) end
    from (${toldBy(recordIds, left)}) told
      join lateral (select r.fields ->> 'legalRepresentative' as name, r.decided_on as day from records r
        where r.subject_id = told.subject_id and r.catalog = ${REGISTRATION} and r.state = 'live'
          and r.fields ->> 'legalRepresentative' is not null
        order by r.decided_on desc, r.id desc limit 1) last on true,
      subjects p
    where k.subject_id = told.subject_id and k.from_on is not null and p.id = k.related_id`);
