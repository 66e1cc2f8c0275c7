import type { Day } from '../kernel/day.ts';
import type { Rule, RuleSet } from '../rulebook/rule-set.schema.ts';

export type FeedFact = {
  catalog: string;
  agency: string;
  lastGoodOn: Day | null;
  ageWorkingDays: number | null;
};
// Of several feeders of one catalogue the longest silent speaks for it.
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
const readCatalogs = (ruleSet: RuleSet): string[] =>
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
