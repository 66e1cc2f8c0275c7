import { permit } from '../platform/act.ts';
import type { Ctx } from '../platform/deps.ts';
import { RuleSet } from './rule-set.schema.ts';
import { listRuleSets as readRuleSets } from './rulebook.store.ts';

export const listRuleSets = async (ctx: Ctx) => {
  permit(ctx, 'rule-set.list');
  const found = await readRuleSets(ctx.db);
  return {
    items: found.map((row) => ({
      version: row.version,
      effectiveFrom: row.effective_from,
      draftedBy: row.drafted_by,
      approvedBy: row.approved_by,
      content: RuleSet.parse(row.content),
    })),
    next: null,
  };
};
