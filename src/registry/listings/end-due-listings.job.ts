import { asJob, type Job } from '../../platform/schedule/job.ts';
import { expireListings } from './expire-listings.ts';
import { liftDueMeasures } from './lift-due-measures.ts';

// Just after midnight in China; a restart goes on with what is still due. Terms before measures: with the term both end.
export const endDueListingsJob: Job = {
  name: 'end-due-listings',
  cron: '5 0 * * *',
  missed: 'once',
  run: async (deps) => {
    const ctx = asJob(deps, 'end-due-listings');
    for (let ended = 1; ended > 0; ) ended = await expireListings(ctx);
    for (let lifted = 1; lifted > 0; ) lifted = await liftDueMeasures(ctx);
  },
};
