import { reachOf } from '../../access/reach.rules.ts';
import { addDays, dayOf } from '../../kernel/day.ts';
import { readCalendar } from '../../law/calendar/calendar.store.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { settingValuesOn } from '../../law/rulebook/rulebook.store.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { dutiesOn, type ReportingDuty } from './feed.store.ts';
import { everyOf, type FeedFreshness, freshnessOf } from './feed-freshness.rules.ts';

export type ReportingDutyLine = ReportingDuty &
  FeedFreshness & { catalogName: string; updateFrequency: string | null; everyWorkingDays: number };

const DUE_SOON = 1;

// The registrar sees every duty of today, an agency sees its own.
export const listReportingDuties = async (ctx: Ctx): Promise<ReportingDutyLine[]> => {
  permit(ctx, 'freshness.read');
  const today = dayOf(ctx.clock.now());
  const agencyId = reachOf(ctx.actor, 'freshness.read');
  const [calendar, settings, owed] = await Promise.all([
    readCalendar(ctx.statement),
    settingValuesOn(ctx.db, today),
    dutiesOn(ctx.db, { on: today, before: addDays(today, 1), agencyId }),
  ]);
  const dueSoon = settings.get('feed.due-soon') ?? DUE_SOON;
  return owed.map((feed) => {
    const everyWorkingDays = everyOf(feed.catalog, feed.ownEvery, settings);
    const duty = { lastGoodOn: feed.lastGoodOn, since: feed.validFrom, everyWorkingDays };
    const catalog = findCatalog(feed.catalog);
    return {
      ...feed,
      ...freshnessOf(duty, { today, dueSoon, calendar }),
      everyWorkingDays,
      catalogName: catalog?.name ?? feed.catalog,
      updateFrequency: catalog?.updateFrequency ?? null,
    };
  });
};
