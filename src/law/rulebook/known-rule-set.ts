import { type Day, dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { namesVersion } from '../../platform/web/entity-tag.rules.ts';
import { findRuleSet } from './rule-set.store.ts';
import type { RuleSetRow } from './rule-set.table.ts';
import { type RuleSetShown, ruleSetOut } from './rule-set-out.ts';

export type KnownRuleSet = { row: RuleSetRow; shown: RuleSetShown; today: Day };

export const knownRuleSet = async (
  ctx: Ctx,
  db: Db,
  version: number,
  ifMatch?: string,
): Promise<KnownRuleSet> => {
  const today = dayOf(ctx.clock.now());
  const row = await findRuleSet(db, version, today);
  if (!row) throw new Problem('rule-set.unknown');
  if (ifMatch !== undefined && !namesVersion(ifMatch, row.revision))
    throw new Problem('rule-set.precondition');
  return { row, shown: ruleSetOut(row, today), today };
};

export const stampOf = (ctx: Ctx) => ({
  by: ctx.actor.by,
  name: ctx.actor.name,
  agencyId: ctx.actor.agency?.id ?? null,
  at: ctx.clock.now().toISOString(),
});
