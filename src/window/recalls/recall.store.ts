import { and, desc, eq, getTableColumns, lt, sql } from 'drizzle-orm';
import { WITHDRAWN } from '../../law/rulebook/removal-grounds.ts';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { utcMillis, utcSeconds } from '../../platform/door/utc-text.ts';
import { checkRecalls, checks } from '../checks/check.table.ts';
import type { CheckRow } from '../checks/check-row.rules.ts';

// until: the end of a dispute, after which the record says what is right. flag: an answer that bears it has
// said so itself.
const fallen = sql`
  select 'listing:' || id as ground, case when state = 'revoked' then 'revoked' else 'disputed' end as why,
      null::timestamptz as until, case when state <> 'revoked' then 'isDisputed' end as flag
    from listings where state = 'revoked' or disputed_at is not null
  union all
  select 'listing:' || id, 'withdrawn', null, null from listings
    where state = 'repaired' and removal_ground = ${WITHDRAWN}
  union all
  select 'record:' || id, case when state <> 'withdrawn' then 'disputed' when exists (select 1
        from fallen_decisions d where d.record_id = r.id and d.restored_at is null) then 'revoked'
      else 'withdrawn' end, null, case when state <> 'withdrawn' then 'isDisputed' end
    from records r where state = 'withdrawn' or disputed_at is not null
  union all
  select 'listing:' || id, 'stayed', null, 'isStayed' from listings where stayed_at is not null
  union all
  select 'record:' || id, 'stayed', null, 'isStayed' from records where stayed_at is not null
  union all
  select x.ground, 'upheld', (select max(s.at) from dispute_steps s
      where s.dispute_id = d.id and s.to_state = 'upheld'), null from disputes d
    cross join lateral (values ('record:' || d.record_id), ('listing:' || d.listing_id)) x(ground)
    where d.state = 'upheld' and d.effect in ('correct', 'stop') and x.ground is not null`;

const standing = sql`(${fallen}) f join check_grounds g on g.ground = f.ground
  join checks c on c.no = g.check_no
    and (f.until is null or c.decided_at <= f.until)
  where not exists (select 1 from check_recalls r
      where r.check_no = g.check_no and r.ground = g.ground
        and (r.why = f.why or (f.why = 'withdrawn' and r.why = 'revoked')))
    and not exists (select 1 from json_array_elements(c.reasons) x(reason)
      where x.reason ->> 'ground' = g.ground and (x.reason ->> f.flag)::boolean)`;

export const hasRecalls = async (db: Db): Promise<boolean> =>
  (await rows(db, sql`select 1 from ${standing} limit 1`)).length > 0;

export const insertRecalls = async (db: Db, at: string): Promise<string[]> => {
  const added = await rows<{ checkNo: string }>(
    db,
    sql`insert into check_recalls (check_no, agency_id, ground, why, at)
    select g.check_no, c.agency_id, g.ground, f.why, ${at}::timestamptz from ${standing}
    on conflict do nothing returning check_no as "checkNo"`,
  );
  return added.map(({ checkNo }) => checkNo);
};

export const findJudged = (db: Db, nos: readonly string[]): Promise<CheckRow[]> =>
  db
    .select({ ...getTableColumns(checks), decidedAt: utcMillis(checks.decidedAt) })
    .from(checks)
    .where(sql`${checks.no} in (select x.value from jsonb_array_elements_text(${json(nos)}::text::jsonb) x)`)
    .orderBy(checks.no);

export type NewRecall = Pick<
  typeof checkRecalls.$inferInsert,
  'checkNo' | 'agencyId' | 'ground' | 'why' | 'outcome'
>;

// A ground whose fall was told by itself is told once.
export const insertDiffering = async (db: Db, list: readonly NewRecall[], at: string): Promise<string[]> => {
  const added = await rows<{ checkNo: string }>(
    db,
    sql`insert into check_recalls (check_no, agency_id, ground, why, outcome, at)
    select x."checkNo", x."agencyId", x.ground, x.why, x.outcome, ${at}::timestamptz
    from jsonb_to_recordset(${json(list.map((recall, place) => ({ ...recall, place })))}::text::jsonb)
      x("checkNo" text, "agencyId" int, ground text, why text, outcome text, place int)
    where not exists (select 1 from check_recalls r where r.check_no = x."checkNo" and r.ground = x.ground
      and r.why in ('revoked', 'withdrawn', 'upheld'))
    order by x.place on conflict do nothing returning check_no as "checkNo"`,
  );
  return [...new Set(added.map(({ checkNo }) => checkNo))];
};

export const listRecallRows = async (
  db: Db,
  query: { agencyId: number; before: number | null; limit: number },
) =>
  db
    .select({
      id: checkRecalls.id,
      checkNo: checkRecalls.checkNo,
      why: checkRecalls.why,
      outcomeBefore: checks.outcome,
      outcomeNow: checkRecalls.outcome,
      at: utcSeconds(checkRecalls.at),
    })
    .from(checkRecalls)
    .innerJoin(checks, eq(checks.no, checkRecalls.checkNo))
    .where(
      and(
        eq(checkRecalls.agencyId, query.agencyId),
        query.before === null ? undefined : lt(checkRecalls.id, query.before),
      ),
    )
    .orderBy(desc(checkRecalls.id))
    .limit(query.limit);
