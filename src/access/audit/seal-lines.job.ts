import type { Job } from '../../platform/schedule/job.ts';
import { sealLines } from './seal-lines.ts';

// Node seals every second besides (node/background.ts); on Workers the minute tick does.
export const sealLinesJob: Job = {
  name: 'seal-lines',
  cron: '* * * * *',
  missed: 'once',
  runsBlind: true,
  run: async (deps) => void (await sealLines(deps)),
};
