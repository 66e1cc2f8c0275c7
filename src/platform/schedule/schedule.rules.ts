export type Missed = 'once' | 'all' | 'skip';
export type DueRun = { slot: Date; lateSlots: number };

// A schedule as an administrator sees it.
export type ShownRun = {
  slot: string;
  startedAt: string | null;
  finishedAt: string | null;
  tookMs: number | null;
  result: 'waiting' | 'running' | 'done' | 'failed';
  fault: string | null;
  missedTicks: number;
  askedBy: string | null;
};
export type ShownSchedule = {
  job: string;
  cron: string;
  missed: Missed;
  isEnabled: boolean;
  nextRunAt: string;
  missedTicksLastDay: number;
  failedLastDay: number;
  lastRun: ShownRun | null;
};

const LATE_AFTER_MS = 90_000;

// The passed slots that are still to run: 'once' catches up with one run, 'all' with each,
// 'skip' only while still in time.
export const dueRuns = (slots: readonly Date[], missed: Missed, now: Date): DueRun[] => {
  const last = slots.at(-1);
  if (!last) return [];
  if (missed === 'all') return slots.map((slot) => ({ slot, lateSlots: 0 }));
  if (missed === 'skip' && now.getTime() - last.getTime() > LATE_AFTER_MS) return [];
  return [{ slot: last, lateSlots: slots.length - 1 }];
};
