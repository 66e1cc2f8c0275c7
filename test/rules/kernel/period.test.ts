import { expect, test } from 'vitest';
import { day } from '../../../src/kernel/day.ts';
import { covers, overlaps, type Period } from '../../../src/kernel/period.ts';

const period = (from: string, until: string | null): Period => ({
  from: day(from),
  until: until === null ? null : day(until),
});

test.each([
  ['2025-12-31', false],
  ['2026-01-01', true],
  ['2026-06-30', true],
  ['2026-07-01', false],
])('a period holds its first day and not its end: %s → %s', (on, expected) => {
  expect(covers(period('2026-01-01', '2026-07-01'), day(on))).toBe(expected);
});

test('a period without end holds every later day', () => {
  expect(covers(period('2026-01-01', null), day('2099-12-31'))).toBe(true);
  expect(covers(period('2026-01-01', null), day('2025-12-31'))).toBe(false);
});

test.each([
  ['one after the other', period('2026-01-01', '2026-02-01'), period('2026-02-01', '2026-03-01'), false],
  ['one shared day', period('2026-01-01', '2026-02-02'), period('2026-02-01', '2026-03-01'), true],
  ['one inside the other', period('2026-01-01', '2026-12-31'), period('2026-02-01', '2026-03-01'), true],
  ['both without end', period('2026-01-01', null), period('2030-01-01', null), true],
  ['ended before the endless began', period('2026-01-01', '2030-01-01'), period('2030-01-01', null), false],
  ['an empty one inside', period('2026-01-01', null), period('2026-02-01', '2026-02-01'), false],
])('periods overlap when they share a day: %s', (_, a, b, expected) => {
  expect(overlaps(a, b)).toBe(expected);
  expect(overlaps(b, a)).toBe(expected);
});
