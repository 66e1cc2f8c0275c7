import { asJob, type Job } from '../../platform/schedule/job.ts';
import { healLanes } from '../relay/lane.store.ts';
import { holdSubscription } from '../subscriptions/hold-subscription.ts';
import { longFailing } from '../subscriptions/subscription.store.ts';
import { reapLeases } from './delivery.store.ts';

// Leases of dead senders, lanes whose head ended while nobody promoted the next, endpoints silent for five days.
export const mendDeliveriesJob: Job = {
  name: 'mend-deliveries',
  cron: '* * * * *',
  missed: 'once',
  run: async (deps) => {
    await reapLeases(deps.statement);
    if ((await healLanes(deps.statement)) > 0) deps.poke('notices');
    for (const { id } of await longFailing(deps.db))
      await holdSubscription(asJob(deps, 'mend-deliveries'), {
        id,
        to: 'disabled',
        reason: 'silent-for-five-days',
      });
  },
};
