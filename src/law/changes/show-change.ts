import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { stampOf } from '../rulebook/known-rule-set.ts';
import { mayApproveChange } from './change.rules.ts';
import { changeOut } from './change-out.ts';
import { knownChange } from './known-change.ts';

export const showChange = async (ctx: Ctx, id: string) => {
  permit(ctx, 'change.list');
  const row = await knownChange(ctx.db, id);
  const isOwn = !mayApproveChange({ by: row.draftedBy, agencyId: row.drafterAgencyId }, stampOf(ctx)).ok;
  return { ...changeOut(row), isOwn };
};
