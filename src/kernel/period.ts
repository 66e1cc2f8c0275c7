import type { Day } from './day.ts';

/** Half-open: `from` belongs to the period, `until` no longer does; null is without end. */
export type Period = { from: Day; until: Day | null };

export const covers = (period: Period, on: Day): boolean =>
  period.from <= on && (period.until === null || on < period.until);

export const overlaps = (a: Period, b: Period): boolean => {
  const latestStart = a.from > b.from ? a.from : b.from;
  return covers(a, latestStart) && covers(b, latestStart);
};
