import { checkpointTrail } from './access/audit/checkpoint-trail.ts';
import { handToWitness } from './access/audit/hand-to-witness.ts';
import { sealLines } from './access/audit/seal-lines.ts';
import { forgetSessions } from './access/sessions/session.ts';
import { pollDropSources } from './intake/drop-sources/poll-drop-sources.driver.ts';
import { judgeNextDay } from './intake/feeds/judge-next-day.ts';
import { forgetOriginals } from './intake/uploads/forget-originals.ts';
import { workUploads } from './intake/uploads/work-uploads.driver.ts';
import { mendDeliveries } from './notices/delivery/mend-deliveries.driver.ts';
import { RUN_AT_MOST_MS, sendDeliveries } from './notices/delivery/send-deliveries.driver.ts';
import { settleRepairs } from './notices/inbox/settle-repairs.driver.ts';
import { buildDigest } from './notices/relay/build-digest.ts';
import { relayEvents } from './notices/relay/relay-events.driver.ts';
import { tellAgencies } from './notices/relay/tell-agencies.ts';
import { tellCheckpoints } from './notices/relay/tell-checkpoints.ts';
import { reckonDueDuties } from './notices/supervision/reckon-due-duties.driver.ts';
import type { Ctx } from './platform/door/deps.ts';
import { forgetAnswers } from './platform/door/kept-answers.ts';
import { forgetLookCounts } from './platform/door/spend-looks.ts';
import { verifyIndex } from './platform/keys/assure-index.ts';
import { asJob, type Job } from './platform/schedule/job.ts';
import { reckonAssistance } from './promise/assistance/reckon-assistance.ts';
import { remindAssistance } from './promise/assistance/remind-assistance.ts';
import { expireDrafts } from './promise/commitments/expire-drafts.ts';
import { reckonComplaintDues } from './promise/complaints/reckon-complaint-dues.ts';
import { forgetGoneEntries } from './public/public-lists/forget-gone-entries.ts';
import { publishWaiting } from './public/public-lists/publish-waiting.driver.ts';
import { expireListings } from './registry/listings/expire-listings.ts';
import { liftDueMeasures } from './registry/listings/lift-due-measures.ts';
import { releaseRemovals } from './registry/listings/release-removals.ts';
import { endDueRecords } from './registry/records/end-due-records.ts';
import { findDuplicates } from './registry/subjects/find-duplicates.ts';
import { respellPermits } from './registry/subjects/respell-permits.ts';
import { reckonDues } from './remedy/cases/reckon-dues.ts';
import { forgetScans } from './window/authorisations/forget-scans.ts';
import { findTouched } from './window/recalls/find-touched.ts';
import { judgeAgain } from './window/recalls/judge-again.ts';
import { recallChecks } from './window/recalls/recall-checks.ts';

type Run = (ctx: Ctx, slot: Date, key?: string) => Promise<unknown>;
type Line = Omit<Job, 'run'> & { run: Run };

// Each bite is a transaction of its own, so that a restart goes on with what is left.
const untilNone =
  (...bites: readonly ((ctx: Ctx) => Promise<number | boolean>)[]): Run =>
  async (ctx) => {
    for (const bite of bites) while (await bite(ctx));
  };

// Terms before measures: with the term both end.
const endDueListings = untilNone(expireListings, liftDueMeasures);

// Reasons that fell by themselves are told first, so that judging again does not tell it twice.
const recallAll = untilNone(recallChecks, findTouched, judgeAgain);

// A witness that cannot be told now is told at the next minute.
const checkpointAll: Run = async (ctx) => {
  while (await checkpointTrail(ctx));
  await handToWitness(ctx);
};

const remindAll = untilNone(reckonAssistance, remindAssistance);
const reckonAllDues = async (ctx: Ctx): Promise<void> => {
  await reckonDues(ctx);
  await reckonComplaintDues(ctx);
};

const workQueue: Run = (ctx) => workUploads(ctx);
const sending = {
  queue: 'notices',
  besideAfterMs: RUN_AT_MOST_MS,
  run: (ctx: Ctx) => sendDeliveries(ctx),
} as const;
const buildDigestOf: Run = async (ctx, slot, subscription) =>
  subscription && buildDigest(ctx, slot, subscription);

const releaseAllRemovals = async (ctx: Ctx): Promise<void> => {
  for (let after: number | null = 0; after !== null; ) after = await releaseRemovals(ctx, after);
};

