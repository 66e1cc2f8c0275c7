import { asJob, type Job } from '../../platform/schedule/job.ts';
import { completeRepairs } from '../../remedy/repairs/complete-repairs.ts';
import { hasSyncingRepairs, liftConfirmations } from './lift-confirmation.store.ts';

// A repair works at its grant; here it is only found out who has yet to confirm. Notices know who was told, so they ask.
export const settleRepairsJob: Job = {
  name: 'settle-repairs',
  cron: '* * * * *',
  missed: 'once',
  run: async (deps) => {
    if (!(await hasSyncingRepairs(deps.db))) return;
    const confirmations = await liftConfirmations(deps.db);
    if (confirmations.length > 0) await completeRepairs(asJob(deps, 'settle-repairs'), confirmations);
  },
};
