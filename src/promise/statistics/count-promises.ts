import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { askedSpan } from './asked-span.step.ts';
import { figuresBy } from './promise-figures.rules.ts';
import { countMoves } from './promise-move.store.ts';
import type { StatisticsQuery } from './statistics.schema.ts';

/** The figures of a span of days, both included. */
export const countPromises = async (ctx: Ctx, query: StatisticsQuery) => {
  permit(ctx, 'promise-statistics.read');
  const span = askedSpan(ctx, query);
  const { items, total } = figuresBy(await countMoves(ctx.db, query.by, span));
  return { from: span.from, to: span.to, by: query.by, items, total };
};
