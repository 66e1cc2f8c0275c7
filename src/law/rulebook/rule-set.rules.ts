import { granted, type Ruling, refused } from '../../kernel/ruling.ts';

export type RuleSetState = 'draft' | 'approved' | 'in-force' | 'superseded' | 'withdrawn';
export type RuleSetStep = 'approve' | 'withdraw' | 'roll-back';
export type DatedRuleSet = {
  version: number;
  isApproved: boolean;
  isWithdrawn: boolean;
  effectiveFrom: string;
};

// The state of a version on a day follows from its days: none waits for a job.
export const stateOf = (set: DatedRuleSet, on: { today: string; inForce: number | null }): RuleSetState => {
  if (set.isWithdrawn) return 'withdrawn';
  if (!set.isApproved) return 'draft';
  if (set.version === on.inForce) return 'in-force';
  return set.effectiveFrom > on.today ? 'approved' : 'superseded';
};

// A version that has ever counted stays as it is: past checks name it.
const from: Record<RuleSetStep, readonly RuleSetState[]> = {
  approve: ['draft'],
  withdraw: ['draft', 'approved'],
  'roll-back': ['superseded'],
};
const advice: Record<RuleSetStep, string> = {
  approve: '只有草案可以批准',
  withdraw: '只有草案和尚未生效的版本可以撤回；已生效的，请回退到以前的版本',
  'roll-back': '只能回退到曾经生效、现已被替代的版本',
};

export const stepRuleSet = (state: RuleSetState, step: RuleSetStep): Ruling<RuleSetState> =>
  from[step].includes(state)
    ? granted(step === 'withdraw' ? 'withdrawn' : 'approved')
    : refused('rule-set.wrong-stage', `该版本目前为“${ruleSetStateWords[state].word}”：${advice[step]}。`);

export type Hand = { by: string; agencyId: number | null };

// Four eyes. A key is its agency's, and whoever holds it may also be the person who signs in: an agency's key
// and that agency's people count as one hand.
// Basis: GB/T 22239-2019 8.1.4.2（重要操作双人复核）
export const mayApprove = (drafter: Hand, approver: Hand): Ruling<null> => {
  const hasKey = [drafter, approver].some(({ by }) => by.startsWith('key:'));
  const isSameAgency = drafter.agencyId !== null && drafter.agencyId === approver.agencyId;
  return drafter.by === approver.by || (hasKey && isSameAgency)
    ? refused('rule-set.own-draft')
    : granted(null);
};

export const ruleSetStateWords: Record<
  RuleSetState,
  { word: string; tone: 'good' | 'bad' | 'warn' | 'calm' }
> = {
  draft: { word: '草案', tone: 'warn' },
  approved: { word: '已批准，待生效', tone: 'calm' },
  'in-force': { word: '现行', tone: 'good' },
  superseded: { word: '已被替代', tone: 'calm' },
  withdrawn: { word: '已撤回', tone: 'bad' },
};
