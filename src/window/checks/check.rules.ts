import type { Day } from '../../kernel/day.ts';
import { sameName } from '../../kernel/names.ts';
import type { Rule, RuleSet } from '../../law/rulebook/rule-set.schema.ts';
import { type AppealFact, underAppeal } from './appeal-fact.rules.ts';
import { type DoubtFact, doubtReason, isSomebodyPerhaps } from './doubt.rules.ts';
import { type FeedFact, staleFeeds, titleOf } from './feed-freshness.rules.ts';
import { restoreFor, unlessWaiting } from './held-removal-hits.rules.ts';
import { byBearer, isBusiness, recordHit, stateHit, whose } from './record-hits.rules.ts';
import { isOf, sourceOf, stateSource } from './weighed-records.rules.ts';

export type CheckOutcome = 'eligible' | 'review' | 'ineligible' | 'matter-not-allowed';
// business: the shop that the applicant runs; taken-over-business: one that somebody else ran before him.
export type Bearer = 'self' | 'operator' | 'legal-representative' | 'business' | 'taken-over-business';

// Everything a decision may stand on, as plain values; stored with the check so that it can be decided again.
export type ListingFact = {
  id: number;
  bearer: Bearer;
  bearerName: string;
  list: string;
  authority: string;
  documentNo: string | null;
  listedOn: Day;
  dueOn: Day | null;
  isDisputed: boolean;
  isRemovalHeld?: true;
  // Absent where no appeal is open.
  appeal?: AppealFact;
};
export type HonourFact = ListingFact & { title: string };
export type RecordFact = {
  id: number;
  bearer: Bearer;
  bearerName: string;
  catalog: string;
  class: string | null;
  authority: string;
  documentNo: string | null;
  decidedOn: Day;
  publishedUntil: Day | null;
  isDisputed: boolean;
  isRemovalHeld?: true;
  appeal?: AppealFact;
  // How a promise or a licence stands, in the record's own word; absent where the catalogue has none.
  said?: string;
};
type Matter = { code: string; isCommitmentAllowed: boolean; isCancelled?: boolean };
export type CheckFacts = {
  subject: {
    isKnown: boolean;
    name: string | null;
    givenName: string | null;
    formerNames: readonly string[];
    dissolvedOn: Day | null;
  };
  listings: readonly ListingFact[];
  records: readonly RecordFact[];
  feeds: readonly FeedFact[];
  matter: Matter | null;
  doubts?: readonly DoubtFact[];
};

export type CheckReason = {
  code: string;
  text: string;
  list?: string;
  authority: string | null;
  documentNo: string | null;
  basis: string;
  since: Day | null;
  until?: Day;
  restore: string;
  isDisputed?: boolean;
  isUnderAppeal?: boolean;
  isStayed?: boolean;
  ground?: string;
};
export type Decision = { outcome: CheckOutcome; reasons: CheckReason[] };

const severity: Record<CheckOutcome, number> = {
  eligible: 0,
  review: 1,
  ineligible: 2,
  'matter-not-allowed': 3,
};
export type Hit = { outcome: CheckOutcome; reason: CheckReason };

// All tests run, every hit is a reason, the worst is the outcome.
// Basis: 国办发〔2020〕42号
export const decide = (facts: CheckFacts, ruleSet: RuleSet, on: Day): Decision =>
  decisionOf(hitsOf(facts, ruleSet, on));

export const decisionOf = (hits: readonly Hit[]): Decision => ({
  outcome: hits[0]?.outcome ?? 'eligible',
  reasons: hits.map(({ reason }) => reason),
});

// The worst comes first.
export const hitsOf = (facts: CheckFacts, ruleSet: RuleSet, on: Day): Hit[] => {
  const doubts = facts.doubts ?? [];
  const judged = ruleSet.rules.flatMap((rule) => judge(rule, facts, { ruleSet, on }));
  return [...doubts.map(doubtHit), ...(isSomebodyPerhaps(doubts) ? judged.map(atMostReview) : judged)].sort(
    (a, b) => severity[b.outcome] - severity[a.outcome],
  );
};

export const isWorse = (a: CheckOutcome, b: CheckOutcome): boolean => severity[a] > severity[b];

// No rule set may leave this out: a known doubt is never "eligible".
const doubtHit = (doubt: DoubtFact): Hit => ({ outcome: 'review', reason: doubtReason(doubt) });
const atMostReview = (found: Hit): Hit =>
  found.outcome === 'ineligible' ? { ...found, outcome: 'review' } : found;

type Scope = { ruleSet: RuleSet; on: Day };

const judge = (rule: Rule, facts: CheckFacts, scope: Scope): Hit[] => {
  switch (rule.kind) {
    case 'matter':
      return facts.matter && !facts.matter.isCommitmentAllowed ? [matterHit(rule, facts.matter)] : [];
    case 'listing':
      return facts.listings
        .filter((fact) => fact.list === rule.list && weighs(fact) && isLive(fact, scope.on))
        .map((fact) => underAppeal(unlessWaiting(fact, listingHit(rule, fact)), fact, 'listing'));
    case 'record':
      return facts.records
        .filter((fact) => matches(rule, fact, scope.on))
        .map((fact) => underAppeal(unlessWaiting(fact, recordHit(rule, fact)), fact, 'record'));
    case 'related-listing':
      return facts.listings
        .filter((fact) => fact.bearer === 'legal-representative' && isLive(fact, scope.on))
        .map((fact) => underAppeal(relatedHit(rule, fact), fact, 'listing'));
    case 'name-mismatch':
      return nameDiffers(facts.subject)
        ? [hit(rule, rule.outcome, `填写名称“${facts.subject.givenName}”与登记名称不符`)]
        : [];
    case 'dissolved':
      return facts.subject.dissolvedOn
        ? [hit(rule, rule.outcome, '该主体已注销', facts.subject.dissolvedOn)]
        : [];
    case 'revoked':
    case 'deceased':
      return facts.records
        .filter((fact) => weighs(fact) && !isBusiness(fact) && isOf(stateSource[rule.kind], fact))
        .map((fact) => underAppeal(stateHit(rule, fact), fact, 'record'));
    case 'freshness':
      return staleFeeds(rule, facts.feeds, scope).map((feed) => staleHit(rule, feed, scope.ruleSet));
  }
};

