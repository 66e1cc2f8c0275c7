import { expect, test } from 'vitest';
import { clockOn, trialDays } from '../../scripts/dates/trial-days.ts';
import { addDays, day, weekday } from '../../src/kernel/day.ts';
import { yearNotices } from '../../src/law/calendar/holidays.ts';
import { daysOf } from '../../src/law/calendar/year-notice.rules.ts';

const loaded = yearNotices.flatMap(daysOf);
const lastYear = Math.max(...yearNotices.map(({ year }) => year));

test('the suite is tried on five days, among them the calendar’s last and a Saturday on which offices work', () => {
  const days = trialDays(undefined).map((one) => one.day);
  expect(new Set(days).size).toBe(5);
  expect(days).toEqual(expect.arrayContaining(['2028-02-29', `${lastYear}-12-31`, `${lastYear + 1}-01-01`]));
  const worked = days.filter((on) => weekday(day(on)) === 6 && loaded.some((one) => one.day === on));
  expect(worked.length).toBeGreaterThan(0);
});

test('five days in a row try each of them once', () => {
  const from = day('2026-11-29');
  const noon = (count: number) => new Date(`${addDays(from, count)}T04:00:00Z`);
  const turns = [0, 1, 2, 3, 4].flatMap((count) => trialDays('turn', noon(count)));
  expect(new Set(turns)).toEqual(new Set(trialDays(undefined)));
});

test('a day of one’s own choice can be tried, and the clock then starts on it in Shanghai', () => {
  expect(trialDays('2031-06-01')).toEqual([{ day: '2031-06-01', name: 'as asked' }]);
  expect(() => trialDays('2031-02-29')).toThrow();
  const start = Date.now() + Number(clockOn('2031-06-01').CLOCK_AHEAD_MS) + 8 * 3_600_000;
  expect(new Date(start).toISOString()).toMatch(/^2031-06-01T00:1/);
});
