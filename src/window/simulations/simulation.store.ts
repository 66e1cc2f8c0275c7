import { and, asc, count, desc, eq, getTableColumns, gt, sql } from 'drizzle-orm';
import type { Day } from '../../kernel/day.ts';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { utcMillis } from '../../platform/door/utc-text.ts';
import { businessOf } from '../../registry/records/operated.rules.ts';
import { isNewestRegistration, saidOf } from '../../registry/records/said.rules.ts';
import { subjects } from '../../registry/subjects/subject.table.ts';
import { ruleSetSimulations, ruleSetTurns } from './simulation.table.ts';
import { outcomesByRank, type TurnReason, type WeighedOutcome, type Weight } from './weights.rules.ts';

export type SimulationRow = typeof ruleSetSimulations.$inferSelect;

const outcomeOf = (rank: string) =>
  sql.raw(`(array[${outcomesByRank.map((word) => `'${word}'`).join(', ')}])[${rank} + 1]`);

// Every subject with a live fact is weighed under both rule sets in one statement: what hits it by itself,
// what hits the operator of its business or his business, and whether its legal representative is listed.
// Kept are those whose outcome differs, with the rules that make the difference. A doubtful subject is
// reviewed under any rules. The simulation test holds this against decide() of the check.
export const addTurns = (db: Db, simulationId: string, weights: readonly Weight[], day: Day) =>
  rows(
    db,
    sql`with weight as materialized (
      select w.side = 'before' as is_before, w.kind, w.code, w.source, w.class,
        w."withinPublicity" as within, w.said, w.rank
      from jsonb_to_recordset(${json(weights)}::text::jsonb)
        w(side text, kind text, code text, source text, class text, said text, "withinPublicity" boolean,
          rank int)),
    listed as materialized (
      select subject_id, list, stayed_at is not null or exists (select from records r where r.id = record_id
        and r.held_removal is not null) as is_stayed from listings
      where state = 'listed' and kind = 'severe' and listed_on <= ${day}::date
        and (due_on is null or due_on > ${day}::date)),
    own as materialized (
      select l.subject_id, w.code, w.is_before, case when l.is_stayed then least(w.rank, 1) else w.rank end,
        false as is_state
      from listed l join weight w on w.kind = 'listing' and w.source = l.list
      union all
      select r.subject_id, w.code, w.is_before, case when r.disputed_at is not null then 1
        when r.stayed_at is not null or r.held_removal is not null then least(w.rank, 1) else w.rank end,
        r.catalog = 'registration'
      from records r join weight w
        on w.kind = 'record' and w.source = r.catalog and (w.class is null or w.class = r.class)
          and (w.said is null or w.said = ${sql.raw(saidOf('r'))})
      where r.state = 'live' and ${sql.raw(isNewestRegistration('r'))}
        and (not w.within or r.published_until > ${day}::date)),
    doubted as materialized (
      select distinct coalesce(s.merged_into, s.id) as id
      from merge_candidates c
        cross join lateral (values (c.first_id, c.second_id), (c.second_id, c.first_id)) x(id, other)
        join subjects s on s.id = x.id join subjects o on o.id = x.other
      where c.state = 'open' and coalesce(s.merged_into, s.id) <> coalesce(o.merged_into, o.id)),
    hits as (
      select subject_id, code, is_before, rank from own
      union all
      select k.subject_id, o.code, o.is_before, o.rank
      from own o join subject_links k on k.related_id = o.subject_id and k.role = 'operator'
        and k.until_on is null
      union all
      select k.related_id, o.code, o.is_before,
        case ${sql.raw(businessOf('k'))} when 'business' then o.rank else least(o.rank, 1) end
      from own o join subject_links k on k.subject_id = o.subject_id and k.role = 'operator'
        and k.until_on is null
      where not o.is_state
      union all
      select k.subject_id, w.code, w.is_before, case when l.is_stayed then least(w.rank, 1) else w.rank end
        from listed l
        join subject_links k on k.related_id = l.subject_id and k.role = 'legal-representative'
          and k.until_on is null
        join weight w on w.kind = 'related-listing'
      union all
      select s.id, w.code, w.is_before, w.rank from subjects s join weight w on w.kind = 'dissolved'
      where s.dissolved_on is not null and s.merged_into is null
      union all
      select d.id, 'subject.uncertain', v.is_before, 1 from doubted d
        cross join (values (true), (false)) v(is_before)
      union all
      select k.subject_id, 'subject.uncertain', v.is_before, 1 from doubted d
        join subject_links k on k.related_id = d.id and k.role = 'operator' and k.until_on is null
        cross join (values (true), (false)) v(is_before)),
    by_code as (
      select subject_id, code, max(rank) filter (where is_before) as before,
        max(rank) filter (where not is_before) as after
      from hits group by subject_id, code),
    turned as (
      select subject_id, coalesce(max(before), 0) as before, coalesce(max(after), 0) as after,
        string_agg(code, ',' order by code) filter (where before is distinct from after) as codes
      from by_code group by subject_id having coalesce(max(before), 0) <> coalesce(max(after), 0))
    insert into rule_set_turns (simulation_id, subject_id, outcome_before, outcome_after, codes)
    select ${simulationId}::uuid, subject_id, ${outcomeOf('before')}, ${outcomeOf('after')}, codes
      from turned`,
  );

