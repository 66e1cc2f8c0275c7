import type { Job } from './platform/job.ts';

// Every job, once. The platform's only timer is '* * * * *', which calls runDue.
export const jobs: readonly Job[] = [];
