import { type Day, dayOf } from '../../kernel/day.ts';
import { type Calendar, workingDaysBetween } from '../../kernel/working-days.ts';
import type { Rule, RuleSet } from '../../law/rulebook/rule-set.schema.ts';

export type FeedFact = {
  catalog: string;
  agency: string;
  lastGoodOn: Day | null;
  ageWorkingDays: number | null;
};
export const feedFacts = (
  feeds: readonly { catalog: string; agency: string; lastGoodAt: string | null }[],
  calendar: Calendar,
  today: Day,
): FeedFact[] =>
  feeds.map(({ catalog, agency, lastGoodAt }) => {
    const lastGoodOn = lastGoodAt ? dayOf(new Date(lastGoodAt)) : null;
    const ageWorkingDays = lastGoodOn && workingDaysBetween(calendar, lastGoodOn, today).count;
    return { catalog, agency, lastGoodOn, ageWorkingDays };
  });

// The feeder that has been silent longest decides how old a catalogue is.
export const stalestFeeds = (feeds: readonly FeedFact[]): FeedFact[] => {
  const age = (feed: FeedFact) => feed.ageWorkingDays ?? Number.POSITIVE_INFINITY;
  const stalest = new Map<string, FeedFact>();
  for (const feed of feeds) {
    const other = stalest.get(feed.catalog);
    if (!other || age(feed) > age(other)) stalest.set(feed.catalog, feed);
  }
  return [...stalest.values()];
};

// The catalogues whose silence matters: those named by the rule, else all that the rule set reads.
export const readCatalogs = (ruleSet: RuleSet): string[] =>
  ruleSet.rules.flatMap((rule) =>
    rule.kind === 'listing' ? [rule.list] : rule.kind === 'record' ? [rule.catalog] : [],
  );

export const titleOf = (catalog: string, ruleSet: RuleSet): string => {
  for (const rule of ruleSet.rules) {
    if (rule.kind === 'listing' && rule.list === catalog) return rule.title;
    if (rule.kind === 'record' && rule.catalog === catalog) return rule.title;
  }
  return catalog;
};

export const staleFeeds = (
  rule: Extract<Rule, { kind: 'freshness' }>,
  feeds: readonly FeedFact[],
  ruleSet: RuleSet,
): FeedFact[] => {
  const limits = new Map(
    rule.catalogs?.map(({ catalog, maxAgeWorkingDays }) => [catalog, maxAgeWorkingDays]) ??
      readCatalogs(ruleSet).map((catalog) => [catalog, rule.maxAgeWorkingDays]),
  );
  return feeds.filter((feed) => {
    const limit = limits.get(feed.catalog);
    return limit !== undefined && (feed.ageWorkingDays === null || feed.ageWorkingDays > limit);
  });
};
