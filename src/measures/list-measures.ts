import { dayOf } from '../kernel/day.ts';
import { permit } from '../platform/act.ts';
import type { Ctx } from '../platform/deps.ts';
import { measuresOn } from './measure.store.ts';

export const listMeasures = (ctx: Ctx) => {
  permit(ctx, 'measure.list');
  return measuresOn(ctx.db, dayOf(ctx.clock.now()));
};
