import { granted, type Ruling, refused } from '../../kernel/ruling.ts';
import { type Hand, mayApprove } from '../rulebook/rule-set.rules.ts';

export const changeKinds = ['measures', 'settings', 'severe-lists', 'calendar'] as const;
export type ChangeKind = (typeof changeKinds)[number];
export const changeStates = ['draft', 'approved', 'withdrawn'] as const;
export type ChangeState = (typeof changeStates)[number];
export type ChangeStep = 'approve' | 'withdraw';

export const changeKindWords: Readonly<Record<ChangeKind, string>> = {
  measures: '措施清单',
  settings: '期限与参数',
  'severe-lists': '严重失信名单',
  calendar: '节假日安排',
};

export const changeStateWords: Record<ChangeState, { word: string; tone: 'good' | 'bad' | 'warn' | 'calm' }> =
  {
    draft: { word: '草案', tone: 'warn' },
    approved: { word: '已批准', tone: 'good' },
    withdrawn: { word: '已撤回', tone: 'bad' },
  };

// An approved change stands in the law; another change mends it.
export const stepChange = (state: ChangeState, step: ChangeStep): Ruling<ChangeState> =>
  state === 'draft'
    ? granted(step === 'approve' ? 'approved' : 'withdrawn')
    : refused(
        'change.wrong-stage',
        `该变更${changeStateWords[state].word}，不能再${step === 'approve' ? '批准' : '撤回'}；需要更改的，请另行起草一项变更。`,
      );

// The same four eyes as a rule set's.
// Basis: GB/T 22239-2019 8.1.4.2（重要操作双人复核）
export const mayApproveChange = (drafter: Hand, approver: Hand): Ruling<null> =>
  mayApprove(drafter, approver).ok ? granted(null) : refused('change.own-draft');
