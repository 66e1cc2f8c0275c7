import { dayOf } from '../../kernel/day.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { listRuleSetRows } from './rule-set.store.ts';
import { ruleSetOut } from './rule-set-out.ts';

export const listRuleSets = async (ctx: Ctx) => {
  permit(ctx, 'rule-set.list');
  const today = dayOf(ctx.clock.now());
  return { items: (await listRuleSetRows(ctx.db, today)).map((row) => ruleSetOut(row, today)), next: null };
};
