import { dayOf } from '../../kernel/day.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { hasChanges } from './public-change.store.ts';
import { publishRecords } from './publish-records.step.ts';

// Publishes a few records that came, changed or fell due. Gives how many were looked at; 0 means that nothing
// waits.
export const publishChanges = async (ctx: Ctx): Promise<number> => {
  if (!(await hasChanges(ctx.db, dayOf(ctx.clock.now())))) return 0;
  return act(ctx, 'public-list.publish', async (tx) => {
    const value = await publishRecords({ ctx, tx }, { onlyLeaving: false });
    return { value, audit: { records: value }, events: [] };
  });
};
