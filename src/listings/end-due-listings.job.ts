import { asJob, type Job } from '../platform/job.ts';
import { expireListings } from './expire-listings.ts';

// Just after midnight in China; a restart goes on with what is still due.
export const endDueListingsJob: Job = {
  name: 'end-due-listings',
  cron: '5 0 * * *',
  missed: 'once',
  run: async (deps) => {
    const ctx = asJob(deps, 'end-due-listings');
    for (let ended = 1; ended > 0; ) ended = await expireListings(ctx);
  },
};
