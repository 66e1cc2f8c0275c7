import { sql } from 'drizzle-orm';
import type { Day } from '../../kernel/day.ts';
import { type Db, json, rows } from '../../platform/door/db.ts';
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
  db.execute(sql`insert into rule_sets (version, content, effective_from, based_on, note, drafted_by,
    drafter_name, drafter_agency_id, created_at)
    values (${set.version}, ${json(set.content)}::text::jsonb, ${set.effectiveFrom}::date, ${set.basedOn},
      ${set.note},
      ${drafter.by}, ${drafter.name}, ${drafter.agencyId}, ${drafter.at}::timestamptz)`);

// Both give false when a colleague was first; a late approval counts from its own day, never from a past one.
export const approveDraft = async (db: Db, version: number, approver: RuleSetStamp & { today: Day }) =>
  (
    await rows(
      db,
      sql`update rule_sets set approved_by = ${approver.by}, approver_name = ${approver.name},
        approved_at = ${approver.at}::timestamptz,
        effective_from = greatest(effective_from, ${approver.today}::date), revision = revision + 1
      where version = ${version} and approved_by is null and withdrawn_at is null returning version`,
    )
  ).length > 0;

export const withdrawRow = async (db: Db, seen: RuleSetRow, by: RuleSetStamp & { reason: string }) =>
  (
    await rows(
      db,
      sql`update rule_sets set withdrawn_by = ${by.by}, withdrawer_name = ${by.name},
        withdrawn_at = ${by.at}::timestamptz, withdrawal_reason = ${by.reason}, revision = revision + 1
      where version = ${seen.version} and revision = ${seen.revision} returning version`,
    )
  ).length > 0;

export const ruleSetVersions = (db: Db) =>
  db.select({ version: ruleSets.version, content: ruleSets.content }).from(ruleSets);
