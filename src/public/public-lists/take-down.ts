import { dayOf } from '../../kernel/day.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { asJob } from '../../platform/schedule/job.ts';
import { hasLeaving } from './public-change.store.ts';
import { publishRecords } from './publish-records.step.ts';

// Before anything is shown to the public: what was repaired, revoked or has run out goes first, whoever asks and whenever.
export const takeDown = async (ctx: Ctx): Promise<void> => {
  while (await hasLeaving(ctx.db, dayOf(ctx.clock.now()))) {
    const job = asJob(ctx, 'publish-changes');
    const taken = await act(job, 'public-list.publish', async (tx) => {
      const value = await publishRecords({ ctx: job, tx }, { onlyLeaving: true });
      return { value, audit: { records: value }, events: [] };
    });
    if (taken === 0) return;
  }
};
