import type { Tone } from '../../platform/web/pieces.view.tsx';
import type { CommitmentEvent, CommitmentState } from './commitment.rules.ts';

export const commitmentStateWords: Record<CommitmentState, { word: string; tone: Tone }> = {
  draft: { word: '待签署', tone: 'calm' },
  signed: { word: '已签署，待办结', tone: 'warn' },
  handled: { word: '已办结', tone: 'good' },
  verified: { word: '核查属实', tone: 'good' },
  breached: { word: '违诺', tone: 'bad' },
  refused: { word: '未选择承诺', tone: 'calm' },
  withdrawn: { word: '已撤回', tone: 'calm' },
};
export const commitmentEventWords: Record<CommitmentEvent, string> = {
  sign: '签署',
  handle: '办结',
  verify: '核查属实',
  breach: '认定违诺',
  refuse: '不选择承诺',
  withdraw: '撤回',
};
export const signingWords = { 'by-hand': '书面签署', electronic: '电子签名' } as const;
export type SigningWay = keyof typeof signingWords;
