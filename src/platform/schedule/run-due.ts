import type { Deps } from '../door/deps.ts';
import { assureIndex } from '../keys/assure-index.ts';
import { nextSlot, slotsUpTo } from './cron-slots.ts';
import type { Job } from './job.ts';
import { dueRuns } from './schedule.rules.ts';
import {
  bringForward,
  claimRuns,
  dropOldRuns,
  enabledSchedules,
  failRun,
  finishRun,
  forgetSchedules,
  noteTick,
  type OpenRun,
  type SeenSchedule,
  saveSchedules,
  takeSlots,
} from './schedule.store.ts';

const RUNS_AT_ONCE = 50;
// A schedule that runs each missed slot takes the rest at the next ticks.
const RUNS_TAKEN_AT_ONCE = 2000;

const syncSchedules = async (deps: Deps, jobs: readonly Job[], now: Date) => {
  const timed = jobs.flatMap(({ name, cron, missed }) =>
    cron === null ? [] : [{ id: name, cron, missed, nextRunAt: nextSlot(cron, now) }],
  );
  await saveSchedules(deps.db, timed);
  await forgetSchedules(
    deps.db,
    timed.map(({ id }) => id),
  );
};

// A clock that was ahead and was set right leaves schedules waiting beyond their next slot. A slot that ran
// already keeps its row and is not run again.
const undoLeap = async (deps: Deps, schedules: readonly SeenSchedule[], now: Date) => {
  const early = schedules.flatMap(({ id, cron, nextRunAt }) => {
    const next = nextSlot(cron, now);
    return nextRunAt > now && next < nextRunAt ? [{ id, next }] : [];
  });
  if (early.length > 0) await bringForward(deps.db, early);
};

const takeDueSlots = async (deps: Deps, schedules: readonly SeenSchedule[], now: Date) => {
  for (const seen of schedules) {
    if (seen.nextRunAt > now) continue;
    const passed = slotsUpTo(seen.cron, seen.nextRunAt, now);
    const slots = seen.missed === 'all' ? passed.slice(0, RUNS_TAKEN_AT_ONCE) : passed;
    const lastSlot = slots.at(-1);
    if (!lastSlot) continue;
    const next = nextSlot(seen.cron, slots.length < passed.length ? lastSlot : now);
    const taking = { seen, next, lastSlot, runs: dueRuns(slots, seen.missed, now) };
    await deps.db.transaction((tx) => takeSlots(tx, taking));
  }
};

// 'build-digest:<key>' is run by the job 'build-digest' with that key.
const runOne = async (deps: Deps, jobs: readonly Job[], run: OpenRun) => {
  const [name, key] = run.id.split(':');
  const from = deps.clock.now().getTime();
  const tookMs = () => Math.max(0, deps.clock.now().getTime() - from);
  try {
    const job = jobs.find((one) => one.name === name);
    // While subjects cannot be looked up, a job would inform nobody; the run is tried again after a minute.
    if (job && !job.runsBlind) await assureIndex(deps);
    await job?.run(deps, run.slot, key);
    await finishRun(deps.db, run, { tookMs: tookMs() });
  } catch (error) {
    deps.log('error', 'job.failed', { job: name, error });
    await failRun(deps.db, run, { tookMs: tookMs(), fault: faultOf(error) });
  }
};

const faultOf = (error: unknown) =>
  (error instanceof Error ? error.message : String(error))
    .replace(/[0-9]{14,17}[0-9Xx]?/g, '[struck]')
    .slice(0, 500);

// Runs what is due. Each slot is run once, however often this is called and from however many processes.
export const runDue = async (deps: Deps, jobs: readonly Job[], now: Date): Promise<number> => {
  await syncSchedules(deps, jobs, now);
  const schedules = await enabledSchedules(deps.db);
  await undoLeap(deps, schedules, now);
  await takeDueSlots(deps, schedules, now);
  const runs = await claimRuns(deps.db, now, RUNS_AT_ONCE);
  await Promise.all(runs.map((run) => runOne(deps, jobs, run)));
  await dropOldRuns(deps.db, now);
  await noteTick(deps.db, now);
  return runs.length;
};
