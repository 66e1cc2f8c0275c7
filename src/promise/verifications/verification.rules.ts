import type { Day } from '../../kernel/day.ts';
import { granted, type Ruling, refused } from '../../kernel/ruling.ts';

export const verificationStates = [
  'pool',
  'exempt',
  'due',
  'running',
  'true',
  'not-true',
  'rectifying',
  'decided',
  'objected',
  'undone',
] as const;
export type VerificationState = (typeof verificationStates)[number];
export const verificationEvents = [
  'draw',
  'start',
  'find-true',
  'find-not-true',
  'reopen',
  'rectify',
  'fulfil',
  'terminate',
  'revoke',
  'object',
  'reject',
  'uphold',
  'withdraw',
] as const;
export type VerificationEvent = (typeof verificationEvents)[number];
type Move = { from: readonly VerificationState[]; to: VerificationState };

const moves: Readonly<Record<VerificationEvent, Move>> = {
  draw: { from: ['pool'], to: 'due' },
  start: { from: ['due'], to: 'running' },
  'find-true': { from: ['running'], to: 'true' },
  'find-not-true': { from: ['running'], to: 'not-true' },
  reopen: { from: ['not-true', 'rectifying'], to: 'running' },
  rectify: { from: ['not-true'], to: 'rectifying' },
  fulfil: { from: ['rectifying'], to: 'decided' },
  terminate: { from: ['not-true', 'rectifying'], to: 'decided' },
  revoke: { from: ['not-true', 'rectifying'], to: 'decided' },
  object: { from: ['decided'], to: 'objected' },
  reject: { from: ['objected'], to: 'decided' },
  uphold: { from: ['objected'], to: 'undone' },
  withdraw: { from: ['decided', 'objected'], to: 'undone' },
};

// A finding only proposes: until the authority decides, with a document, nothing of the promisor's credit
// changes. An officer who erred takes the finding back; after the decision only its withdrawal or an
// objection that is upheld undoes it, and whole.
// Basis: 国办发〔2020〕42号（承诺不实的，终止办理、责令限期整改、撤销行政决定）；本市设定，参照深圳经济特区优化营商环境条例第六十四条
export const moveVerification = (
  state: VerificationState,
  event: VerificationEvent,
): Ruling<VerificationState> => {
  const { from, to } = moves[event];
  return from.includes(state) ? granted(to) : refused('verification.wrong-stage');
};

/** The authority decides one of these; each is an event. */
export const outcomes = { fulfilled: 'fulfil', terminated: 'terminate', revoked: 'revoke' } as const;
export type DecidedOutcome = keyof typeof outcomes;
export const outcomeNames = [
  'fulfilled',
  'terminated',
  'revoked',
] as const satisfies readonly DecidedOutcome[];

// A promise that was made true in the time given is kept; the other two call it false.
export const isFalsePromise = (outcome: DecidedOutcome): boolean => outcome !== 'fulfilled';

export const verificationClasses = ['key', 'general', 'exempt'] as const;
export type VerificationClass = (typeof verificationClasses)[number];
export const risks = ['high', 'medium', 'low'] as const;
export type Risk = (typeof risks)[number];

// A matter whose risk nobody has judged is treated as of the middle.
export const riskOf = (riskClass: string | null): Risk =>
  risks.find((risk) => risk === riskClass) ?? 'medium';

export type Credit = { isDoubtful: boolean; isHonoured: boolean };

// Basis: 国办发〔2020〕42号（按风险等级、信用状况确定核查办法）；本市设定，参照深圳经济特区优化营商环境条例第六十三条（重点核查、一般核查、免予核查）
export const classOf = (risk: Risk, { isDoubtful, isHonoured }: Credit): VerificationClass => {
  if (risk === 'high' || isDoubtful) return 'key';
  return risk === 'low' && isHonoured ? 'exempt' : 'general';
};

const firstStates = { key: 'due', general: 'pool', exempt: 'exempt' } as const;
export const firstState = (as: VerificationClass): VerificationState => firstStates[as];

const FIGURES = 6;
export const verificationNo = (on: Day, sequence: number): string =>
  `HY${on.replaceAll('-', '')}${String(sequence).padStart(FIGURES, '0')}`;

type Rectification = { today: Day; by: Day; last: Day };
export const checkRectification = ({ today, by, last }: Rectification): Ruling<Day> => {
  if (by <= today) return refused('verification.day', '整改期限须在今日之后。');
  return by > last ? refused('verification.day', `整改期限最迟为 ${last}。`) : granted(by);
};

type DecisionDay = { today: Day; decidedOn: Day; foundOn: Day };
export const checkDecisionDay = ({ today, decidedOn, foundOn }: DecisionDay): Ruling<Day> => {
  if (decidedOn > today) return refused('verification.day', '决定日期不能晚于今日。');
  if (decidedOn < foundOn) return refused('verification.day', `决定日期不能早于核查日期 ${foundOn}。`);
  return granted(decidedOn);
};
