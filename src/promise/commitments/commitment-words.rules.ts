import type { Tone } from '../../platform/web/pieces.view.tsx';
import type { CommitmentState } from './commitment.rules.ts';

export const commitmentStateWords: Record<CommitmentState, { word: string; tone: Tone }> = {
  draft: { word: '待签署', tone: 'calm' },
  signed: { word: '已签署，待办结', tone: 'warn' },
  handled: { word: '已办结', tone: 'good' },
  verified: { word: '核查属实', tone: 'good' },
  breached: { word: '违诺', tone: 'bad' },
  refused: { word: '未选择承诺', tone: 'calm' },
  withdrawn: { word: '已撤回', tone: 'calm' },
};
export const signingWords = { 'by-hand': '书面签署', electronic: '电子签名' } as const;
export type SigningWay = keyof typeof signingWords;
