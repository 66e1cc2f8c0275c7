import { operatorActor } from '../../platform/door/actor.ts';
import type { Job } from '../../platform/schedule/job.ts';
import { hasRecalls } from './recall.store.ts';
import { recallChecks } from './recall-checks.ts';

export const recallChecksJob: Job = {
  name: 'recall-checks',
  cron: '*/5 * * * *',
  missed: 'once',
  run: async (deps) => {
    if (await hasRecalls(deps.db))
      await recallChecks({ ...deps, actor: operatorActor('job:recall-checks'), requestId: deps.newId() });
  },
};
