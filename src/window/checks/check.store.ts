import { and, asc, desc, eq, getTableColumns, gt, or, sql } from 'drizzle-orm';
import { agencies } from '../../access/agencies/agency.table.ts';
import type { Day } from '../../kernel/day.ts';
import { columnSet, type Db, json, type Param, rows } from '../../platform/door/db.ts';
import { utcMillis, utcSeconds } from '../../platform/door/utc-text.ts';
import type { TextSeal } from '../../platform/keys/sealed-text.ts';
import { isRetainedOn } from '../../registry/records/retention.ts';
import { checkConfirmations, checkRecalls, checkRechecks, checks } from './check.table.ts';
import type { CheckRow } from './check-row.rules.ts';
import { filedCheck } from './filed-check.rules.ts';

const kept = columnSet({
  no: 'text',
  verifyCode: 'text',
  agencyId: 'int',
  actor: 'text',
  subjectId: 'bigint',
  subject: 'json',
  matter: 'text',
  purpose: 'text',
  caseNo: 'text',
  outcome: 'text',
  reasons: 'json',
  facts: 'json',
  ruleSetVersion: 'int',
  decidedAt: 'timestamptz',
});
const grounded = columnSet({ ground: 'text', checkNo: 'text' }, kept.next);
const KEEP = `with kept as (
      insert into checks (no, verify_code, agency_id, actor, subject_id, subject, matter, purpose, case_no,
        outcome, reasons, facts, rule_set_version, decided_at)
      select * from ${kept.from}),
    grounded as (insert into check_grounds (ground, check_no) select distinct * from ${grounded.from})`;

// Keeps a group of decisions with their grounds, as the first part of a statement that also writes their
// audit lines.
export const keepChecks = (vault: TextSeal, list: readonly CheckRow[]): { text: string; params: Param[] } => {
  const grounds = list.flatMap(({ no, reasons }) =>
    reasons.flatMap(({ ground }) => (ground ? [{ ground, checkNo: no }] : [])),
  );
  const filed = list.map((row) => filedCheck(vault, row));
  return { text: KEEP, params: [...kept.params(filed), ...grounded.params(grounds)] };
};

// The catalogues that the rule set of a check reads, in the order of its rules.
const lists = sql<string[] | null>`(
  select json_agg(coalesce(x.rule->>'list', x.rule->>'catalog') order by x.place)
  from rule_sets s cross join lateral jsonb_array_elements(s.content->'rules') with ordinality x(rule, place)
  where s.version = ${checks.ruleSetVersion} and x.rule->>'kind' in ('listing', 'record'))`;
const columns = { ...getTableColumns(checks), lists, decidedAt: utcMillis(checks.decidedAt) };

export const findCheck = async (db: Db, no: string) =>
  (
    await db
      .select({
        ...columns,
        agencyName: agencies.name,
        choice: checkConfirmations.choice,
        note: checkConfirmations.note,
        confirmedBy: checkConfirmations.by,
        // Null where nobody has confirmed yet.
        confirmedAt: sql<string | null>`${utcSeconds(checkConfirmations.at)}`,
      })
      .from(checks)
      .innerJoin(agencies, eq(agencies.id, checks.agencyId))
      .leftJoin(checkConfirmations, eq(checkConfirmations.checkNo, checks.no))
      .where(eq(checks.no, no))
  )[0];

type Page = { agencyId: number | null; before: readonly [string, string] | undefined; limit: number };

export const listCheckRows = async (db: Db, { agencyId, before, limit }: Page): Promise<CheckRow[]> =>
  db
    .select(columns)
    .from(checks)
    .where(
      and(
        agencyId === null ? undefined : eq(checks.agencyId, agencyId),
        before && sql`(${checks.decidedAt}, ${checks.no}) < (${before[0]}::timestamptz, ${before[1]}::text)`,
      ),
    )
    .orderBy(desc(checks.decidedAt), desc(checks.no))
    .limit(limit);

export const checksAfter = async (db: Db, no: string, limit: number): Promise<CheckRow[]> =>
  db.select(columns).from(checks).where(gt(checks.no, no)).orderBy(asc(checks.no)).limit(limit);

// Finds the grounds that may no longer be shown: repaired, revoked, withdrawn or past retention.
export const fallenGrounds = async (
  db: Db,
  grounds: readonly string[],
  today: Day,
): Promise<ReadonlySet<string>> => {
  if (grounds.length === 0) return new Set();
  const asked = grounds.map((ground) => ({ kind: ground.split(':')[0], id: Number(ground.split(':')[1]) }));
  const found = await rows<{ ground: string }>(
    db,
    sql`select g.kind || ':' || g.id as ground
      from jsonb_to_recordset(${json(asked)}::text::jsonb) g(kind text, id bigint)
    where (g.kind = 'listing' and exists (
        select 1 from listings l join records r on r.id = l.record_id
        where l.id = g.id and (l.state in ('repaired', 'revoked') or r.state = 'archived'
          or not ${isRetainedOn('r', today)})))
      or (g.kind = 'record' and exists (
        select 1 from records r
        where r.id = g.id and (r.state in ('repaired', 'withdrawn', 'archived', 'refused')
          or not ${isRetainedOn('r', today)})))`,
  );
  return new Set(found.map(({ ground }) => ground));
};

// Counts, for each catalogue that was too old, the checks since an instant that are a review for nothing
// else.
export const countTurnedChecks = (db: Db, since: string) =>
  rows<{ catalog: string; count: number }>(
    db,
    sql`select r.reason ->> 'list' as catalog, count(distinct c.no)::int as count
    from checks c cross join lateral json_array_elements(c.reasons) r(reason)
    where c.decided_at >= ${since}::timestamptz and c.outcome = 'review'
      and r.reason ->> 'code' = 'feed.stale'
      and r.reason ->> 'list' is not null and not exists (
        select 1 from json_array_elements(c.reasons) o(reason) where o.reason ->> 'code' <> 'feed.stale')
    group by 1 order by 2 desc, 1`,
  );

export const isRecalled = async (db: Db, no: string): Promise<boolean> =>
  (
    await db
      .select({ no: checkRecalls.checkNo })
      .from(checkRecalls)
      .where(eq(checkRecalls.checkNo, no))
      .limit(1)
  ).length > 0;

export const insertRecheck = (db: Db, link: { no: string; of: string; at: string }) =>
  db.insert(checkRechecks).values({ checkNo: link.no, ofNo: link.of, at: link.at });

// The check that this one repeats, and those that repeat it.
export const recheckLinks = async (db: Db, no: string): Promise<{ of: string | null; by: string[] }> => {
  const found = await db
    .select()
    .from(checkRechecks)
    .where(or(eq(checkRechecks.checkNo, no), eq(checkRechecks.ofNo, no)))
    .orderBy(asc(checkRechecks.at), asc(checkRechecks.checkNo));
  return {
    of: found.find(({ checkNo }) => checkNo === no)?.ofNo ?? null,
    by: found.filter(({ ofNo }) => ofNo === no).map(({ checkNo }) => checkNo),
  };
};

// Gives nothing when somebody has confirmed the check before.
export const insertConfirmation = async (db: Db, row: typeof checkConfirmations.$inferInsert) =>
  (await db.insert(checkConfirmations).values(row).onConflictDoNothing().returning())[0];
