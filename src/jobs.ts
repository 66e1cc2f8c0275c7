import { sealLinesJob } from './audit/seal-lines.job.ts';
import { dropOldOriginalsJob } from './batches/drop-old-originals.job.ts';
import { workBatchesJob } from './batches/work-batches.job.ts';
import { recallChecksJob } from './checks/recall-checks.job.ts';
import { endDueListingsJob } from './listings/end-due-listings.job.ts';
import { buildDigestJob } from './notices/build-digest.job.ts';
import { mendDeliveriesJob } from './notices/mend-deliveries.job.ts';
import { relayEventsJob } from './notices/relay-events.job.ts';
import { sendDeliveriesJob } from './notices/send-deliveries.job.ts';
import { forgetAnswersJob } from './platform/forget-answers.job.ts';
import { forgetSessionsJob } from './platform/forget-sessions.job.ts';
import type { Job } from './platform/job.ts';

// Every job, once. The platform's only timer is '* * * * *', which calls runDue.
export const jobs: readonly Job[] = [
  sealLinesJob,
  recallChecksJob,
  forgetAnswersJob,
  forgetSessionsJob,
  workBatchesJob,
  dropOldOriginalsJob,
  endDueListingsJob,
  relayEventsJob,
  sendDeliveriesJob,
  buildDigestJob,
  mendDeliveriesJob,
];
