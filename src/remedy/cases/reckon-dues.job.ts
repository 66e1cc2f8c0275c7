import { asJob, type Job } from '../../platform/schedule/job.ts';
import { hasProvisionalDues } from './case.store.ts';
import { reckonDues } from './reckon-dues.ts';

export const reckonDuesJob: Job = {
  name: 'reckon-dues',
  cron: '10 * * * *',
  missed: 'once',
  run: async (deps) => {
    if (await hasProvisionalDues(deps.db)) await reckonDues(asJob(deps, 'reckon-dues'));
  },
};
