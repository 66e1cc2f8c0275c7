import { sealLinesJob } from './access/audit/seal-lines.job.ts';
import { pollDropSourcesJob } from './intake/drop-sources/poll-drop-sources.job.ts';
import { judgeFeedsJob } from './intake/feeds/judge-feeds.job.ts';
import { dropOldOriginalsJob } from './intake/uploads/drop-old-originals.job.ts';
import { workBatchesJob } from './intake/uploads/work-batches.job.ts';
import { mendDeliveriesJob } from './notices/delivery/mend-deliveries.job.ts';
import { sendDeliveriesJob } from './notices/delivery/send-deliveries.job.ts';
import { settleRepairsJob } from './notices/inbox/settle-repairs.job.ts';
import { buildDigestJob } from './notices/relay/build-digest.job.ts';
import { relayEventsJob } from './notices/relay/relay-events.job.ts';
import { reckonDutiesJob } from './notices/supervision/reckon-duties.job.ts';
import { verifyIndexJob } from './platform/keys/verify-index.job.ts';
import { forgetAnswersJob } from './platform/schedule/forget-answers.job.ts';
import { forgetSessionsJob } from './platform/schedule/forget-sessions.job.ts';
import type { Job } from './platform/schedule/job.ts';
import { forgetGoneEntriesJob } from './public/public-lists/forget-gone-entries.job.ts';
import { publishChangesJob } from './public/public-lists/publish-changes.job.ts';
import { endDueListingsJob } from './registry/listings/end-due-listings.job.ts';
import { endDueRecordsJob } from './registry/records/end-due-records.job.ts';
import { findDuplicatesJob } from './registry/subjects/find-duplicates.job.ts';
import { reckonDuesJob } from './remedy/cases/reckon-dues.job.ts';
import { recallChecksJob } from './window/checks/recall-checks.job.ts';

// Every job, once. The platform's only timer is '* * * * *', which calls runDue.
export const jobs: readonly Job[] = [
  sealLinesJob,
  recallChecksJob,
  forgetAnswersJob,
  forgetSessionsJob,
  workBatchesJob,
  pollDropSourcesJob,
  dropOldOriginalsJob,
  endDueListingsJob,
  endDueRecordsJob,
  findDuplicatesJob,
  judgeFeedsJob,
  relayEventsJob,
  sendDeliveriesJob,
  buildDigestJob,
  mendDeliveriesJob,
  reckonDuesJob,
  settleRepairsJob,
  publishChangesJob,
  forgetGoneEntriesJob,
  reckonDutiesJob,
  verifyIndexJob,
];
