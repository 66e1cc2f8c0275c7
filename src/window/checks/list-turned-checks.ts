import { addDays, dayOf } from '../../kernel/day.ts';
import { catalogNames } from '../../law/catalogs/catalog-list.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { countTurnedChecks } from './check.store.ts';

const DAYS = 30;

// How many checks of the last thirty days only a silent feed has turned into a review: what the silence costs
// the windows.
export const listTurnedChecks = async (ctx: Ctx) => {
  permit(ctx, 'freshness.set');
  const since = addDays(dayOf(ctx.clock.now()), -DAYS);
  const found = await countTurnedChecks(ctx.db, `${since}T00:00:00+08:00`);
  return {
    since,
    items: found.map(({ catalog, count }) => ({ catalog, name: catalogNames[catalog] ?? catalog, count })),
  };
};
