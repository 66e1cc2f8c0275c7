import { dayOf } from '../../kernel/day.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { listAskableUnits } from './complaint.store.ts';

export const listUnitsToAsk = (ctx: Ctx) => {
  permit(ctx, 'complaint.ask');
  return listAskableUnits(ctx.db, dayOf(ctx.clock.now()));
};
