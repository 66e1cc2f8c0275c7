import type { Day } from '../../kernel/day.ts';
import type { Rule } from '../../law/rulebook/rule-set.schema.ts';
import type { CheckOutcome, CheckReason, Hit, RecordFact } from './check.rules.ts';

type StateRule = Extract<Rule, { kind: 'revoked' | 'deceased' }>;

type Borne = Pick<RecordFact, 'bearer' | 'bearerName'>;

export const isBusiness = ({ bearer }: Pick<Borne, 'bearer'>): boolean =>
  bearer === 'business' || bearer === 'taken-over-business';

export const whose = (fact: Borne): string => {
  if (fact.bearer === 'operator') return `（经营者 ${fact.bearerName}）`;
  if (fact.bearer === 'business') return `（其经营的个体工商户 ${fact.bearerName}）`;
  return fact.bearer === 'taken-over-business'
    ? `（其经营的个体工商户 ${fact.bearerName}，此前由他人经营，须核实由谁承担）`
    : '';
};

// The record of a shop from before he took it over may be the former operator's alone: a person looks at it.
// Basis: 促进个体工商户发展条例第十三条（待核）；本市设定：复核规则
export const byBearer = ({ bearer }: Pick<Borne, 'bearer'>, outcome: CheckOutcome): CheckOutcome =>
  bearer === 'taken-over-business' && outcome === 'ineligible' ? 'review' : outcome;

export const recordHit = (rule: Extract<Rule, { kind: 'record' }>, fact: RecordFact): Hit => ({
  outcome: fact.isDisputed ? 'review' : byBearer(fact, rule.outcome),
  reason: recordReason(
    rule,
    fact,
    `有未修复的${rule.title}记录${whose(fact)}${fact.isDisputed ? '（异议处理中）' : ''}`,
    rule.withinPublicity ? fact.publishedUntil : null,
  ),
});

const recordReason = (
  rule: { code: string; basis: string; restore: string },
  fact: RecordFact,
  text: string,
  until: Day | null = null,
): CheckReason => ({
  code: rule.code,
  text,
  list: fact.catalog,
  authority: fact.authority,
  documentNo: fact.documentNo,
  basis: rule.basis,
  since: fact.decidedOn,
  ...(until ? { until } : {}),
  restore: rule.restore,
  ...(fact.isDisputed ? { isDisputed: true } : {}),
  ground: `record:${fact.id}`,
});

// A licence that was revoked, an applicant or operator who is dead.
export const stateHit = (rule: StateRule, fact: RecordFact): Hit => ({
  outcome: rule.outcome,
  reason: recordReason(rule, fact, stateText(rule.kind, fact)),
});

const stateText = (kind: 'revoked' | 'deceased', fact: RecordFact) =>
  kind === 'revoked'
    ? `营业执照已被吊销、尚未注销${whose(fact)}`
    : `${fact.bearer === 'operator' ? `经营者 ${fact.bearerName} ` : '申请人'}已登记死亡`;
