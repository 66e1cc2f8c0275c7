import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { knownRuleSet, stampOf } from './known-rule-set.ts';
import { mayApprove } from './rule-set.rules.ts';

export const showRuleSet = async (ctx: Ctx, version: number) => {
  permit(ctx, 'rule-set.list');
  const { row, shown } = await knownRuleSet(ctx, ctx.db, version);
  const drafter = { by: row.draftedBy, agencyId: row.drafterAgencyId };
  const isOwn = !mayApprove(drafter, stampOf(ctx)).ok;
  return { ...shown, revision: row.revision, isOwn };
};
