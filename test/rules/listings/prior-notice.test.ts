import { expect, test } from 'vitest';
import { type Day, day } from '../../../src/kernel/day.ts';
import { priorNoticeOut, priorNoticeTerms } from '../../../src/registry/listings/prior-notice.rules.ts';

const terms: Record<string, number> = { 'prior-notice.statements': 5, 'prior-notice.decision': 3 };
const setting = (key: string) => terms[key] ?? 0;
const calendarOf = (...years: number[]) => ({
  years: new Set(years),
  holidays: new Set([day('2027-01-01')]),
  makeupWorkdays: new Set<Day>(),
});
const shown = (notifiedOn: string, today: string, calendar = calendarOf(2026, 2027)) =>
  priorNoticeOut(
    {
      noticeNo: '示告1号',
      basis: '依据',
      notifiedOn: day(notifiedOn),
      statements: [],
      ...priorNoticeTerms(day(notifiedOn), setting),
    },
    { calendar, today: day(today) },
  );

test('the day to answer is reckoned in working days whenever it is shown; across a year not yet announced it is provisional', () => {
  expect(shown('2026-12-29', '2026-12-30').statementsUntil).toMatchObject({
    on: '2027-01-06',
    provisional: false,
  });
  const before = shown('2026-12-29', '2026-12-30', { ...calendarOf(2026), holidays: new Set<Day>() });
  expect(before.statementsUntil).toMatchObject({ on: '2027-01-05', provisional: true });
});

test.each([
  ['2026-11-27', false],
  ['2026-11-28', true],
])('the last day to answer is still in time: %s', (today, over) => {
  expect(shown('2026-11-20', today).statementsUntil).toMatchObject({ on: '2026-11-27', over });
});

test.each([
  ['2027-02-20', false],
  ['2027-02-21', true],
])('a decision is overdue the day after its last: %s', (today, overdue) => {
  expect(shown('2026-11-20', today)).toMatchObject({ decideBy: '2027-02-20', overdue });
});
