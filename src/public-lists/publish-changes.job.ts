import { asJob, type Job } from '../platform/job.ts';
import { publishChanges } from './publish-changes.ts';

// A tick on Workers may last so long; the next minute goes on.
const LONGEST_RUN_MS = 20_000;

// What must leave has left before anybody is answered (take-down.step.ts); what came or changed follows within the minute.
export const publishChangesJob: Job = {
  name: 'publish-changes',
  cron: '* * * * *',
  missed: 'once',
  run: async (deps) => {
    const ctx = asJob(deps, 'publish-changes');
    const until = deps.clock.now().getTime() + LONGEST_RUN_MS;
    for (let done = 1; done > 0 && deps.clock.now().getTime() < until; ) done = await publishChanges(ctx);
  },
};
