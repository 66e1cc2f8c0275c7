import type { AppealKind, AppealResult, AppealState, AppealStep } from './appeal.rules.ts';

export const appealKindWords: Record<AppealKind, string> = {
  reconsideration: '行政复议',
  litigation: '行政诉讼',
};
export const appealStateWords: Record<AppealState, { word: string; tone: 'good' | 'bad' | 'warn' | 'calm' }> =
  {
    pending: { word: '审理中，未停止执行', tone: 'calm' },
    stayed: { word: '审理中，停止执行', tone: 'warn' },
    upheld: { word: '维持', tone: 'calm' },
    quashed: { word: '撤销', tone: 'bad' },
    varied: { word: '变更', tone: 'warn' },
    withdrawn: { word: '撤回或终止', tone: 'calm' },
  };
export const appealStepWords: Record<AppealStep | 'enter', string> = {
  enter: '登记',
  stay: '停止执行',
  'end-stay': '恢复执行',
  close: '办结',
};
export const appealResultWords: Record<AppealResult, string> = {
  upheld: '维持（含驳回申请、驳回诉讼请求）',
  quashed: '撤销（含确认违法、无效）',
  varied: '变更',
  withdrawn: '申请人撤回，或者案件终止',
};
