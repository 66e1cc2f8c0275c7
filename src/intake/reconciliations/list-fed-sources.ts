import { reachOf } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { listFeeds, type SourceLine } from './source.store.ts';

// The feeds that the actor may compare: its own, or every one for the registrar.
export const listFedSources = (ctx: Ctx): Promise<SourceLine[]> => {
  permit(ctx, 'reconciliation.show');
  return listFeeds(ctx.db, {
    agencyId: reachOf(ctx.actor, 'reconciliation.show'),
    today: dayOf(ctx.clock.now()),
  });
};
