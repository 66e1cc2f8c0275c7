import type { Day } from '../../kernel/day.ts';
import { addWorkingDays, type Calendar } from '../../kernel/working-days.ts';

export type Due = {
  dueFrom: Day | null;
  dueCount: number | null;
  dueOn: Day | null;
  isDueProvisional: boolean;
};

export const noDue: Due = { dueFrom: null, dueCount: null, dueOn: null, isDueProvisional: false };

// The start and the count are kept beside the day: it is reckoned again when the next year's holidays are
// known.
// Basis: 行政处罚法第八十五条、行政许可法第八十二条（工作日）
export const dueAfter = (calendar: Calendar, from: Day, count: number): Due => {
  const { day, provisional } = addWorkingDays(calendar, from, count);
  return { dueFrom: from, dueCount: count, dueOn: day, isDueProvisional: provisional };
};

// The last day still counts as in time.
export const isOverdue = (dueOn: string | null, today: string): boolean => dueOn !== null && dueOn < today;

export const dueOut = ({ dueOn, dueFrom, dueCount, isDueProvisional }: Due, today: string) =>
  dueOn === null || dueFrom === null || dueCount === null
    ? null
    : {
        on: dueOn,
        from: dueFrom,
        workingDays: dueCount,
        provisional: isDueProvisional,
        overdue: isOverdue(dueOn, today),
      };
