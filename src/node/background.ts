import { schedule } from 'node-cron';
import { jobs } from '../jobs.ts';
import type { Deps, Queue } from '../platform/deps.ts';
import type { Job } from '../platform/job.ts';
import { runDue } from '../platform/run-due.ts';
import { databaseNow } from '../platform/schedule.store.ts';

// Another process may have committed the work without poking us.
const POLL_MS: Record<Queue, number> = { notices: 500, batches: 1000 };

type Loop = { wake(): void; idle(): Promise<void> };

// One run at a time; a wake-up during a run means one more run after it.
const loopOf = (deps: Deps, job: Job): Loop => {
  let running: Promise<void> | undefined;
  let isAsked = false;
  const run = async () => {
    while (isAsked) {
      isAsked = false;
      await job
        .run(deps, deps.clock.now())
        .catch((error) => deps.log('error', 'job.failed', { job: job.name, error }));
    }
    running = undefined;
  };
  return {
    wake: () => {
      isAsked = true;
      running ??= run();
    },
    idle: async () => {
      isAsked = false;
      await running;
    },
  };
};

export type Background = { poke(queue: Queue): void; stop(): Promise<void> };

// The minute tick runs what is due; queues are worked as soon as somebody pokes, and looked at twice a second anyway.
export const startBackground = (deps: Deps): Background => {
  const loops = jobs.flatMap((job) => (job.queue ? [{ queue: job.queue, ...loopOf(deps, job) }] : []));
  const poke = (queue: Queue) => {
    for (const loop of loops) if (loop.queue === queue) loop.wake();
  };
  const timers = (Object.keys(POLL_MS) as Queue[]).map((queue) =>
    setInterval(() => poke(queue), POLL_MS[queue]),
  );
  let ticking: Promise<unknown> = Promise.resolve();
  const tick = () => {
    ticking = databaseNow(deps.db)
      .then((now) => runDue(deps, jobs, now))
      .catch((error) => deps.log('error', 'scheduler.tick-failed', { error }));
    return ticking;
  };
  const cron = schedule('* * * * *', () => tick(), { noOverlap: true, timezone: 'UTC' });
  void tick();
  return {
    poke,
    stop: async () => {
      await cron.destroy();
      timers.forEach(clearInterval);
      await ticking;
      await Promise.all(loops.map((loop) => loop.idle()));
    },
  };
};
