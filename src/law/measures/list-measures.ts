import { dayOf } from '../../kernel/day.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findMeasures, type MeasureQuery } from './measure.store.ts';

export const listMeasures = (ctx: Ctx, query: MeasureQuery = {}) => {
  permit(ctx, 'measure.list');
  return findMeasures(ctx.db, dayOf(ctx.clock.now()), query);
};
