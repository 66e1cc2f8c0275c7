import { type Day, dayOf } from '../../kernel/day.ts';
import type { Statement } from '../../platform/door/db.ts';
import { gauge, type ReadMetrics } from '../../platform/running/figures.ts';
import type { ReadStanding } from '../../platform/running/readiness.ts';
import { yearsAwaited } from './awaited-year.rules.ts';

/** The years whose notice should be loaded by now, and is not. */
export const missingYears = async (run: Statement, today: Day): Promise<number[]> => {
  const loaded = new Set((await run('select year from calendar_years', [])).map(({ year }) => Number(year)));
  return yearsAwaited(today).filter((year) => !loaded.has(year));
};

export const calendarMetrics: ReadMetrics = async ({ statement, clock }) => [
  gauge(
    'registry_calendar_years_missing',
    'Years whose holidays should be loaded by now, the next one from November on: 0 when none is missing.',
    [{ value: (await missingYears(statement, dayOf(clock.now()))).length }],
  ),
];

export const calendarStanding: ReadStanding = async ({ statement, clock }) => {
  const missing = await missingYears(statement, dayOf(clock.now()));
  const message = `${missing.join('、')} 年节假日安排尚未载入，跨年期限只是暂算，请载入国务院办公厅通知。`;
  return { unready: [], warnings: missing.length > 0 ? [{ code: 'calendar.missing', message }] : [] };
};
