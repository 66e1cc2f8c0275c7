import { dayOf, day as dayOn, daysBetween, weekday } from '../../src/kernel/day.ts';
import { yearNotices } from '../../src/law/calendar/holidays.ts';

export type TrialDay = { day: string; name: string };

const lastYear = Math.max(...yearNotices.map(({ year }) => year));
const SATURDAY = 6;
const makeUpSaturday = yearNotices
  .flatMap(({ workdays }) => workdays)
  .filter((on) => weekday(dayOn(on)) === SATURDAY)
  .toSorted()
  .at(-1);
if (!makeUpSaturday) throw new Error('no loaded calendar has a make-up Saturday');

// Days that have turned suites red: the year's ends with the next calendar not yet known, the day that most
// years lack, and a Saturday on which offices work.
const days: readonly TrialDay[] = [
  { day: `${lastYear + 1}-12-31`, name: 'the last day of a year without a calendar' },
  { day: `${lastYear + 1}-01-01`, name: 'the first day without a calendar' },
  { day: '2028-02-29', name: 'a leap day' },
  { day: `${lastYear}-12-31`, name: 'the last day of the loaded calendar' },
  { day: makeUpSaturday, name: 'a make-up Saturday' },
];

// All of them; or the one named, be it none of the five; or the one whose turn it is today.
export const trialDays = (wish: string | undefined, now = new Date()): readonly TrialDay[] => {
  if (wish === undefined) return days;
  const turn = daysBetween(dayOn('2026-01-01'), dayOf(now));
  if (wish === 'turn') return days.slice(turn % days.length).slice(0, 1);
  const on = dayOn(wish);
  return [days.find(({ day }) => day === on) ?? { day: on, name: 'as asked' }];
};

// Some time after ten past midnight in Shanghai, while it is still the day before by UTC: whoever mistakes
// one for the other is caught.
export const clockOn = (day: string) => {
  const ahead = Date.parse(`${day}T00:10:30+08:00`) - Date.now();
  const preload = new URL('moved-clock.mjs', import.meta.url).href;
  const options = `${process.env.NODE_OPTIONS ?? ''} --import=${preload}`.trim();
  return { CLOCK_AHEAD_MS: String(ahead), NODE_OPTIONS: options };
};
