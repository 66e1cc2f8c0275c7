import type { Day } from '../../kernel/day.ts';

const NEXT_FROM_MONTH = 11;

// The State Council publishes the holidays of the next year in November.
export const yearsAwaited = (today: Day): number[] => {
  const [year, month] = today.split('-').map(Number) as [number, number];
  return month >= NEXT_FROM_MONTH ? [year, year + 1] : [year];
};
