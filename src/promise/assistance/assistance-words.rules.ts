import type { Tone } from '../../platform/web/pieces.view.tsx';
import type { AssistanceState, Finding } from './assistance.rules.ts';

export const assistanceStateWords: Record<AssistanceState, { word: string; tone: Tone }> = {
  asked: { word: '待反馈', tone: 'warn' },
  answered: { word: '已反馈', tone: 'good' },
  returned: { word: '已退回', tone: 'bad' },
  withdrawn: { word: '已撤回', tone: 'calm' },
};
export const findingWords: Record<Finding, string> = {
  consistent: '相符',
  inconsistent: '不符',
  unverifiable: '无法核实',
};
