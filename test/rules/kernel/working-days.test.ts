import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day, day, daysBetween } from '../../../src/kernel/day.ts';
import {
  addWorkingDays,
  type Calendar,
  isWorkingDay,
  nextWorkingDay,
  workingDayOnOrAfter,
  workingDaysBetween,
} from '../../../src/kernel/working-days.ts';

const span = (from: string, to: string): Day[] =>
  Array.from({ length: daysBetween(day(from), day(to)) + 1 }, (_, i) => addDays(day(from), i));

// State Council notice of 2025-11-04 for 2026.
const calendar2026: Calendar = {
  years: new Set([2026]),
  holidays: new Set([
    ...span('2026-01-01', '2026-01-03'),
    ...span('2026-02-15', '2026-02-23'),
    ...span('2026-04-04', '2026-04-06'),
    ...span('2026-05-01', '2026-05-05'),
    ...span('2026-06-19', '2026-06-21'),
    ...span('2026-09-25', '2026-09-27'),
    ...span('2026-10-01', '2026-10-07'),
  ]),
  makeupWorkdays: new Set(
    ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'].map(day),
  ),
};

describe('working days of 2026', () => {
  test.each([
    ['2026-02-13', 7, '2026-03-02'],
    ['2026-04-30', 3, '2026-05-08'],
    ['2026-06-18', 1, '2026-06-22'],
    ['2026-09-18', 3, '2026-09-22'],
    ['2026-09-30', 5, '2026-10-13'],
    ['2026-11-23', 10, '2026-12-07'],
  ])('%s and %d working days is %s', (start, count, expected) => {
    expect(addWorkingDays(calendar2026, day(start), count)).toEqual({ day: expected, provisional: false });
    expect(workingDaysBetween(calendar2026, day(start), day(expected))).toEqual({
      count,
      provisional: false,
    });
  });

  test.each([
    ['2026-01-01', false, 'a holiday'],
    ['2026-01-04', true, 'a Sunday worked to make up'],
    ['2026-02-28', true, 'a Saturday worked to make up'],
    ['2026-11-22', false, 'a Sunday'],
    ['2026-11-21', false, 'a Saturday'],
    ['2026-11-24', true, 'a Tuesday'],
    ['2027-01-01', 'unknown', 'in a year not loaded'],
  ])('%s: working is %s, being %s', (on, expected, _why) => {
    expect(isWorkingDay(calendar2026, day(on))).toBe(expected);
  });

  test('the next working day is never the day itself, but a period may end on it', () => {
    expect(nextWorkingDay(calendar2026, day('2026-11-24')).day).toBe('2026-11-25');
    expect(workingDayOnOrAfter(calendar2026, day('2026-11-24')).day).toBe('2026-11-24');
    expect(workingDayOnOrAfter(calendar2026, day('2026-10-01'))).toEqual({
      day: '2026-10-08',
      provisional: false,
    });
  });

  test('counting backwards is negative', () => {
    expect(workingDaysBetween(calendar2026, day('2026-12-07'), day('2026-11-23'))).toEqual({
      count: -10,
      provisional: false,
    });
    expect(workingDaysBetween(calendar2026, day('2026-12-07'), day('2026-12-07'))).toEqual({
      count: 0,
      provisional: false,
    });
  });
});

describe('a year whose notice is not loaded', () => {
  test('a deadline that runs into it is provisional', () => {
    expect(addWorkingDays(calendar2026, day('2026-12-30'), 3)).toEqual({
      day: '2027-01-04',
      provisional: true,
    });
    expect(nextWorkingDay(calendar2026, day('2026-12-31')).provisional).toBe(true);
    expect(workingDaysBetween(calendar2026, day('2026-12-30'), day('2027-01-04'))).toEqual({
      count: 3,
      provisional: true,
    });
  });

  test('a deadline that ends on the last loaded day is certain', () => {
    expect(addWorkingDays(calendar2026, day('2026-12-30'), 1)).toEqual({
      day: '2026-12-31',
      provisional: false,
    });
  });

  test('the deadline becomes certain, and later, once the year is loaded', () => {
    const loaded: Calendar = {
      ...calendar2026,
      years: new Set([2026, 2027]),
      holidays: new Set([...calendar2026.holidays, day('2027-01-01')]),
    };
    expect(addWorkingDays(loaded, day('2026-12-30'), 3)).toEqual({ day: '2027-01-05', provisional: false });
  });
});

test.each([-1, 1.5, Number.NaN])('%d working days cannot be added', (count) => {
  expect(() => addWorkingDays(calendar2026, day('2026-01-05'), count)).toThrow(RangeError);
});

const dayOf2026 = fc.integer({ min: 0, max: 364 }).map((count) => addDays(day('2026-01-01'), count));

test('more working days never end earlier, and adding agrees with counting', () => {
  fc.assert(
    fc.property(dayOf2026, fc.integer({ min: 1, max: 60 }), (start, count) => {
      const shorter = addWorkingDays(calendar2026, start, count - 1);
      const longer = addWorkingDays(calendar2026, start, count);
      expect(longer.day > shorter.day).toBe(true);
      expect(workingDaysBetween(calendar2026, start, longer.day)).toEqual({
        count,
        provisional: longer.provisional,
      });
    }),
  );
});

test('a later start never ends earlier', () => {
  fc.assert(
    fc.property(dayOf2026, dayOf2026, fc.integer({ min: 0, max: 60 }), (a, b, count) => {
      const [earlier, later] = a < b ? [a, b] : [b, a];
      expect(
        addWorkingDays(calendar2026, earlier, count).day <= addWorkingDays(calendar2026, later, count).day,
      ).toBe(true);
    }),
  );
});
