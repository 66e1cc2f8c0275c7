import { asJob, type Job } from '../platform/job.ts';
import { publishChanges } from './publish-changes.ts';

// What must leave has left before anybody is answered (take-down.step.ts); what came or changed follows within the minute.
export const publishChangesJob: Job = {
  name: 'publish-changes',
  cron: '* * * * *',
  missed: 'once',
  run: async (deps) => {
    const ctx = asJob(deps, 'publish-changes');
    for (let done = 1; done > 0; ) done = await publishChanges(ctx);
  },
};