const findAllDuplicates = async (ctx: Ctx): Promise<void> => {
  for (let after: number | null = 0; after !== null; ) after = (await findDuplicates(ctx, after)).next;
};

const respellAllPermits = async (ctx: Ctx): Promise<void> => {
  for (let after: string | null = ''; after !== null; ) after = (await respellPermits(ctx, after)).next;
};

// Every job, once: its name, when it runs (Shanghai time), what a missed tick does, what it calls.
// The platform's only timer is '* * * * *', which calls runDue.
const lines: readonly Line[] = [
  // From minute to minute, in the order in which data passes: a queue's job may wake the next.
  { name: 'poll-drop-sources', cron: '* * * * *', missed: 'once', run: pollDropSources },
  { name: 'work-batches', cron: '* * * * *', missed: 'once', queue: 'batches', run: workQueue },
  { name: 'relay-events', cron: '* * * * *', missed: 'once', queue: 'notices', run: relayEvents },
  { name: 'tell-agencies', cron: '* * * * *', missed: 'once', queue: 'notices', run: tellAgencies },
  { name: 'send-deliveries', cron: '* * * * *', missed: 'once', ...sending },
  { name: 'mend-deliveries', cron: '* * * * *', missed: 'once', run: mendDeliveries },
  { name: 'publish-changes', cron: '* * * * *', missed: 'once', run: publishWaiting },
  { name: 'settle-repairs', cron: '* * * * *', missed: 'once', run: settleRepairs },
  { name: 'reckon-duties', cron: '* * * * *', missed: 'once', run: reckonDueDuties },
  // Node seals every second besides (node/upkeep.ts); on Workers only this tick does.
  { name: 'seal-lines', cron: '* * * * *', missed: 'once', runsBlind: true, run: sealLines },
  { name: 'checkpoint-trail', cron: '* * * * *', missed: 'once', runsBlind: true, run: checkpointAll },
  { name: 'tell-checkpoints', cron: '* * * * *', missed: 'once', runsBlind: true, run: tellCheckpoints },
  { name: 'recall-checks', cron: '*/5 * * * *', missed: 'once', run: recallAll },
  { name: 'forget-answers', cron: '*/10 * * * *', missed: 'once', run: forgetAnswers },
  // From hour to hour.
  { name: 'reckon-dues', cron: '10 * * * *', missed: 'once', run: reckonAllDues },
  { name: 'forget-gone-entries', cron: '15 * * * *', missed: 'once', run: forgetGoneEntries },
  { name: 'forget-look-counts', cron: '16 0 * * *', missed: 'once', run: forgetLookCounts },
  { name: 'forget-sessions', cron: '17 * * * *', missed: 'once', run: forgetSessions },
  // At night.
  { name: 'end-due-listings', cron: '5 0 * * *', missed: 'once', run: endDueListings },
  { name: 'end-due-records', cron: '5 0 * * *', missed: 'once', run: untilNone(endDueRecords) },
  { name: 'expire-drafts', cron: '5 0 * * *', missed: 'once', run: untilNone(expireDrafts) },
  { name: 'remind-assistance', cron: '30 8 * * *', missed: 'once', run: remindAll },
  { name: 'release-removals', cron: '10 0 * * *', missed: 'once', run: releaseAllRemovals },
  { name: 'judge-feeds', cron: '20 0 * * *', missed: 'once', run: untilNone(judgeNextDay) },
  { name: 'respell-permits', cron: '30 2 * * *', missed: 'once', run: respellAllPermits },
  { name: 'find-duplicates', cron: '40 2 * * *', missed: 'once', run: findAllDuplicates },
  { name: 'verify-index', cron: '20 3 * * *', missed: 'once', runsBlind: true, run: verifyIndex },
  { name: 'drop-old-originals', cron: '40 3 * * *', missed: 'once', run: forgetOriginals },
  { name: 'forget-scans', cron: '50 3 * * *', missed: 'once', run: forgetScans },
  // At the hour that each subscription names, under the schedule 'build-digest:<subscription>'.
  { name: 'build-digest', cron: null, missed: 'once', run: buildDigestOf },
];

export const jobs: readonly Job[] = lines.map(({ run, ...job }) => ({
  ...job,
  run: async (deps, slot, key) => void (await run(asJob(deps, job.name), slot, key)),
}));

export const jobNamed = (name: string): Job => {
  const job = jobs.find((one) => one.name === name);
  if (!job) throw new Error(`no job is called ${name}`);
  return job;
};
