import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  day,
  dayFromExcelSerial,
  dayOf,
  daysBetween,
  isDay,
  LONG_TERM,
  weekday,
} from '../../../src/kernel/day.ts';
import { parseDay } from '../../../src/kernel/written-day.ts';

const someDay = fc.integer({ min: 0, max: 73_000 }).map((count) => addDays(day('1900-01-01'), count));

describe('a day', () => {
  test.each(['2026-01-05', '2024-02-29', '2000-02-29', '2099-12-31'])('%s is a calendar day', (text) => {
    expect(isDay(text)).toBe(true);
    expect(day(text)).toBe(text);
  });

  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-01-00',
    '2026-1-5',
    '0001-01-01',
    ' 2026-01-05',
    '2026-01-05\n',
    '',
    'NaN-NaN-NaN',
  ])('%j is no calendar day', (text) => {
    expect(isDay(text)).toBe(false);
    expect(() => day(text)).toThrow(RangeError);
  });

  test.each([undefined, null, 20260105, Number.NaN, {}])('%j is no calendar day', (value) => {
    expect(isDay(value)).toBe(false);
  });

  test('the long term of the national templates comes after every working day of ours', () => {
    expect(LONG_TERM).toBe('2099-12-31');
    expect(LONG_TERM > day('2026-11-24')).toBe(true);
  });
});

describe('days as feeds write them', () => {
  test.each([
    ['2026-01-05', '2026-01-05'],
    ['2026-1-5', '2026-01-05'],
    ['2026/1/5', '2026-01-05'],
    ['2026/01/05', '2026-01-05'],
    ['2026.01.05', '2026-01-05'],
    ['20260105', '2026-01-05'],
    ['2026年1月5日', '2026-01-05'],
    ['2026 年 01 月 05 日', '2026-01-05'],
    ['２０２６－０１－０５', '2026-01-05'],
    [' 2026-01-05\t', '2026-01-05'],
    ['2099/12/31', '2099-12-31'],
    ['2026-01-05 00:00:00', '2026-01-05'],
    ['2026-01-05 23:59:59.0', '2026-01-05'],
    ['2026/1/5 0:00', '2026-01-05'],
    ['2026/1/5 10:30:00 PM', '2026-01-05'],
    ['2026-01-05T08:30', '2026-01-05'],
    ['20260105235959', '2026-01-05'],
    ['2026年1月5日10时30分', '2026-01-05'],
    ['2026年1月5日 10时', '2026-01-05'],
  ])('%s is %s', (text, expected) => {
    expect(parseDay(text)).toBe(expected);
  });

  test.each([
    ['2026-01-05T15:59:59Z', '2026-01-05'],
    ['2026-01-05T16:00:00Z', '2026-01-06'],
    ['2026-01-05T00:00:00+08:00', '2026-01-05'],
    ['2026-01-05 23:00:00-05:00', '2026-01-06'],
  ])('a time with a zone, %s, is %s in China', (text, expected) => {
    expect(parseDay(text)).toBe(expected);
  });

  test.each([
    '',
    '长期',
    '无处罚期限',
    '2026-01',
    '2026',
    '1/5/2026',
    '2026-1/5',
    '2026-02-30',
    '20260230',
    '2026年2月30日',
    '46027',
    '2026-02-30T00:00:00Z',
    '2026-01-05T99:00:00Z',
    '2026-01-05 abc',
    '9999-12-31T23:00:00Z',
    '1000-01-01T00:00:00+14:00',
    `${' '.repeat(50_000)}2026-01-05`,
  ])('%.30j is not read as a day', (text) => {
    expect(parseDay(text)).toBeUndefined();
  });
});

describe('days as Excel stores them', () => {
  test.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [25_569, '1970-01-01'],
    [46_027, '2026-01-05'],
    [46_027.75, '2026-01-05'],
    [73_050, '2099-12-31'],
    [2_958_465, '9999-12-31'],
  ])('serial %d is %s', (serial, expected) => {
    expect(dayFromExcelSerial(serial)).toBe(expected);
  });

  test.each([60, 60.5, 0, 0.9, -1, 2_958_466, Number.NaN, Number.POSITIVE_INFINITY])(
    'serial %d is no day',
    (serial) => {
      expect(dayFromExcelSerial(serial)).toBeUndefined();
    },
  );
});

describe('reckoning with days', () => {
  test('a day begins at midnight in China, whatever the machine thinks', () => {
    expect(dayOf(new Date('2026-11-23T15:59:59.999Z'))).toBe('2026-11-23');
    expect(dayOf(new Date('2026-11-23T16:00:00.000Z'))).toBe('2026-11-24');
    expect(() => dayOf(new Date(Number.NaN))).toThrow(RangeError);
  });

  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-01-15', -13, '2024-12-15'],
    ['2026-12-31', 0, '2026-12-31'],
  ])('%s and %d months is %s', (start, months, expected) => {
    expect(addMonths(day(start), months)).toBe(expected);
  });

  test('a year after 29 February is 28 February, four years after is the 29th again', () => {
    expect(addYears(day('2024-02-29'), 1)).toBe('2025-02-28');
    expect(addYears(day('2024-02-29'), 4)).toBe('2028-02-29');
    expect(addYears(day('2024-02-29'), -3)).toBe('2021-02-28');
  });

  test('the weekday is that of the calendar', () => {
    expect(weekday(day('2026-11-22'))).toBe(0);
    expect(weekday(day('2026-11-24'))).toBe(2);
  });

  test.each([Number.NaN, 1.5, Number.POSITIVE_INFINITY])(
    '%d is no number of days, months or years',
    (count) => {
      for (const add of [addDays, addMonths, addYears])
        expect(() => add(day('2026-01-05'), count)).toThrow(RangeError);
    },
  );

  test('leaving the four-digit years is refused', () => {
    expect(() => addDays(day('9999-12-31'), 1)).toThrow(RangeError);
    expect(() => addYears(day('2026-01-05'), -2000)).toThrow(RangeError);
  });

  test('adding days and counting them are each other’s inverse', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -36_500, max: 36_500 }), (start, count) => {
        const end = addDays(start, count);
        expect(daysBetween(start, end)).toBe(count);
        expect(addDays(end, -count)).toBe(start);
      }),
    );
  });

  test('days sort as their text does', () => {
    fc.assert(
      fc.property(someDay, someDay, (a, b) => {
        expect(a < b).toBe(daysBetween(a, b) > 0);
      }),
    );
  });

  test('a month later is always in the next month', () => {
    fc.assert(
      fc.property(someDay, (start) => {
        const monthOf = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        expect(monthOf(addMonths(start, 1)) - monthOf(start)).toBe(1);
      }),
    );
  });
});
