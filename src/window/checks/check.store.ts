import { sql } from 'drizzle-orm';
import type { Day } from '../../kernel/day.ts';
import { columnSet, type Db, json, type Param, rows } from '../../platform/door/db.ts';
import { isRetainedOn } from '../../registry/records/retention.ts';
import type { CheckRow } from './check-row.rules.ts';

const kept = columnSet({
  no: 'text',
  verify_code: 'text',
  agency_id: 'int',
  actor: 'text',
  subject_id: 'bigint',
  subject: 'json',
  matter: 'text',
  purpose: 'text',
  case_no: 'text',
  outcome: 'text',
  reasons: 'json',
  facts: 'json',
  rule_set_version: 'int',
  decided_at: 'timestamptz',
});
const grounded = columnSet({ ground: 'text', check_no: 'text' }, kept.next);
const KEEP = `with kept as (
      insert into checks (no, verify_code, agency_id, actor, subject_id, subject, matter, purpose, case_no, outcome, reasons, facts,
        rule_set_version, decided_at)
      select * from ${kept.from}),
    grounded as (insert into check_grounds (ground, check_no) select distinct * from ${grounded.from})`;

// Keeps a group of decisions with their grounds, as the first part of a statement that also writes their audit lines.
export const keepChecks = (checks: readonly CheckRow[]): { text: string; params: Param[] } => {
  const grounds = checks.flatMap(({ no, reasons }) =>
    reasons.flatMap(({ ground }) => (ground ? [{ ground, check_no: no }] : [])),
  );
  return { text: KEEP, params: [...kept.params(checks), ...grounded.params(grounds)] };
};

const columns = sql`c.no, c.verify_code, c.agency_id, c.actor, c.subject_id, c.subject, c.matter, c.purpose, c.case_no, c.outcome, c.reasons, c.facts,
  c.rule_set_version, (select json_agg(coalesce(x.rule->>'list', x.rule->>'catalog') order by x.place) from rule_sets s
    cross join lateral jsonb_array_elements(s.content->'rules') with ordinality x(rule, place)
    where s.version = c.rule_set_version and x.rule->>'kind' in ('listing', 'record')) as lists, to_char(c.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as decided_at`;

export type StoredCheck = CheckRow & {
  agency_name: string;
  choice: 'followed' | 'departed' | null;
  note: string | null;
  confirmed_by: string | null;
  confirmed_at: string | null;
};

export const findCheck = async (db: Db, no: string): Promise<StoredCheck | undefined> =>
  (
    await rows<StoredCheck>(
      db,
      sql`select ${columns}, a.name as agency_name, k.choice, k.note, k.by as confirmed_by,
        to_char(k.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as confirmed_at
      from checks c join agencies a on a.id = c.agency_id left join check_confirmations k on k.check_no = c.no where c.no = ${no}`,
    )
  )[0];

export const listCheckRows = (
  db: Db,
  query: { agencyId: number | null; before: readonly [string, string] | undefined; limit: number },
) =>
  rows<CheckRow>(
    db,
    sql`select ${columns} from checks c
    where (${query.agencyId}::int is null or c.agency_id = ${query.agencyId}::int)
      and (${query.before?.[0] ?? null}::timestamptz is null or (c.decided_at, c.no) < (${query.before?.[0] ?? null}::timestamptz, ${query.before?.[1] ?? ''}::text))
    order by c.decided_at desc, c.no desc limit ${query.limit}`,
  );

// Of these grounds, those that may no longer be shown: repaired, revoked, withdrawn or past retention.
export const fallenGrounds = async (
  db: Db,
  grounds: readonly string[],
  today: Day,
): Promise<ReadonlySet<string>> => {
  if (grounds.length === 0) return new Set();
  const asked = grounds.map((ground) => ({ kind: ground.split(':')[0], id: Number(ground.split(':')[1]) }));
  const found = await rows<{ ground: string }>(
    db,
    sql`select g.kind || ':' || g.id as ground from jsonb_to_recordset(${json(asked)}::text::jsonb) g(kind text, id bigint)
    where (g.kind = 'listing' and exists (select 1 from listings l join records r on r.id = l.record_id where l.id = g.id
        and (l.state in ('repaired', 'revoked') or r.state = 'archived' or not ${isRetainedOn('r', today)})))
      or (g.kind = 'record' and exists (select 1 from records r where r.id = g.id
        and (r.state in ('repaired', 'withdrawn', 'archived', 'refused') or not ${isRetainedOn('r', today)})))`,
  );
  return new Set(found.map(({ ground }) => ground));
};

export const isRecalled = async (db: Db, no: string): Promise<boolean> =>
  (await rows(db, sql`select 1 from check_recalls where check_no = ${no} limit 1`)).length > 0;

export const insertRecheck = (db: Db, link: { no: string; of: string; at: string }) =>
  db.execute(
    sql`insert into check_rechecks (check_no, of_no, at) values (${link.no}, ${link.of}, ${link.at}::timestamptz)`,
  );

// Which check this one repeats, and which repeat it.
export const recheckLinks = async (db: Db, no: string): Promise<{ of: string | null; by: string[] }> => {
  const found = await rows<{ check_no: string; of_no: string }>(
    db,
    sql`select check_no, of_no from check_rechecks where check_no = ${no} or of_no = ${no} order by at, check_no`,
  );
  return {
    of: found.find(({ check_no }) => check_no === no)?.of_no ?? null,
    by: found.filter(({ of_no }) => of_no === no).map(({ check_no }) => check_no),
  };
};

export const insertConfirmation = async (
  db: Db,
  row: { no: string; choice: string; note: string | null; by: string; at: string },
) =>
  (
    await rows(
      db,
      sql`insert into check_confirmations (check_no, choice, note, by, at)
      values (${row.no}, ${row.choice}, ${row.note}, ${row.by}, ${row.at}::timestamptz) on conflict do nothing returning check_no`,
    )
  )[0];

export const checksAfter = (db: Db, no: string, limit: number) =>
  rows<CheckRow>(db, sql`select ${columns} from checks c where c.no > ${no} order by c.no limit ${limit}`);
