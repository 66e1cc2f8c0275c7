import { asJob, type Job } from '../../platform/schedule/job.ts';
import { hasNewNotices, hasOpenDuties, hasProvisionalTerms } from './duty.store.ts';
import { reckonDuties } from './reckon-duties.ts';

// Beside the relay, never in its way: what departments owe is counted in days.
export const reckonDutiesJob: Job = {
  name: 'reckon-duties',
  cron: '* * * * *',
  missed: 'once',
  run: async (deps, slot) => {
    const ctx = asJob(deps, 'reckon-duties');
    while (await hasNewNotices(deps.db)) await reckonDuties(ctx, 'new');
    const minute = slot.getUTCMinutes();
    if (minute % 10 === 0 && (await hasOpenDuties(deps.db)))
      await reckonDuties(ctx, minute === 30 ? 'open' : 'unsigned');
    if (minute === 30 && (await hasProvisionalTerms(deps.db))) await reckonDuties(ctx, 'provisional');
  },
};
