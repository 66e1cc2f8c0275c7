import { sealLinesJob } from './audit/seal-lines.job.ts';
import { recallChecksJob } from './checks/recall-checks.job.ts';
import { forgetAnswersJob } from './platform/forget-answers.job.ts';
import type { Job } from './platform/job.ts';

// Every job, once. The platform's only timer is '* * * * *', which calls runDue.
export const jobs: readonly Job[] = [sealLinesJob, recallChecksJob, forgetAnswersJob];
