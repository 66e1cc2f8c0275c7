declare const dayBrand: unique symbol;
/** A calendar day in China, YYYY-MM-DD. Days compare as strings: `a < b`. */
export type Day = string & { readonly [dayBrand]: true };

const MS_PER_DAY = 86_400_000;
const UTC_PLUS_8 = 8 * 3_600_000;
const DAY = /^([1-9]\d{3})-(\d{2})-(\d{2})$/;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeapYear = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const monthLength = (year: number, month: number) =>
  month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);

export const isDay = (text: unknown): text is Day => {
  const parts = typeof text === 'string' ? DAY.exec(text) : null;
  if (!parts) return false;
  const dayOfMonth = Number(parts[3]);
  return dayOfMonth >= 1 && dayOfMonth <= monthLength(Number(parts[1]), Number(parts[2]));
};

export const day = (text: string): Day => {
  if (!isDay(text)) throw new RangeError('not a calendar day (YYYY-MM-DD)');
  return text;
};

export const LONG_TERM: Day = day('2099-12-31');

const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const wholeNumber = (n: number): number => {
  if (!Number.isSafeInteger(n)) throw new RangeError('not a whole number of days, months or years');
  return n;
};

// Every request asks for the day several times, and nearly always for the same one.
let lastAsked: { number: number; day: Day } | undefined;

export const dayOf = (instant: Date): Day => {
  const number = Math.floor((instant.getTime() + UTC_PLUS_8) / MS_PER_DAY);
  if (lastAsked?.number !== number) lastAsked = { number, day: day(isoDay(number * MS_PER_DAY)) };
  return lastAsked.day;
};

// Day and minute in China, as people read an instant: 2026-11-29 16:05.
export const momentInChina = (instant: Date | string): string =>
  new Date(new Date(instant).getTime() + UTC_PLUS_8).toISOString().slice(0, 16).replace('T', ' ');

export const addDays = (start: Day, count: number): Day =>
  day(isoDay(Date.parse(start) + wholeNumber(count) * MS_PER_DAY));

// The last day of a shorter month stands in for a day it lacks: 31 January + 1 month is 28 or 29 February.
export const addMonths = (start: Day, count: number): Day => {
  const months = Number(start.slice(0, 4)) * 12 + Number(start.slice(5, 7)) - 1 + wholeNumber(count);
  const year = Math.floor(months / 12);
  const month = (months % 12) + 1;
  const dayOfMonth = Math.min(Number(start.slice(8)), monthLength(year, month));
  return day(`${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`);
};

export const addYears = (start: Day, count: number): Day => addMonths(start, wholeNumber(count) * 12);

export const daysBetween = (from: Day, to: Day): number => (Date.parse(to) - Date.parse(from)) / MS_PER_DAY;

/** 0 is Sunday. */
export const weekday = (on: Day): number => new Date(Date.parse(on)).getUTCDay();

const pad = (n: number | string, width: number) => String(n).padStart(width, '0');

const LAST_EXCEL_SERIAL = 2_958_465;
const EXCEL_PHANTOM_LEAP_DAY = 60;

// The 1900 system counts a 29 February 1900 that never was, so later serials run one ahead.
export const dayFromExcelSerial = (serial: number): Day | undefined => {
  const count = Math.floor(serial);
  if (!(count >= 1 && count <= LAST_EXCEL_SERIAL) || count === EXCEL_PHANTOM_LEAP_DAY) return undefined;
  return addDays(day('1899-12-31'), count < EXCEL_PHANTOM_LEAP_DAY ? count : count - 1);
};
