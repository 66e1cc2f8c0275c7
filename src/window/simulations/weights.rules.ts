import type { RuleSet } from '../../law/rulebook/rule-set.schema.ts';
import { sourceOf, stateSource } from '../checks/weighed-records.rules.ts';
import type { ExampleTurn } from './rule-example.rules.ts';

export type WeightSide = 'before' | 'after';
export type Weight = {
  side: WeightSide;
  kind: 'listing' | 'record' | 'related-listing' | 'dissolved';
  said: string | null;
  code: string;
  source: string | null;
  class: string | null;
  withinPublicity: boolean;
  rank: 1 | 2;
};

export const outcomesByRank = ['eligible', 'review', 'ineligible'] as const;
export type WeighedOutcome = (typeof outcomesByRank)[number];

export type TurnCount = { before: WeighedOutcome; after: WeighedOutcome; count: number };
export type TurnReason = TurnCount & { code: string };
export type StaleFeed = { catalog: string; agency: string; lastGoodOn: string | null };
export type SimulationSummary = {
  directions: TurnCount[];
  reasons: TurnReason[];
  staleFeeds: { before: StaleFeed[]; after: StaleFeed[] };
  // Absent in simulations kept from before there were any.
  examples?: ExampleTurn[];
};

// The part of a rule set that depends on the subject alone, as rows that a statement can join: it must say of
// each subject what window/checks/check.rules.ts says of it. Name, matter and feeds depend on the question or
// concern everybody.
export const ruleWeightsOf = (ruleSet: RuleSet, side: WeightSide): Weight[] =>
  ruleSet.rules.flatMap((rule): Weight[] => {
    if (rule.kind === 'matter' || rule.kind === 'freshness' || rule.kind === 'name-mismatch') return [];
    const rank = rule.outcome === 'ineligible' ? 2 : 1;
    const { code } = rule;
    const plain: Omit<Weight, 'kind'> = {
      ...{ side, code, rank, source: null, class: null, said: null },
      withinPublicity: false,
    };
    if (rule.kind === 'listing') return [{ ...plain, kind: rule.kind, source: rule.list }];
    if (rule.kind === 'related-listing' || rule.kind === 'dissolved') return [{ ...plain, kind: rule.kind }];
    const { catalog: source, ...read } = rule.kind === 'record' ? sourceOf(rule) : stateSource[rule.kind];
    const withinPublicity = rule.kind === 'record' && rule.withinPublicity;
    return [{ ...plain, kind: 'record', ...read, source, withinPublicity }];
  });
