import { asJob, type Job } from '../../platform/schedule/job.ts';
import { endDueRecords } from './end-due-records.ts';

// Just after midnight in China; a restart goes on with what is still due.
export const endDueRecordsJob: Job = {
  name: 'end-due-records',
  cron: '5 0 * * *',
  missed: 'once',
  run: async (deps) => {
    const ctx = asJob(deps, 'end-due-records');
    for (let due = 1; due > 0; ) due = await endDueRecords(ctx);
  },
};
