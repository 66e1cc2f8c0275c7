import { calendarIn, saveYear } from '../../law/calendar/calendar.store.ts';
import { checkYear, type YearNotice } from '../../law/calendar/year-notice.rules.ts';
import { holdLaw } from '../../law/changes/change.store.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { reckonDuesBy } from './case.store.ts';

export type LoadedYear = { year: number; days: number; settled: number; provisional: number };

// The operator loads or replaces the State Council's notice of a year; every deadline that runs through the
// year is reckoned again at once. Errors: calendar.invalid.
export const loadCalendarYear = (ctx: Ctx, notice: YearNotice): Promise<LoadedYear> =>
  act(ctx, 'calendar.load', async (tx) => {
    const days = must(checkYear(notice));
    const { year, source } = notice;
    await holdLaw(tx);
    await saveYear(tx, { year, source, days }, ctx.clock.now().toISOString());
    const reckoned = await reckonDuesBy(tx, await calendarIn(tx), year);
    const value = { year, days: days.length, ...reckoned };
    return { value, audit: { ...value, source }, events: [] };
  });
