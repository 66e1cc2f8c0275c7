import { Problem } from '../../kernel/problems.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { knownRuleSet } from './known-rule-set.ts';
import { diffRuleSets } from './rule-set-diff.rules.ts';

// Without a version to compare with: the one it was drafted on, else the one in force.
export const compareRuleSets = async (ctx: Ctx, version: number, against?: number) => {
  permit(ctx, 'rule-set.list');
  const after = await knownRuleSet(ctx, ctx.db, version);
  const other = against ?? after.row.basedOn ?? after.row.inForce;
  if (other === null) throw new Problem('rule-set.unknown');
  const before = await knownRuleSet(ctx, ctx.db, other);
  return { version, against: other, ...diffRuleSets(before.shown.content, after.shown.content) };
};
