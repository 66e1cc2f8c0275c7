import { dayOf } from '../../kernel/day.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { isAnsweredBy } from './agency.store.ts';

// Is the agency that asks the one that determined it, or its successor?
export const answersFor = async (
  { ctx, tx }: { ctx: Ctx; tx: Db },
  determinedBy: number,
): Promise<boolean> => {
  const mine = ctx.actor.agency?.id;
  if (mine === undefined || mine === determinedBy) return mine === determinedBy;
  return isAnsweredBy(tx, { agencyId: mine, today: dayOf(ctx.clock.now()) }, determinedBy);
};
