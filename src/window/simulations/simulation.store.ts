import { sql } from 'drizzle-orm';
import type { Day } from '../../kernel/day.ts';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { type Outcome, outcomesByRank, type Weight } from './weights.rules.ts';

export type Count = { before: Outcome; after: Outcome; count: number };
export type Reason = Count & { code: string };
export type Summary = {
  directions: Count[];
  reasons: Reason[];
  staleFeeds: { before: StaleFeed[]; after: StaleFeed[] };
};
export type StaleFeed = { catalog: string; agency: string; lastGoodOn: string | null };
export type SimulationRow = {
  id: string;
  version: number;
  against: number;
  day: Day;
  at: string;
  subjectCount: number;
  turnCount: number;
  summary: Summary;
  by: string;
  byName: string;
};

const outcomeOf = (rank: string) =>
  sql.raw(`(array[${outcomesByRank.map((word) => `'${word}'`).join(', ')}])[${rank} + 1]`);

// Every subject with a live fact is weighed under both rule sets in one statement: what hits it by itself, what hits the
// operator of its business, and whether its legal representative is listed. Kept are those whose outcome differs, with the
// rules that make the difference. The simulation test holds this against decide() of the check.
export const addTurns = (db: Db, simulationId: string, weights: readonly Weight[], day: Day) =>
  rows(
    db,
    sql`with weight as materialized (
      select w.side = 'before' as is_before, w.kind, w.code, w.source, w.class, w."withinPublicity" as within, w.rank
      from jsonb_to_recordset(${json(weights)}::text::jsonb)
        w(side text, kind text, code text, source text, class text, "withinPublicity" boolean, rank int)),
    listed as materialized (
      select subject_id, list from listings
      where state = 'listed' and kind = 'severe' and listed_on <= ${day}::date and (due_on is null or due_on > ${day}::date)),
    own as materialized (
      select l.subject_id, w.code, w.is_before, w.rank from listed l join weight w on w.kind = 'listing' and w.source = l.list
      union all
      select r.subject_id, w.code, w.is_before, case when r.disputed_at is null then w.rank else 1 end
      from records r join weight w on w.kind = 'record' and w.source = r.catalog and (w.class is null or w.class = r.class)
      where r.state = 'live' and (not w.within or r.published_until > ${day}::date)),
    hits as (
      select subject_id, code, is_before, rank from own
      union all
      select k.subject_id, o.code, o.is_before, o.rank
      from own o join subject_links k on k.related_id = o.subject_id and k.role = 'operator'
      union all
      select k.subject_id, w.code, w.is_before, w.rank from listed l
        join subject_links k on k.related_id = l.subject_id and k.role = 'legal-representative'
        join weight w on w.kind = 'related-listing'
      union all
      select s.id, w.code, w.is_before, w.rank from subjects s join weight w on w.kind = 'dissolved'
      where s.dissolved_on is not null and s.merged_into is null),
    by_code as (
      select subject_id, code, max(rank) filter (where is_before) as before, max(rank) filter (where not is_before) as after
      from hits group by subject_id, code),
    turned as (
      select subject_id, coalesce(max(before), 0) as before, coalesce(max(after), 0) as after,
        string_agg(code, ',' order by code) filter (where before is distinct from after) as codes
      from by_code group by subject_id having coalesce(max(before), 0) <> coalesce(max(after), 0))
    insert into rule_set_turns (simulation_id, subject_id, outcome_before, outcome_after, codes)
    select ${simulationId}::uuid, subject_id, ${outcomeOf('before')}, ${outcomeOf('after')}, codes from turned`,
  );

export const countSubjects = async (db: Db): Promise<number> =>
  Number(
    (
      await rows<{ count: number }>(
        db,
        sql`select count(*)::int as count from (
          select subject_id from records where state = 'live'
          union select subject_id from listings where state = 'listed') s`,
      )
    )[0]?.count ?? 0,
  );

export const countTurns = (db: Db, simulationId: string) =>
  rows<Count>(
    db,
    sql`select outcome_before as before, outcome_after as after, count(*)::int as count from rule_set_turns
      where simulation_id = ${simulationId}::uuid group by 1, 2 order by 1, 2`,
  );

export const countTurnReasons = (db: Db, simulationId: string) =>
  rows<Reason>(
    db,
    sql`select t.outcome_before as before, t.outcome_after as after, c.code, count(*)::int as count
      from rule_set_turns t, unnest(string_to_array(t.codes, ',')) c(code)
      where t.simulation_id = ${simulationId}::uuid group by 1, 2, 3 order by 1, 2, 4 desc, 3`,
  );

export const openSimulation = (db: Db, row: Omit<SimulationRow, 'subjectCount' | 'turnCount' | 'summary'>) =>
  db.execute(sql`insert into rule_set_simulations (id, version, against, on_day, at, subject_count, turn_count, summary, by, by_name)
    values (${row.id}::uuid, ${row.version}, ${row.against}, ${row.day}::date, ${row.at}::timestamptz, 0, 0, '{}', ${row.by}, ${row.byName})`);

export const closeSimulation = (
  db: Db,
  row: Pick<SimulationRow, 'id' | 'subjectCount' | 'turnCount' | 'summary'>,
) =>
  db.execute(sql`update rule_set_simulations set subject_count = ${row.subjectCount}, turn_count = ${row.turnCount},
    summary = ${json(row.summary)}::text::jsonb where id = ${row.id}::uuid`);

// Who turned is kept for the day, and of a version's simulations for the last one only; the counts stay.
export const dropOldTurns = (db: Db, version: number, today: Day) =>
  db.execute(sql`delete from rule_set_turns where simulation_id in
    (select id from rule_set_simulations where version = ${version} or on_day < ${today}::date)`);

export const latestSimulation = async (db: Db, version: number): Promise<SimulationRow | undefined> =>
  (
    await rows<SimulationRow>(
      db,
      sql`select id, version, against, on_day as day, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
        subject_count as "subjectCount", turn_count as "turnCount", summary, by, by_name as "byName"
      from rule_set_simulations where version = ${version} order by at desc, id desc limit 1`,
    )
  )[0];

export type TurnRow = {
  subjectId: number;
  kind: string;
  name: string;
  uscc: string | null;
  before: Outcome;
  after: Outcome;
  codes: string;
};

export const findTurns = (
  db: Db,
  simulationId: string,
  page: { before?: string; after?: string; code?: string; above: number; limit: number },
) =>
  rows<TurnRow>(
    db,
    sql`select t.subject_id as "subjectId", s.kind, s.name, t.outcome_before as before, t.outcome_after as after, t.codes,
        (select i.code from subject_identifiers i where i.subject_id = s.id and i.type = 'uscc' and i.code is not null
          order by i.code limit 1) as uscc
      from rule_set_turns t join subjects s on s.id = t.subject_id
      where t.simulation_id = ${simulationId}::uuid and t.subject_id > ${page.above}
        and (${page.before ?? null}::text is null or t.outcome_before = ${page.before ?? null}::text)
        and (${page.after ?? null}::text is null or t.outcome_after = ${page.after ?? null}::text)
        and (${page.code ?? null}::text is null or ${page.code ?? null}::text = any(string_to_array(t.codes, ',')))
      order by t.subject_id limit ${page.limit}`,
  );
