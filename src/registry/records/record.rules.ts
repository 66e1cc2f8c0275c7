import { granted, type Ruling, refused } from '../../kernel/ruling.ts';

export const recordStates = [
  'held',
  'live',
  'refused',
  'unpublished',
  'repaired',
  'withdrawn',
  'archived',
] as const;
export type RecordState = (typeof recordStates)[number];
export type RecordStep =
  | 'admit'
  | 'refuse'
  | 'end-publicity'
  | 'repair'
  | 'withdraw'
  | 'revive'
  | 'restore'
  | 'archive';

// Basis: 信用修复管理办法（发展改革委令第36号）；行政处罚法第四十八条（撤销或变更的处罚三日内撤回）.
const path: Record<RecordStep, { from: readonly RecordState[]; to: RecordState }> = {
  admit: { from: ['held'], to: 'live' },
  refuse: { from: ['held'], to: 'refused' },
  'end-publicity': { from: ['live'], to: 'unpublished' },
  repair: { from: ['live', 'unpublished'], to: 'repaired' },
  withdraw: { from: ['held', 'live', 'unpublished', 'repaired'], to: 'withdrawn' },
  // Its authority restores a fallen decision; a row that would have brought it back may wait, or was refused.
  revive: { from: ['withdrawn', 'held', 'refused'], to: 'live' },
  // A repair that false material got is undone.
  restore: { from: ['repaired'], to: 'live' },
  // Retention is over, whatever had become of the record.
  archive: { from: ['held', 'refused', 'live', 'unpublished', 'repaired', 'withdrawn'], to: 'archived' },
};

export const recordSteps = Object.keys(path) as RecordStep[];

export const stepRecord = (state: RecordState, step: RecordStep): Ruling<RecordState> =>
  path[step].from.includes(state) ? granted(path[step].to) : refused('record.wrong-stage');

// A record that did not count before this correction: the correction is judged like a first report.
export const countsAnew = (state: RecordState): boolean =>
  state === 'held' || state === 'refused' || state === 'withdrawn';

// A correction by the agency changes what is said, not what was granted meanwhile: a repaired record stays
// repaired. isPublic: by what it says now its publicity still runs, so that one whose publicity had ended is
// public again.
export const stateAfterCorrection = (state: RecordState, isPublic: boolean): RecordState => {
  switch (state) {
    case 'held':
    case 'refused':
    case 'withdrawn':
    case 'live':
      return 'live';
    case 'unpublished':
      return isPublic ? 'live' : state;
    case 'repaired':
    case 'archived':
      return state;
  }
};

// Sealed fields are bound to this text: they open only beside their own record.
export const recordPurpose = (catalog: string, sourceNo: string): string => `record:${catalog}:${sourceNo}`;
