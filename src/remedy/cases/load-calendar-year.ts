import { saveYear } from '../../law/calendar/calendar.store.ts';
import { checkYear, type YearNotice } from '../../law/calendar/year-notice.rules.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { reckonAgain } from './reckon-dues.step.ts';

export type LoadedYear = { year: number; days: number; settled: number; provisional: number };

// The State Council's notice of a year, loaded or told anew; every deadline that runs through it is reckoned again at once.
// Errors: calendar.invalid. Basis: 国务院办公厅年度节假日安排通知；行政处罚法第八十五条
export const loadCalendarYear = (ctx: Ctx, notice: YearNotice): Promise<LoadedYear> =>
  act(ctx, 'calendar.load', async (tx) => {
    const days = must(checkYear(notice));
    const { year, source } = notice;
    await saveYear(tx, { year, source, days }, ctx.clock.now().toISOString());
    const reckoned = await reckonAgain(tx, year);
    const value = { year, days: days.length, ...reckoned };
    return { value, audit: { ...value, source }, events: [] };
  });
