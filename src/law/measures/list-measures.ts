import { dayOf } from '../../kernel/day.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findMeasures, type MeasureFilter } from './measure.store.ts';

export const listMeasures = (ctx: Ctx, query: MeasureFilter = {}) => {
  permit(ctx, 'measure.list');
  return findMeasures(ctx.db, dayOf(ctx.clock.now()), query);
};
