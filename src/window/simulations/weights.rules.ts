import type { RuleSet } from '../../law/rulebook/rule-set.schema.ts';

export type Side = 'before' | 'after';
export type Weight = {
  side: Side;
  kind: 'listing' | 'record' | 'related-listing' | 'dissolved';
  code: string;
  source: string | null;
  class: string | null;
  withinPublicity: boolean;
  rank: 1 | 2;
};

export const outcomesByRank = ['eligible', 'review', 'ineligible'] as const;
export type Outcome = (typeof outcomesByRank)[number];

// The part of a rule set that depends on the subject alone, as rows that a statement can join: it must say of each subject
// what window/checks/check.rules.ts says of it. Name, matter and feeds depend on the question or concern everybody.
export const weightsOf = (ruleSet: RuleSet, side: Side): Weight[] =>
  ruleSet.rules.flatMap((rule) => {
    if (rule.kind === 'matter' || rule.kind === 'freshness' || rule.kind === 'name-mismatch') return [];
    const rank = rule.outcome === 'ineligible' ? 2 : 1;
    const { kind, code } = rule;
    const plain: Weight = { side, kind, code, rank, source: null, class: null, withinPublicity: false };
    if (rule.kind === 'listing') return [{ ...plain, source: rule.list }];
    if (rule.kind !== 'record') return [plain];
    const { catalog, withinPublicity } = rule;
    return [{ ...plain, source: catalog, class: rule.class ?? null, withinPublicity }];
  });
