import type { Job } from '../schedule/job.ts';
import { verifyIndex } from './verify-index.ts';

export const verifyIndexJob: Job = {
  name: 'verify-index',
  cron: '20 3 * * *',
  missed: 'once',
  runsBlind: true,
  run: async (deps) => void (await verifyIndex(deps)),
};
