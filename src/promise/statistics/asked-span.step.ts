import { reachOf } from '../../access/reach.rules.ts';
import { type Day, dayOf } from '../../kernel/day.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { Span } from './promise-move.store.ts';

type Asked = { from?: string | undefined; to?: string | undefined };

/** The days that are asked for, as far as the asker sees; by default this month until today. */
export const askedSpan = (ctx: Ctx, { from, to }: Asked): Span => {
  const today = dayOf(ctx.clock.now());
  return {
    from: (from ?? `${(to ?? today).slice(0, 7)}-01`) as Day,
    to: (to ?? today) as Day,
    agencyId: reachOf(ctx.actor, 'promise-statistics.read'),
  };
};
