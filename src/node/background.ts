import { schedule } from 'node-cron';
import { jobs } from '../jobs.ts';
import type { Deps, Queue } from '../platform/door/deps.ts';
import type { Job } from '../platform/schedule/job.ts';
import { runDue } from '../platform/schedule/run-due.ts';
import { databaseNow } from '../platform/schedule/schedule.store.ts';
import { importInThread } from './import-thread.ts';
import { importHere } from './imports.ts';
import { runLoop } from './run-loop.ts';

// Another process may have committed the work without poking us.
const LOOK_EVERY_MS = 500;

export type Background = { poke(queue: Queue): void; stop(): Promise<void> };

// The minute tick runs what is due; queues are worked as soon as somebody pokes, and looked at
// twice a second anyway. Uploads have a thread of their own, for which PGlite, being one connection
// of one process, has no room.
export const startBackground = (deps: Deps): Background => {
  const imports = deps.config.databaseUrl ? importInThread(deps) : importHere(deps);
  const runs: readonly Job[] = jobs.map((job) =>
    job.queue === 'batches' ? { ...job, run: async () => imports.wake() } : job,
  );
  const loops = jobs
    .filter(({ queue }) => queue === 'notices')
    .map((job) =>
      runLoop(() => job.run(deps, deps.clock.now()), {
        onFault: (error) => deps.log('error', 'job.failed', { job: job.name, error }),
        besideAfterMs: job.besideAfterMs,
      }),
    );
  const wake: Record<Queue, () => void> = {
    batches: imports.wake,
    notices: () => {
      for (const loop of loops) loop.wake();
    },
    schedules: () => ticks.wake(),
  };
  const timer = setInterval(wake.notices, LOOK_EVERY_MS);
  const ticks = runLoop(async () => void (await runDue(deps, runs, await databaseNow(deps.db))), {
    onFault: (error) => deps.log('error', 'scheduler.tick-failed', { error }),
  });
  // A clock that leaps over days is no news of thousands of lines: the next run says how many slots were
  // missed.
  const cron = schedule('* * * * *', ticks.wake, { timezone: 'UTC', suppressMissedWarning: true });
  ticks.wake();
  return {
    poke: (queue) => wake[queue](),
    stop: async () => {
      await cron.destroy();
      clearInterval(timer);
      await Promise.all([ticks.idle(), imports.stop(), ...loops.map((loop) => loop.idle())]);
    },
  };
};
