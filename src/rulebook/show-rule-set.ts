import { permit } from '../platform/act.ts';
import type { Ctx } from '../platform/deps.ts';
import { knownRuleSet } from './known-rule-set.step.ts';

export const showRuleSet = async (ctx: Ctx, version: number) => {
  permit(ctx, 'rule-set.list');
  const { row, shown } = await knownRuleSet(ctx, ctx.db, version);
  return { ...shown, revision: row.revision };
};
