import { granted, type Ruling, refused } from '../../kernel/ruling.ts';

export const appealKinds = ['reconsideration', 'litigation'] as const;
export type AppealKind = (typeof appealKinds)[number];
export const appealResults = ['upheld', 'quashed', 'varied', 'withdrawn'] as const;
export type AppealResult = (typeof appealResults)[number];
export const appealStates = ['pending', 'stayed', ...appealResults] as const;
export type AppealState = (typeof appealStates)[number];
export type AppealStep = 'stay' | 'end-stay' | 'close';

const from: Record<AppealStep, readonly AppealState[]> = {
  stay: ['pending'],
  'end-stay': ['stayed'],
  close: ['pending', 'stayed'],
};

export const isOpenAppeal = (state: AppealState): boolean => state === 'pending' || state === 'stayed';

// The decision stands and is carried out until the appeal stays it; what is closed stays closed, and the next
// court is a case of its own.
// Basis: 行政复议法（2023）第四十二条；行政诉讼法第五十六条（不停止执行及其例外）
export const moveAppeal = (
  { state }: { state: AppealState },
  step: AppealStep,
  result?: AppealResult | undefined,
): Ruling<AppealState> => {
  if (!from[step].includes(state)) return refused('appeal.wrong-stage');
  if (step === 'close') return result ? granted(result) : refused('appeal.wrong-stage');
  return granted(step === 'stay' ? 'stayed' : 'pending');
};

// A decision that was varied is corrected first: what it said before counts no longer.
// Basis: 行政处罚法第四十八条（决定被变更的，三日内撤回公开并说明理由）
export const checkClosing = (
  result: AppealResult | undefined,
  { seenVersion, version }: { seenVersion: number; version: number },
): Ruling<void> =>
  result === 'varied' && version <= seenVersion ? refused('appeal.not-corrected') : granted(undefined);
