import { granted, type Ruling, refused } from '../../kernel/ruling.ts';

export const disputeStates = ['open', 'upheld', 'dismissed', 'withdrawn'] as const;
export type DisputeState = (typeof disputeStates)[number];
export type DisputeStep = 'extend' | 'uphold' | 'dismiss' | 'withdraw';

// Basis: 本市设定，参照上海市社会信用条例第三十六条、深圳经济特区社会信用条例第四十八至五十一条
const path: Record<DisputeStep, DisputeState> = {
  extend: 'open',
  uphold: 'upheld',
  dismiss: 'dismissed',
  withdraw: 'withdrawn',
};
export const disputeStepNames = Object.keys(path) as DisputeStep[];

export const moveDispute = (
  { state, isExtended }: { state: DisputeState; isExtended: boolean },
  step: DisputeStep,
): Ruling<DisputeState> => {
  if (state !== 'open') return refused('dispute.wrong-stage');
  if (step === 'extend' && isExtended) return refused('dispute.wrong-stage', '处理期限只能延长一次。');
  return granted(path[step]);
};

// The applicant's own step; all others belong to the source unit.
export const isApplicantsDisputeStep = (step: DisputeStep): boolean => step === 'withdraw';

export const disputeGrounds = ['wrong', 'incomplete', 'over-term', 'wrongly-listed'] as const;
export const disputeEffects = ['delete', 'correct', 'add', 'stop'] as const;
export type DisputeGround = (typeof disputeGrounds)[number];
export type DisputeEffect = (typeof disputeEffects)[number];
type Versions = { seenVersion: number; version: number };

// Upholding needs more: a correction must stand already, an addition must say what is added.
// Basis: 本市设定，参照浙江省公共信用信息管理条例第三十条（删除、更正、补充、停止披露）
export const checkUpholding = (
  { effect, note }: { effect: DisputeEffect; note: string | undefined },
  { seenVersion, version }: Versions,
): Ruling<void> => {
  if (effect === 'correct' && version <= seenVersion) return refused('dispute.not-corrected');
  if (effect === 'add' && !note) return refused('dispute.note-required');
  return granted(undefined);
};
