import { type Day, dayOf } from '../../kernel/day.ts';
import { type IdentifierType, isPersonIdentifier } from '../../kernel/identifiers.ts';
import { remembered } from '../../kernel/remembered.ts';
import { usccSubjectKind } from '../../kernel/uscc.ts';
import { addWorkingDays, type Calendar, workingDaysBetween } from '../../kernel/working-days.ts';
import { catalogNames } from '../../law/catalogs/catalog-list.ts';
import type { Rule, RuleSet } from '../../law/rulebook/rule-set.schema.ts';
import { stateSource } from './weighed-records.rules.ts';

// One source of one catalogue. firstDueOn: until then a source that never came is not late; null once it
// came. Facts of the first days held only the longest silent source of each catalogue, and no such day.
export type FeedFact = {
  catalog: string;
  agency: string;
  lastGoodOn: Day | null;
  ageWorkingDays: number | null;
  firstDueOn?: Day | null;
};
export type FeedAge = {
  catalog: string;
  agency: string;
  lastGoodAt: string | null;
  since: Day;
  everyWorkingDays: number;
};

// everyOf() of intake/feeds as SQL, for the one statement that all checks of a second share: c and q are a
// duty and the frequency that a registrar set for it.
export const everySql = (day: string): string =>
  `coalesce(q.every_working_days, (select (s.value #>> '{}')::int from settings s
    where s.key in ('feed.every.' || c.catalog, 'feed.every.default') and s.valid_from <= ${day}::date
    order by s.key = 'feed.every.default', s.valid_from desc limit 1))`;

// By catalogue and source, whatever order and collation the database has: the receipt signs them in it.
const inOrder = (feeds: readonly FeedAge[]): FeedAge[] => {
  const key = ({ catalog, agency }: FeedAge) => `${catalog} ${agency}`;
  return [...feeds].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
};

export const feedFacts = (feeds: readonly FeedAge[], calendar: Calendar, today: Day): FeedFact[] =>
  inOrder(feeds).map(({ catalog, agency, lastGoodAt, since, everyWorkingDays }) => {
    const lastGoodOn = lastGoodAt ? dayOf(new Date(lastGoodAt)) : null;
    const ageWorkingDays = lastGoodOn && workingDaysBetween(calendar, lastGoodOn, today).count;
    const firstDueOn = lastGoodOn ? null : addWorkingDays(calendar, since, everyWorkingDays).day;
    return { catalog, agency, lastGoodOn, ageWorkingDays, firstDueOn };
  });

export type ApplicantKind = 'persons' | 'organisations' | 'anyone';

// A 个体工商户 is both, by itself and by its operator; an old registration number or an organisation code may be
// one's.
export const applicantOf = (type: IdentifierType, code: string): ApplicantKind => {
  if (isPersonIdentifier(type)) return 'persons';
  return type === 'uscc' && usccSubjectKind(code) !== 'individual-business' ? 'organisations' : 'anyone';
};

type Concern = 'persons' | 'organisations' | undefined;

export const canConcern = (concerns: Concern, applicant: ApplicantKind): boolean =>
  concerns === undefined || applicant === 'anyone' || concerns === applicant;

// The same array for every applicant of a kind: it is written down once for all checks of a moment.
export const feedsByApplicant = (feeds: readonly FeedFact[], concernsOf: (catalog: string) => Concern) => {
  const of = (applicant: ApplicantKind) =>
    feeds.filter(({ catalog }) => canConcern(concernsOf(catalog), applicant));
  return { persons: of('persons'), organisations: of('organisations'), anyone: of('anyone') };
};

// The feeder that has been silent longest speaks for a catalogue.
export const stalestFeeds = (feeds: readonly FeedFact[]): FeedFact[] => {
  const age = (feed: FeedFact) => feed.ageWorkingDays ?? Number.POSITIVE_INFINITY;
  const stalest = new Map<string, FeedFact>();
  for (const feed of feeds) {
    const other = stalest.get(feed.catalog);
    if (!other || age(feed) > age(other)) stalest.set(feed.catalog, feed);
  }
  return [...stalest.values()];
};

// The lists and records that a rule set reads, in the order of its rules; each once. A receipt names them as
// covered.
export const readCatalogs = (ruleSet: RuleSet): string[] => [
  ...new Set(
    ruleSet.rules.flatMap((rule) =>
      rule.kind === 'listing' ? [rule.list] : rule.kind === 'record' ? [rule.catalog] : [],
    ),
  ),
];

// A name, an end and a revoked licence stand in the registration, a death in its record: silence of the
// source hides it.
const stateRead: Partial<Record<Rule['kind'], string>> = {
  'name-mismatch': stateSource.revoked.catalog,
  dissolved: stateSource.revoked.catalog,
  revoked: stateSource.revoked.catalog,
  deceased: stateSource.deceased.catalog,
};

// All that must be fresh where the rule set names nothing of its own.
export const awaitedCatalogs = (ruleSet: RuleSet): string[] => [
  ...new Set([...readCatalogs(ruleSet), ...ruleSet.rules.flatMap(({ kind }) => stateRead[kind] ?? [])]),
];

export const titleOf = (catalog: string, ruleSet: RuleSet): string => {
  for (const rule of ruleSet.rules) {
    if (rule.kind === 'listing' && rule.list === catalog) return rule.title;
    if (rule.kind === 'record' && rule.catalog === catalog) return rule.title;
  }
  return catalogNames[catalog] ?? catalog;
};

type Freshness = Extract<Rule, { kind: 'freshness' }>;

// The catalogues whose silence matters: those named by the rule, else all that the rule set reads.
const limitsOf = (rule: Freshness, ruleSet: RuleSet): ReadonlyMap<string, number> =>
  new Map(
    rule.catalogs?.map(({ catalog, maxAgeWorkingDays }) => [catalog, maxAgeWorkingDays]) ??
      awaitedCatalogs(ruleSet).map((catalog) => [catalog, rule.maxAgeWorkingDays]),
  );

type Scope = { ruleSet: RuleSet; on: Day };

// One for each catalogue that is too old. A further source that was just registered has until its first due
// day; where none has ever come, nothing is known and the catalogue is stale.
export const staleFeeds = (rule: Freshness, feeds: readonly FeedFact[], { ruleSet, on }: Scope): FeedFact[] =>
  staleFor(feeds, rule, ruleSet, on);

// All checks of a moment share their feeds: what is late is found once for all of them.
const staleFor = remembered((feeds: readonly FeedFact[], rule: Freshness, ruleSet: RuleSet, on: Day) => {
  const limits = limitsOf(rule, ruleSet);
  const fed = new Set(feeds.flatMap(({ catalog, lastGoodOn }) => (lastGoodOn === null ? [] : [catalog])));
  const isAwaited = ({ catalog, firstDueOn }: FeedFact) =>
    fed.has(catalog) && firstDueOn != null && on <= firstDueOn;
  const late = feeds.filter((feed) => {
    const limit = limits.get(feed.catalog);
    if (limit === undefined) return false;
    return feed.ageWorkingDays === null ? !isAwaited(feed) : feed.ageWorkingDays > limit;
  });
  return stalestFeeds(late);
});
