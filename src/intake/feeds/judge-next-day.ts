import { addDays, type Day, dayOf } from '../../kernel/day.ts';
import { type Calendar, nextWorkingDay } from '../../kernel/working-days.ts';
import { calendarIn } from '../../law/calendar/calendar.store.ts';
import { settingValuesOn } from '../../law/rulebook/rulebook.store.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { dutiesOn, type ReportingDuty } from './feed.store.ts';
import { everyOf, freshnessOf } from './feed-freshness.rules.ts';
import { addLateDays, type LateDay, lastJudgedDay, openJudgement } from './late-day.store.ts';

const LONGEST_GAP_DAYS = 92;

// Judges one working day that is over and was never judged; gives false when there is none left. The good
// days are kept, so a day is judged alike the night after and after a week of standstill.
export const judgeNextDay = (ctx: Ctx): Promise<boolean> =>
  act(ctx, 'freshness.judge', async (tx) => {
    const now = ctx.clock.now();
    const calendar = await calendarIn(tx);
    const day = dayToJudge(await lastJudgedDay(tx), { today: dayOf(now), calendar });
    if (day === null) return { value: false, audit: { judged: null }, events: [] };
    const settings = await settingValuesOn(tx, day);
    const owed = await dutiesOn(tx, { on: day, before: day, agencyId: null });
    const late = owed.flatMap((feed) => lateOn(day, { feed, calendar, settings }));
    const counts = { feedCount: owed.length, lateCount: late.length };
    const isNew = await openJudgement(tx, { day, ...counts, judgedAt: now.toISOString() });
    if (isNew) await addLateDays(tx, day, late);
    return { value: true, audit: { judged: day, feeds: owed.length, late: late.length }, events: [] };
  });

const dayToJudge = (last: Day | null, { today, calendar }: { today: Day; calendar: Calendar }) => {
  const earliest = addDays(today, last === null ? -2 : 0 - LONGEST_GAP_DAYS);
  const day = nextWorkingDay(calendar, last === null || last < earliest ? earliest : last).day;
  return day < today ? day : null;
};

type Reckoning = { feed: ReportingDuty; calendar: Calendar; settings: ReadonlyMap<string, number> };

const lateOn = (day: Day, { feed, calendar, settings }: Reckoning): LateDay[] => {
  const everyWorkingDays = everyOf(feed.catalog, feed.ownEvery, settings);
  const duty = { lastGoodOn: feed.lastGoodOn, since: feed.validFrom, everyWorkingDays };
  const { daysLate, expectedBy, isProvisional } = freshnessOf(duty, { today: day, dueSoon: 0, calendar });
  if (daysLate === 0) return [];
  return [{ agencyId: feed.agencyId, catalog: feed.catalog, dueOn: expectedBy, daysLate, isProvisional }];
};
