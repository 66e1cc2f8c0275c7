import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { isBearersCase } from '../../registry/subjects/case-bearer.rules.ts';
import type { SettledRecord } from './settled-decision.rules.ts';

const listed = (ids: readonly number[]) =>
  sql`(select x.id::bigint from jsonb_array_elements_text(${json(ids)}::text::jsonb) x(id))`;

/** One probe of a small index a subject; without offset 0 a planner reads all records for each wave. */
export const findSettled = (db: Db, catalog: string, subjectIds: readonly number[]) =>
  rows<SettledRecord>(
    db,
    sql`select found.* from ${listed(subjectIds)} x(id) cross join lateral (
      select r.id, r.subject_id as "subjectId", r.agency_id as "agencyId", r.authority_uscc as "authorityUscc",
        r.document_no as "documentNo", case
          when r.state = 'repaired' then 'repaired'
          when r.state = 'archived' and exists (select 1 from disputes c where c.record_id = r.id
            and c.state = 'upheld' and c.effect = 'stop' and ${sql.raw(isBearersCase('c', 'r'))}) then 'stopped'
          when r.state in ('live', 'unpublished') then 'open' end as what
      from records r where r.subject_id = x.id and r.catalog = ${catalog}::text
        and (r.state in ('repaired', 'archived') or r.appealed_at is not null or r.disputed_at is not null)
      offset 0) found
    where found.what is not null`,
  );

// A removal that its source's own row said is the source's to take back.
const OWN_REMOVAL = `v.fields ?| array['removedOn', 'repairedOn']`;

/** Gives the records that a repair or a removal had ended before their source withdrew them. */
export const findRepairedBefore = async (db: Db, ids: readonly number[]): Promise<Set<number>> => {
  const found = await rows<{ id: number }>(
    db,
    sql`select r.id from records r where r.id in ${listed(ids)} and (
      select v.state = 'repaired' and not ${sql.raw(OWN_REMOVAL)} from record_versions v
      where v.record_id = r.id and v.subject_id = r.subject_id
        and v.state in ('live', 'unpublished', 'repaired') order by v.version desc limit 1)`,
  );
  return new Set(found.map(({ id }) => id));
};

export type CaseCopy = { recordId: number; of: number };

/** Open appeals and disputes reach the other record of their decision too. */
export const copyOpenCases = async (tx: Db, list: readonly CaseCopy[], at: string): Promise<void> => {
  const pairs = sql`jsonb_to_recordset(${json(list)}::text::jsonb) x("recordId" bigint, "of" bigint)`;
  const own = sql`coalesce(r.origin_id, r.subject_id)`;
  const listing = sql`(select l.id from listings l where l.record_id = r.id limit 1)`;
  const last = (table: string, key: string) =>
    sql.raw(`(select s.* from ${table} s where s.${key} = c.id order by s.id desc limit 1)`);
  await tx.execute(sql`with made as (
      insert into appeals (record_id, origin_id, listing_id, agency_id, kind, authority, case_no, document_no,
        started_on, seen_version, state, stayed_on, stay_document_no)
      select r.id, ${own}, ${listing}, c.agency_id, c.kind, c.authority, c.case_no, c.document_no, c.started_on,
        r.version, c.state, c.stayed_on, c.stay_document_no
      from ${pairs} join records r on r.id = x."recordId" join appeals c on c.record_id = x."of"
      where c.state in ('pending', 'stayed') on conflict do nothing returning *)
    insert into appeal_steps (appeal_id, step, from_state, to_state, document_no, agency, by_name, at, actor)
    select m.id, 'enter', null, m.state, coalesce(m.stay_document_no, m.document_no), s.agency, s.by_name,
      ${at}::timestamptz, s.actor
    from made m join ${pairs} on x."recordId" = m.record_id join appeals c on c.record_id = x."of"
      and c.state in ('pending', 'stayed') cross join lateral ${last('appeal_steps', 'appeal_id')} s`);
  await tx.execute(sql`with made as (
      insert into disputes (record_id, origin_id, listing_id, agency_id, applicant, state, ground, statement,
        raised_on, seen_version, is_extended, due_from, due_count, due_on, is_due_provisional)
      select r.id, ${own}, ${listing}, c.agency_id, c.applicant, c.state, c.ground, c.statement, c.raised_on,
        r.version, c.is_extended, c.due_from, c.due_count, c.due_on, c.is_due_provisional
      from ${pairs} join records r on r.id = x."recordId" join disputes c on c.record_id = x."of"
      where c.state = 'open' on conflict do nothing returning *)
    insert into dispute_steps (dispute_id, step, from_state, to_state, reason, agency, by_name, at, actor)
    select m.id, 'raise', null, 'open', m.statement, s.agency, s.by_name, ${at}::timestamptz, s.actor
    from made m join ${pairs} on x."recordId" = m.record_id join disputes c on c.record_id = x."of"
      and c.state = 'open' cross join lateral ${last('dispute_steps', 'dispute_id')} s`);
};
