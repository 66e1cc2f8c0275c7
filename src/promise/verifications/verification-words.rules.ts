import type { Tone } from '../../platform/web/pieces.view.tsx';
import type {
  DecidedOutcome,
  VerificationClass,
  VerificationEvent,
  VerificationState,
} from './verification.rules.ts';

export const verificationStateWords: Record<VerificationState, { word: string; tone: Tone }> = {
  pool: { word: '列入抽查范围', tone: 'calm' },
  exempt: { word: '免予核查', tone: 'calm' },
  due: { word: '待核查', tone: 'warn' },
  running: { word: '核查中', tone: 'warn' },
  true: { word: '核查属实', tone: 'good' },
  'not-true': { word: '核查不实，待处理', tone: 'bad' },
  rectifying: { word: '限期整改', tone: 'warn' },
  decided: { word: '已作出决定', tone: 'calm' },
  objected: { word: '异议处理中', tone: 'warn' },
  undone: { word: '决定已撤销', tone: 'calm' },
};
export const verificationClassWords: Record<VerificationClass, string> = {
  key: '重点核查',
  general: '一般核查（随机抽查）',
  exempt: '免予核查',
};
export const outcomeWords: Record<DecidedOutcome, string> = {
  fulfilled: '整改后已履行承诺',
  terminated: '终止办理',
  revoked: '撤销行政决定',
};
export const methods = ['own-data', 'assistance', 'visit'] as const;
export type Method = (typeof methods)[number];
export const methodWords: Record<Method, string> = {
  'own-data': '信息系统比对',
  assistance: '部门协查',
  visit: '现场核查',
};
export const eventWords: Record<VerificationEvent, string> = {
  draw: '抽中',
  start: '开始核查',
  'find-true': '核查属实',
  'find-not-true': '核查不实（拟处理意见）',
  reopen: '撤回核查结论，重新核查',
  rectify: '责令限期整改',
  fulfil: '决定：整改后已履行承诺',
  terminate: '决定：终止办理',
  revoke: '决定：撤销行政决定',
  object: '当事人提出异议',
  reject: '异议不成立，维持决定',
  uphold: '异议成立，撤销决定',
  withdraw: '自行撤销决定',
};
