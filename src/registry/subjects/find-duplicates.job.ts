import { asJob, type Job } from '../../platform/schedule/job.ts';
import { findDuplicates } from './find-duplicates.ts';

export const findDuplicatesJob: Job = {
  name: 'find-duplicates',
  cron: '40 2 * * *',
  missed: 'once',
  run: async (deps) => {
    const ctx = asJob(deps, 'find-duplicates');
    for (let after: number | null = 0; after !== null; ) after = (await findDuplicates(ctx, after)).next;
  },
};
