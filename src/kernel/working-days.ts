import { addDays, type Day, weekday } from './day.ts';

/** `years` are those whose State Council notice is loaded in full. */
export type Calendar = {
  years: ReadonlySet<number>;
  holidays: ReadonlySet<Day>;
  makeupWorkdays: ReadonlySet<Day>;
};

/** Provisional: the reckoning touched a year whose holidays are not yet known. */
export type Deadline = { day: Day; provisional: boolean };

const isLoaded = (calendar: Calendar, on: Day) => calendar.years.has(Number(on.slice(0, 4)));

// In an unloaded year only the weekend is known.
const countsAsWorking = (calendar: Calendar, on: Day): boolean => {
  if (calendar.makeupWorkdays.has(on)) return true;
  if (calendar.holidays.has(on)) return false;
  const dayOfWeek = weekday(on);
  return dayOfWeek !== 0 && dayOfWeek !== 6;
};

// Basis: 行政处罚法第八十五条、行政许可法第八十二条: working days, without statutory holidays.
export const isWorkingDay = (calendar: Calendar, on: Day): boolean | 'unknown' =>
  isLoaded(calendar, on) ? countsAsWorking(calendar, on) : 'unknown';

// Basis: 行政处罚法第八十五条. The day after the start is day 1.
export const addWorkingDays = (calendar: Calendar, start: Day, count: number): Deadline => {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError('not a count of working days');
  let day = start;
  let provisional = false;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (!isLoaded(calendar, day)) provisional = true;
    if (countsAsWorking(calendar, day)) left -= 1;
  }
  return { day, provisional };
};

/** The first working day after the given one. */
export const nextWorkingDay = (calendar: Calendar, after: Day): Deadline =>
  addWorkingDays(calendar, after, 1);

/** Where a period of calendar days ends when its last day is a holiday. */
export const workingDayOnOrAfter = (calendar: Calendar, on: Day): Deadline =>
  addWorkingDays(calendar, addDays(on, -1), 1);

/** Days after `from` up to and with `to`; negative when `to` lies before `from`. */
export const workingDaysBetween = (
  calendar: Calendar,
  from: Day,
  to: Day,
): { count: number; provisional: boolean } => {
  if (to < from) {
    const back = workingDaysBetween(calendar, to, from);
    return { count: 0 - back.count, provisional: back.provisional };
  }
  let count = 0;
  let provisional = false;
  for (let day = from; day < to; ) {
    day = addDays(day, 1);
    if (!isLoaded(calendar, day)) provisional = true;
    if (countsAsWorking(calendar, day)) count += 1;
  }
  return { count, provisional };
};

/**
 * The earliest start whose count-th working day does not lie before `on`: what began on it or later is in
 * time.
 */
export const earliestInTime = (calendar: Calendar, on: Day, count: number): Deadline => {
  if (!Number.isSafeInteger(count) || count < 1) throw new RangeError('not a count of working days');
  let start = on;
  let provisional = !isLoaded(calendar, on);
  for (let passed = 0; ; start = addDays(start, -1)) {
    if (!isLoaded(calendar, start)) provisional = true;
    if (start < on && countsAsWorking(calendar, start)) passed += 1;
    if (passed === count) return { day: start, provisional };
  }
};
