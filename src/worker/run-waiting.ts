import { workUploads } from '../intake/uploads/work-uploads.driver.ts';
import { jobs } from '../jobs.ts';
import type { Job } from '../platform/schedule/job.ts';
import { runDue } from '../platform/schedule/run-due.ts';
import { databaseNow } from '../platform/schedule/schedule.store.ts';
import type { WorkerDeps } from './open-deps.ts';

// Cloudflare ends what still runs half a minute after the answer.
const BUDGET_MS = 25_000;
const IMPORTS_STOP_MS = 18_000;

// An import stops in time and goes on with the next tick; being cut off would count as a crash of its batch.
const jobsWithin = (deps: WorkerDeps): readonly Job[] => {
  const now = () => deps.clock.now().getTime();
  const stopAt = now() + IMPORTS_STOP_MS;
  const work: Job['run'] = (workDeps) => workUploads(workDeps, { isTimeUp: () => now() >= stopAt });
  return jobs.map((job) => (job.queue === 'batches' ? { ...job, run: work } : job));
};

// Anything else that is cut off is taken up again by a later tick: every job survives a
// crash, and this is no worse.
const withinBudget = (deps: WorkerDeps, work: Promise<unknown>): Promise<void> =>
  Promise.race([
    work.then(
      () => {},
      (error) => deps.log('error', 'worker.run-failed', { error }),
    ),
    new Promise<void>((resolve) => setTimeout(resolve, BUDGET_MS)),
  ]);

// A job may poke the next queue: rows that arrived make notices, notices make deliveries.
const workPokedQueues = async (deps: WorkerDeps, within: readonly Job[]) => {
  while (deps.poked.size > 0) {
    const queues = new Set(deps.poked);
    deps.poked.clear();
    if (queues.has('schedules')) await runDue(deps, within, await databaseNow(deps.db));
    for (const job of within) if (job.queue && queues.has(job.queue)) await job.run(deps, deps.clock.now());
  }
};

export const runPoked = (deps: WorkerDeps) =>
  deps.poked.size === 0 ? Promise.resolve() : withinBudget(deps, workPokedQueues(deps, jobsWithin(deps)));

// Node looks at its queues twice a second; here every tick does, after what is due.
const runDueAndQueues = async (deps: WorkerDeps, within: readonly Job[]) => {
  await runDue(deps, within, await databaseNow(deps.db));
  deps.poke('batches');
  deps.poke('notices');
  await workPokedQueues(deps, within);
};

export const runTick = (deps: WorkerDeps) => withinBudget(deps, runDueAndQueues(deps, jobsWithin(deps)));
