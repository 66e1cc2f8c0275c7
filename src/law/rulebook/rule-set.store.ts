import { sql } from 'drizzle-orm';
import type { Day } from '../../kernel/day.ts';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { addGuarded, changeGuarded } from '../../platform/door/guarded-rows.ts';
import { holdLock } from '../../platform/door/named-locks.ts';
import { numberFloorSql } from '../../platform/running/number-floor.rules.ts';
import { type NewRuleSet, type RuleSetRow, ruleSets } from './rule-set.table.ts';

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const columns =
  sql.raw(`version, revision, content, effective_from as "effectiveFrom", based_on as "basedOn", note,
  drafted_by as "draftedBy", drafter_name as "drafterName", drafter_agency_id as "drafterAgencyId",
  ${instant('created_at')} as "draftedAt", approved_by as "approvedBy", approver_name as "approverName",
  ${instant('approved_at')} as "approvedAt", withdrawn_by as "withdrawnBy",
    withdrawer_name as "withdrawerName",
  ${instant('withdrawn_at')} as "withdrawnAt", withdrawal_reason as "withdrawalReason"`);

export const listRuleSetRows = (db: Db, today: Day) =>
  rows<RuleSetRow>(
    db,
    sql`select ${columns}, rule_set_in_force(${today}::date) as "inForce" from rule_sets
      order by version desc`,
  );

export const findRuleSet = async (db: Db, version: number, today: Day): Promise<RuleSetRow | undefined> =>
  (
    await rows<RuleSetRow>(
      db,
      sql`select ${columns}, rule_set_in_force(${today}::date) as "inForce" from rule_sets
        where version = ${version}`,
    )
  )[0];

export const versionInForce = async (db: Db, today: Day): Promise<number | null> =>
  (await rows<{ version: number | null }>(db, sql`select rule_set_in_force(${today}::date) as version`))[0]
    ?.version ?? null;

// Versions are given one by one: two registrars who draft at once get two numbers.
export const nextVersion = async (db: Db): Promise<number> => {
  await holdLock(db, 'rule-sets');
  const [row] = await rows<{ next: number }>(
    db,
    sql`select greatest(max(version), ${sql.raw(numberFloorSql('rule-set'))}) + 1 as next from rule_sets`,
  );
  return row?.next ?? 1;
};

export type RuleSetStamp = { by: string; name: string; agencyId: number | null; at: string };

export const insertRuleSet = (db: Db, set: NewRuleSet, drafter: RuleSetStamp) =>
  addGuarded(
    db,
    'rule_sets',
    sql`${json([
      {
        ...{ version: set.version, content: set.content, effective_from: set.effectiveFrom },
        ...{ based_on: set.basedOn, note: set.note, drafted_by: drafter.by, drafter_name: drafter.name },
        ...{ drafter_agency_id: drafter.agencyId, created_at: drafter.at, revision: 1 },
      },
    ])}::text::jsonb`,
  );

// Both give false when a colleague was first; a late approval counts from its own day, never from a past one.
export const approveDraft = async (db: Db, version: number, approver: RuleSetStamp & { today: Day }) =>
  (await changeGuarded(
    db,
    'rule_sets',
    sql`select jsonb_build_object('version', version, 'revision', revision) as key,
      jsonb_build_object('approved_by', ${approver.by}::text, 'approver_name', ${approver.name}::text,
        'approved_at', ${approver.at}::timestamptz,
        'effective_from', greatest(effective_from, ${approver.today}::date), 'revision', revision + 1) as patch
    from rule_sets where version = ${version} and approved_by is null and withdrawn_at is null`,
  )) > 0;

export const withdrawRow = async (db: Db, seen: RuleSetRow, by: RuleSetStamp & { reason: string }) =>
  (await changeGuarded(
    db,
    'rule_sets',
    sql`select jsonb_build_object('version', version, 'revision', revision) as key,
      jsonb_build_object('withdrawn_by', ${by.by}::text, 'withdrawer_name', ${by.name}::text,
        'withdrawn_at', ${by.at}::timestamptz, 'withdrawal_reason', ${by.reason}::text,
        'revision', revision + 1) as patch
    from rule_sets where version = ${seen.version} and revision = ${seen.revision}`,
  )) > 0;

export const ruleSetVersions = (db: Db) =>
  db.select({ version: ruleSets.version, content: ruleSets.content }).from(ruleSets);
