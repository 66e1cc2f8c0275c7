import type { Day } from '../../kernel/day.ts';
import type { Calendar } from '../../kernel/working-days.ts';
import { readCalendar } from '../../law/calendar/calendar.store.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { RuleSet } from '../../law/rulebook/rule-set.schema.ts';
import type { Statement } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { forgetReadings, renewedAhead } from '../../platform/door/renewed-ahead.ts';
import { readConditions } from './check-facts.store.ts';
import { standsUntil } from './check-receipt.rules.ts';
import type { CheckConditions } from './decide-check.ts';
import {
  awaitedCatalogs,
  type FeedAge,
  feedFacts,
  feedsByApplicant,
  readCatalogs,
} from './feed-freshness.rules.ts';
import { weighedRecords } from './weighed-records.rules.ts';

// Rules, calendar and feed freshness change by the day; a second-old reading serves every check of that
// second.
export const conditionsOn = (run: Statement, ctx: Ctx, today: Day): Promise<CheckConditions> =>
  renewedAhead(
    {
      owner: ctx.statement,
      key: `conditions:${today}`,
      now: ctx.clock.now(),
      withinTransaction: run !== ctx.statement && run !== ctx.quick,
    },
    { read: () => readNow(run, today), readBeside: () => readNow(ctx.statement, today) },
  );

const readNow = async (run: Statement, today: Day): Promise<CheckConditions> => {
  const [read, calendar] = await Promise.all([readConditions(run, today), readCalendar(run)]);
  if (!read.ruleSet) throw new Error(`no approved rule set in force on ${today}`);
  const ruleSet = RuleSet.parse(read.ruleSet.content);
  const watched = new Set(watchedCatalogs(ruleSet));
  return {
    ruleSet,
    weighed: weighedRecords(ruleSet),
    hasMatters: read.hasMatters,
    incentives: read.incentives,
    lists: readCatalogs(ruleSet),
    feeds: agedFeeds(
      read.feeds.filter(({ catalog }) => watched.has(catalog)),
      calendar,
      today,
    ),
    standpoint: {
      dataVersion: read.dataVersion,
      validUntil: standsUntil(today, read.validDays),
    },
  };
};

// A rule set came into force within the second.
export const forgetConditions = (ctx: Ctx): void => forgetReadings(ctx.statement);

// Every source of the catalogues, by whom they can concern.
export const agedFeeds = (feeds: readonly FeedAge[], calendar: Calendar, today: Day) =>
  feedsByApplicant(feedFacts(feeds, calendar, today), (catalog) => findCatalog(catalog)?.concerns);

const watchedCatalogs = (ruleSet: RuleSet): string[] => [
  ...awaitedCatalogs(ruleSet),
  ...ruleSet.rules.flatMap((rule) =>
    rule.kind === 'freshness' ? (rule.catalogs ?? []).map(({ catalog }) => catalog) : [],
  ),
];
