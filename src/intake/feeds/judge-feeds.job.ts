import { asJob, type Job } from '../../platform/schedule/job.ts';
import { judgeNextDay } from './judge-next-day.ts';

// After midnight in China; each day in a transaction of its own, so that a restart goes on with the next.
export const judgeFeedsJob: Job = {
  name: 'judge-feeds',
  cron: '20 0 * * *',
  missed: 'once',
  run: async (deps) => {
    const ctx = asJob(deps, 'judge-feeds');
    for (let more = true; more; ) more = await judgeNextDay(ctx);
  },
};
