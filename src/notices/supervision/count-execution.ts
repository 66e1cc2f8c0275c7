import { reachOf } from '../../access/reach.rules.ts';
import { type Day, dayOf } from '../../kernel/day.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { countExecutionBetween } from './execution-count.store.ts';

// How each department answered the notices of a period; the default is this year.
export const countExecution = async (ctx: Ctx, query: { from?: string; to?: string }) => {
  permit(ctx, 'supervision.read');
  const today: Day = dayOf(ctx.clock.now());
  const { from = `${today.slice(0, 4)}-01-01`, to = today } = query;
  const agencyId = reachOf(ctx.actor, 'supervision.read');
  const items = await countExecutionBetween(ctx.db, { from, to, today, agencyId });
  return { from, to, items };
};
