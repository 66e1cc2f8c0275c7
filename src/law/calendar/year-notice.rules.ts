import { addDays, type Day, day, daysBetween, weekday } from '../../kernel/day.ts';
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

const isWeekend = (on: Day): boolean => weekday(on) === 0 || weekday(on) === 6;

// A make-up day is a weekend that is worked in return for a working day off; a weekend by itself is no
// holiday.
// Basis: 全国年节及纪念日放假办法（2024修订）: 放假日适逢周末的，应当在工作日补假
const nonsenseOf = (notice: YearNotice, days: readonly CalendarDay[]): string | undefined => {
  const worked = days.filter(({ kind }) => kind === 'workday');
  const ordinary = worked.find((one) => !isWeekend(one.day));
  if (ordinary) return `${ordinary.day} 不是周末，本就上班；调休上班只填周六、周日，请核对后重新提交。`;
  const idle = notice.holidays.find((one) =>
    daysOf({ ...notice, holidays: [one], workdays: [] }).every(({ day: on }) => isWeekend(on)),
  );
  if (idle)
    return `“${idle[0]}”（${idle[1]} 至 ${idle[2]}）全是周末，没有放假的工作日；请对照通知补全起止日期后重新提交。`;
  const freed = days.filter(({ day: on, kind }) => kind === 'holiday' && !isWeekend(on)).length;
  if (worked.length > freed)
    return `调休上班 ${worked.length} 天，多于假期中的工作日 ${freed} 天；请对照通知逐日核对后重新提交。`;
  return undefined;
};

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
  const nonsense = nonsenseOf(notice, days);
  if (nonsense) return refused('calendar.invalid', nonsense);
  if (notice.holidays.length === 0)
    return refused('calendar.invalid', '没有任何放假日期；请填写国务院办公厅通知中的全部假期。');
  return granted(days);
};
