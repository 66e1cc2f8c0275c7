import type { DisputeEffect, DisputeGround, DisputeState, DisputeStep } from './dispute.rules.ts';

export const disputeStateWords: Record<
  DisputeState,
  { word: string; tone: 'good' | 'bad' | 'warn' | 'calm' }
> = {
  open: { word: '处理中', tone: 'warn' },
  upheld: { word: '异议成立', tone: 'good' },
  dismissed: { word: '异议不成立', tone: 'calm' },
  withdrawn: { word: '已撤回', tone: 'calm' },
};
export const disputeStepWords: Record<DisputeStep | 'raise', string> = {
  raise: '提出异议',
  extend: '延长处理期限',
  uphold: '异议成立',
  dismiss: '异议不成立',
  withdraw: '撤回异议',
};
export const disputeGroundWords: Record<DisputeGround, string> = {
  wrong: '信息有误',
  incomplete: '信息有遗漏',
  'over-term': '超过期限仍在展示',
  'wrongly-listed': '不符合列入条件或应移出未移出',
};
export const disputeEffectWords: Record<DisputeEffect, string> = {
  delete: '删除（撤回记录、撤销名单）',
  correct: '更正（以更正后的记录为准）',
  add: '补充（附加说明一并展示）',
  stop: '停止披露和共享',
};
