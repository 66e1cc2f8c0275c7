import { readCalendar } from '../calendar/calendar.store.ts';
import { addDays, type Day } from '../kernel/day.ts';
import type { Calendar } from '../kernel/working-days.ts';
import type { Measure } from '../measures/measure.rules.ts';
import type { Statement } from '../platform/db.ts';
import type { Ctx } from '../platform/deps.ts';
import { RuleSet } from '../rulebook/rule-set.schema.ts';
import { weighedRecords } from './check.rules.ts';
import { type FeedRow, readStanding } from './check-facts.store.ts';
import type { Standpoint } from './check-row.rules.ts';
import { type FeedFact, feedFacts, readCatalogs, stalestFeeds } from './feed-freshness.rules.ts';

export type StandingNow = {
  ruleSet: RuleSet;
  weighed: { catalog: string; class: string | null }[];
  feeds: FeedFact[];
  hasMatters: boolean;
  incentives: Measure[];
  standpoint: Standpoint;
  lists: string[];
};
const kept = new WeakMap<Statement, { at: number; day: Day; standing: StandingNow }>();
const STANDS_FOR_MS = 1000;

// Rules, calendar and feed freshness change by the day; a second-old reading serves every check of that second.
export const standingOn = async (run: Statement, ctx: Ctx, today: Day): Promise<StandingNow> => {
  const now = ctx.clock.now().getTime();
  const before = kept.get(ctx.statement);
  if (before && before.day === today && now >= before.at && now - before.at < STANDS_FOR_MS)
    return before.standing;
  const [read, calendar] = await Promise.all([readStanding(run, today), readCalendar(run)]);
  if (!read.ruleSet) throw new Error(`no approved rule set in force on ${today}`);
  const ruleSet = RuleSet.parse(read.ruleSet.content);
  const standing = {
    ruleSet,
    weighed: weighedRecords(ruleSet),
    hasMatters: read.hasMatters,
    incentives: read.incentives,
    lists: readCatalogs(ruleSet),
    feeds: agedFeeds(read.feeds, calendar, today),
    standpoint: {
      dataVersion: read.dataVersion,
      validUntil: addDays(today, read.validDays),
    },
  };
  kept.set(ctx.statement, { at: now, day: today, standing });
  return standing;
};

// A rule set came into force within the second.
export const forgetStanding = (ctx: Ctx): void => void kept.delete(ctx.statement);

export const agedFeeds = (feeds: readonly FeedRow[], calendar: Calendar, today: Day): FeedFact[] =>
  stalestFeeds(feedFacts(feeds, calendar, today));