// Facts of the first days told a silent catalogue by its words alone.
const staleHit = (rule: Lawful, feed: FeedFact, ruleSet: RuleSet): Hit => {
  const { agency, catalog, lastGoodOn, firstDueOn } = feed;
  const since = lastGoodOn ? `最近一次更新为 ${lastGoodOn}` : '尚未报送';
  const text = `${agency}的${titleOf(catalog, ruleSet)}数据${since}，已超过允许时限`;
  const found = hit(rule, 'review', text, lastGoodOn);
  return firstDueOn === undefined ? found : { ...found, reason: { ...found.reason, list: catalog } };
};

// A 个体工商户 and its operator answer for each other, but his licence is not himself; a legal representative does
// not make the organisation listed.
// Basis: 民法典第五十四条、第五十六条；国办发〔2020〕42号；法定代表人在列的转人工复核为本市设定
const weighs = (fact: { bearer: Bearer }) => fact.bearer !== 'legal-representative';

// A term ends on its day even before the nightly job has run.
const isLive = (fact: ListingFact, on: Day) =>
  fact.listedOn <= on && (fact.dueOn === null || on < fact.dueOn);

// Honours open the green channel of whoever may use commitment, until their term ends, and never beside a
// doubt.
// Basis: 国发〔2016〕33号第二部分
export const honoursThatCount = (
  outcome: CheckOutcome,
  honours: readonly HonourFact[],
  on: Day,
): readonly HonourFact[] =>
  outcome === 'eligible' ? honours.filter((fact) => fact.bearer === 'self' && isLive(fact, on)) : [];

const matches = (rule: Extract<Rule, { kind: 'record' }>, fact: RecordFact, on: Day) =>
  weighs(fact) &&
  isOf(sourceOf(rule), fact) &&
  (!rule.withinPublicity || (fact.publishedUntil !== null && on < fact.publishedUntil));

type Lawful = { code: string; basis: string; restore: string };

const hit = (rule: Lawful, outcome: CheckOutcome, text: string, since: Day | null = null): Hit => ({
  outcome,
  reason: {
    code: rule.code,
    text,
    authority: null,
    documentNo: null,
    basis: rule.basis,
    since,
    restore: rule.restore,
  },
});

const PROOF_CANCELLED = 'matter.cancelled';

// A proof that has been cancelled may not be asked for at all, neither on paper nor by promise.
// Basis: 国办发〔2020〕42号; 优化营商环境条例第四十四条
const matterHit = (rule: Lawful, matter: Matter): Hit =>
  matter.isCancelled
    ? hit(
        { ...rule, code: PROOF_CANCELLED, restore: '请直接办理，不得要求申请人提交该证明或作出承诺。' },
        'matter-not-allowed',
        `事项 ${matter.code} 的证明已取消，无需提交任何证明`,
      )
    : hit(rule, 'matter-not-allowed', `事项 ${matter.code} 不适用告知承诺`);

export const isCancelledProof = (reasons: readonly { code: string }[]): boolean =>
  reasons.some(({ code }) => code === PROOF_CANCELLED);

const listingReason = (rule: Lawful, fact: ListingFact): CheckReason => ({
  code: rule.code,
  text: '',
  list: fact.list,
  authority: fact.authority,
  documentNo: fact.documentNo,
  basis: rule.basis,
  since: fact.listedOn,
  ...(fact.dueOn ? { until: fact.dueOn } : {}),
  restore: restoreFor(rule, fact),
  ...(fact.isDisputed ? { isDisputed: true } : {}),
  ground: `listing:${fact.id}`,
});

// A disputed listing stays what it is, with its flag; a disputed record asks for a person's judgement.
// Basis: 本市设定，参照深圳经济特区社会信用条例第四十三条、第五十条
const listingHit = (rule: Extract<Rule, { kind: 'listing' }>, fact: ListingFact): Hit => ({
  outcome: byBearer(fact, rule.outcome),
  reason: {
    ...listingReason(rule, fact),
    text: `被列入${rule.title}${whose(fact)}${fact.isDisputed ? '（异议处理中）' : ''}`,
  },
});

const relatedHit = (rule: Extract<Rule, { kind: 'related-listing' }>, fact: ListingFact): Hit => ({
  outcome: rule.outcome,
  reason: {
    ...listingReason(rule, fact),
    text: `法定代表人 ${fact.bearerName} 被列入名单，主体本身未被列入`,
  },
});

const nameDiffers = ({ isKnown, name, givenName, formerNames }: CheckFacts['subject']) =>
  isKnown &&
  givenName !== null &&
  name !== null &&
  ![name, ...formerNames].some((known) => sameName(known, givenName));
