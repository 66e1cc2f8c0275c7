import { reachOf } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { daysAsked, figuresBy } from './promise-figures.rules.ts';
import { countMoves } from './promise-move.store.ts';
import type { PromiseStatisticsQuery } from './statistics.schema.ts';

export const countPromises = async (ctx: Ctx, query: PromiseStatisticsQuery) => {
  permit(ctx, 'promise-statistics.read');
  const days = daysAsked(query, dayOf(ctx.clock.now()));
  const agencyId = reachOf(ctx.actor, 'promise-statistics.read');
  const { items, total } = figuresBy(await countMoves(ctx.db, query.by, { ...days, agencyId }));
  return { ...days, by: query.by, items, total };
};
