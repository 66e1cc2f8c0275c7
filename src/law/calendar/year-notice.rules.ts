import { addDays, day, daysBetween } from '../../kernel/day.ts';
import { granted, type Ruling, refused } from '../../kernel/ruling.ts';
import type { CalendarDay } from './calendar.table.ts';

// Days off and make-up working days as the State Council Office announced them; ranges are inclusive.
export type YearNotice = {
  year: number;
  source: string;
  holidays: readonly (readonly [name: string, from: string, to: string])[];
  workdays: readonly string[];
};

export const daysOf = (notice: YearNotice): CalendarDay[] => [
  ...notice.holidays.flatMap(([name, from, to]) =>
    Array.from({ length: Math.max(0, daysBetween(day(from), day(to)) + 1) }, (_, at) => ({
      day: addDays(day(from), at),
      kind: 'holiday' as const,
      name,
    })),
  ),
  ...notice.workdays.map((at) => ({ day: day(at), kind: 'workday' as const, name: null })),
];

const LONGEST_HOLIDAY = 31;

// A day belongs to its own year and is one thing only; without any holiday it is no notice.
export const checkYear = (notice: YearNotice): Ruling<CalendarDay[]> => {
  const backward = notice.holidays.find(
    ([, from, to]) => to < from || daysBetween(day(from), day(to)) >= LONGEST_HOLIDAY,
  );
  if (backward)
    return refused('calendar.invalid', `“${backward[0]}”的起止日期颠倒或过长，请核对后重新提交。`);
  const days = daysOf(notice);
  const strange = days.find((one) => Number(one.day.slice(0, 4)) !== notice.year);
  if (strange)
    return refused('calendar.invalid', `${strange.day} 不在 ${notice.year} 年；跨年假期请按年分别载入。`);
  const twice = days.find((one, at) => days.findIndex((other) => other.day === one.day) !== at);
  if (twice) return refused('calendar.invalid', `${twice.day} 写了两次，请只保留一处。`);
  if (notice.holidays.length === 0)
    return refused('calendar.invalid', '没有任何放假日期；请填写国务院办公厅通知中的全部假期。');
  return granted(days);
};