export const countSubjects = async (db: Db): Promise<number> =>
  (
    await rows<{ count: number }>(
      db,
      sql`select count(*)::int as count from (
        select subject_id from records where state = 'live'
        union
        select subject_id from listings where state = 'listed') s`,
    )
  )[0]?.count ?? 0;

export const countTurns = async (db: Db, simulationId: string) =>
  db
    .select({ before: ruleSetTurns.outcomeBefore, after: ruleSetTurns.outcomeAfter, count: count() })
    .from(ruleSetTurns)
    .where(eq(ruleSetTurns.simulationId, simulationId))
    .groupBy(ruleSetTurns.outcomeBefore, ruleSetTurns.outcomeAfter)
    .orderBy(asc(ruleSetTurns.outcomeBefore), asc(ruleSetTurns.outcomeAfter));

export const countTurnReasons = (db: Db, simulationId: string) =>
  rows<TurnReason>(
    db,
    sql`select t.outcome_before as before, t.outcome_after as after, c.code, count(*)::int as count
    from rule_set_turns t, unnest(string_to_array(t.codes, ',')) c(code)
    where t.simulation_id = ${simulationId}::uuid
    group by 1, 2, 3 order by 1, 2, 4 desc, 3`,
  );

export type OpenedSimulation = Omit<SimulationRow, 'subjectCount' | 'turnCount' | 'summary'>;

export const openSimulation = (db: Db, row: OpenedSimulation) =>
  db.insert(ruleSetSimulations).values({
    ...row,
    subjectCount: 0,
    turnCount: 0,
    summary: { directions: [], reasons: [], staleFeeds: { before: [], after: [] } },
  });

export const closeSimulation = (
  db: Db,
  { id, ...counted }: Pick<SimulationRow, 'id' | 'subjectCount' | 'turnCount' | 'summary'>,
) => db.update(ruleSetSimulations).set(counted).where(eq(ruleSetSimulations.id, id));

// The subjects that turned are kept for the day, and only for the last simulation of a version; the counts
// stay.
export const dropOldTurns = (db: Db, version: number, today: Day) =>
  db.execute(sql`delete from rule_set_turns where simulation_id in (
    select id from rule_set_simulations where version = ${version} or on_day < ${today}::date)`);

export const latestSimulation = async (db: Db, version: number): Promise<SimulationRow | undefined> =>
  (
    await db
      .select({ ...getTableColumns(ruleSetSimulations), at: utcMillis(ruleSetSimulations.at) })
      .from(ruleSetSimulations)
      .where(eq(ruleSetSimulations.version, version))
      .orderBy(desc(ruleSetSimulations.at), desc(ruleSetSimulations.id))
      .limit(1)
  )[0];

export type TurnRow = {
  subjectId: number;
  kind: string;
  name: string;
  uscc: string | null;
  before: WeighedOutcome;
  after: WeighedOutcome;
  codes: string;
};
type TurnPage = {
  before?: WeighedOutcome | undefined;
  after?: WeighedOutcome | undefined;
  code?: string | undefined;
  above: number;
  limit: number;
};

const usccOf = sql<string | null>`(
  select i.code from subject_identifiers i
  where i.subject_id = ${subjects.id} and i.type = 'uscc' and i.code is not null
  order by i.code limit 1)`;

export const findTurns = async (
  db: Db,
  simulationId: string,
  { before, after, code, above, limit }: TurnPage,
): Promise<TurnRow[]> =>
  db
    .select({
      subjectId: ruleSetTurns.subjectId,
      kind: subjects.kind,
      name: subjects.name,
      uscc: usccOf,
      before: ruleSetTurns.outcomeBefore,
      after: ruleSetTurns.outcomeAfter,
      codes: ruleSetTurns.codes,
    })
    .from(ruleSetTurns)
    .innerJoin(subjects, eq(subjects.id, ruleSetTurns.subjectId))
    .where(
      and(
        eq(ruleSetTurns.simulationId, simulationId),
        gt(ruleSetTurns.subjectId, above),
        before && eq(ruleSetTurns.outcomeBefore, before),
        after && eq(ruleSetTurns.outcomeAfter, after),
        code === undefined
          ? undefined
          : sql`${code}::text = any(string_to_array(${ruleSetTurns.codes}, ','))`,
      ),
    )
    .orderBy(asc(ruleSetTurns.subjectId))
    .limit(limit);
