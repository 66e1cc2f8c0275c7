import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everyOf, freshnessOf } from '../../../src/intake/feeds/feed-freshness.rules.ts';
import { addDays, day } from '../../../src/kernel/day.ts';
import { addWorkingDays, type Calendar, earliestInTime } from '../../../src/kernel/working-days.ts';

// October 2026: the holiday of 1–7, and two Saturdays or Sundays worked for it.
const calendar: Calendar = {
  years: new Set([2026]),
  holidays: new Set(['01', '02', '03', '04', '05', '06', '07'].map((on) => day(`2026-10-${on}`))),
  makeupWorkdays: new Set([day('2026-09-20'), day('2026-10-10')]),
};
const at = (today: string, dueSoon = 1) => ({ today: day(today), dueSoon, calendar });
const duty = (lastGoodOn: string | null, everyWorkingDays: number) => ({
  lastGoodOn: lastGoodOn === null ? null : day(lastGoodOn),
  since: day('2026-09-01'),
  everyWorkingDays,
});

describe('how a feed stands', () => {
  test.each([
    // last good, every, today, state, expected by, days late
    ['2026-11-16', 7, '2026-11-16', 'fresh', '2026-11-25', 0],
    ['2026-11-16', 7, '2026-11-23', 'fresh', '2026-11-25', 0],
    ['2026-11-16', 7, '2026-11-24', 'due', '2026-11-25', 0],
    ['2026-11-16', 7, '2026-11-25', 'due', '2026-11-25', 0],
    ['2026-11-16', 7, '2026-11-26', 'overdue', '2026-11-25', 1],
    ['2026-11-16', 7, '2026-12-02', 'overdue', '2026-11-25', 5],
    // a daily feed is not due on the day it came
    ['2026-11-16', 1, '2026-11-16', 'fresh', '2026-11-17', 0],
    ['2026-11-16', 1, '2026-11-17', 'due', '2026-11-17', 0],
    ['2026-11-16', 1, '2026-11-18', 'overdue', '2026-11-17', 1],
    // due on a Friday: the weekend is no working day
    ['2026-11-19', 1, '2026-11-22', 'due', '2026-11-20', 0],
    ['2026-11-19', 1, '2026-11-23', 'overdue', '2026-11-20', 1],
    // the holiday does not count, the make-up Saturday does
    ['2026-09-30', 2, '2026-10-07', 'fresh', '2026-10-09', 0],
    ['2026-09-30', 2, '2026-10-10', 'overdue', '2026-10-09', 1],
    ['2026-09-30', 2, '2026-10-11', 'overdue', '2026-10-09', 1],
    // nothing ever came: owed from the first day
    [null, 7, '2026-09-02', 'never', '2026-09-10', 0],
    [null, 7, '2026-09-11', 'never', '2026-09-10', 1],
  ] as const)('last good %s, every %i working days, on %s: %s', (last, every, today, state, by, late) => {
    expect(freshnessOf(duty(last, every), at(today))).toMatchObject({
      state,
      expectedBy: by,
      daysLate: late,
      isProvisional: false,
    });
  });

  test('a year without its notice is said to be provisional', () => {
    expect(freshnessOf(duty('2026-12-30', 3), at('2026-12-31')).isProvisional).toBe(true);
  });

  const days = fc.integer({ min: 0, max: 300 }).map((n) => addDays(day('2026-01-05'), n));
  const everies = fc.integer({ min: 1, max: 60 });

  test('overdue and days late say the same, and time only makes it worse', () => {
    fc.assert(
      fc.property(days, everies, fc.nat(80), fc.nat(20), fc.nat(3), (last, every, wait, more, dueSoon) => {
        const of = (n: number) =>
          freshnessOf(
            { lastGoodOn: last, since: last, everyWorkingDays: every },
            { today: addDays(last, n), dueSoon, calendar },
          );
        const [before, after] = [of(wait), of(wait + more)];
        expect(before.state === 'overdue').toBe(before.daysLate > 0);
        expect(after.daysLate).toBeGreaterThanOrEqual(before.daysLate);
        expect(of(0).state).not.toBe('overdue');
      }),
    );
  });

  test('a later upload or a longer term never makes a feed later', () => {
    fc.assert(
      fc.property(days, everies, fc.nat(30), fc.nat(30), fc.nat(80), (last, every, later, longer, wait) => {
        const today = addDays(last, wait + later);
        const late = (on: typeof last, term: number) =>
          freshnessOf({ lastGoodOn: on, since: on, everyWorkingDays: term }, { today, dueSoon: 1, calendar })
            .daysLate;
        expect(late(addDays(last, later), every)).toBeLessThanOrEqual(late(last, every));
        expect(late(last, every + longer)).toBeLessThanOrEqual(late(last, every));
      }),
    );
  });

  test('the earliest day in time is the first whose term has not passed', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 30 }), (on, limit) => {
        const { day: from } = earliestInTime(calendar, on, limit);
        expect(addWorkingDays(calendar, from, limit).day >= on).toBe(true);
        expect(addWorkingDays(calendar, addDays(from, -1), limit).day < on).toBe(true);
      }),
    );
  });
});

test("an agency's own frequency goes before the catalogue's, and that before the default", () => {
  const settings = new Map([
    ['feed.every.default', 7],
    ['feed.every.judgment-defaulter', 1],
  ]);
  expect(everyOf('judgment-defaulter', 5, settings)).toBe(5);
  expect(everyOf('judgment-defaulter', null, settings)).toBe(1);
  expect(everyOf('another', null, settings)).toBe(7);
  expect(() => everyOf('another', null, new Map())).toThrow();
});
