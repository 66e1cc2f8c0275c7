import { granted, type Ruling, refused } from '../../kernel/ruling.ts';

export const repairStates = [
  'submitted',
  'accepted',
  'rejected',
  'refused',
  'withdrawn',
  'syncing',
  'completed',
  'restored',
] as const;
export type RepairState = (typeof repairStates)[number];
export type RepairStep =
  | 'supply'
  | 'accept'
  | 'reject'
  | 'extend'
  | 'grant'
  | 'refuse'
  | 'withdraw'
  | 'complete'
  | 'restore';

// A grant takes effect at once. 'syncing' says only that some department notified of the listing has not yet
// confirmed its lift.
// Basis: 信用修复管理办法（发展改革委令第36号）第三条；国办发〔2025〕22号；restore: 应急管理部令第11号、人社部令第45号
const path: Record<RepairStep, { from: readonly RepairState[]; to: RepairState | 'same' }> = {
  supply: { from: ['submitted'], to: 'same' },
  accept: { from: ['submitted'], to: 'accepted' },
  reject: { from: ['submitted'], to: 'rejected' },
  extend: { from: ['accepted'], to: 'same' },
  grant: { from: ['accepted'], to: 'syncing' },
  refuse: { from: ['accepted'], to: 'refused' },
  withdraw: { from: ['submitted', 'accepted'], to: 'withdrawn' },
  complete: { from: ['syncing'], to: 'completed' },
  restore: { from: ['syncing', 'completed'], to: 'restored' },
};

export const repairStepNames = Object.keys(path) as RepairStep[];

export const moveRepair = (
  { state, isExtended }: { state: RepairState; isExtended: boolean },
  step: RepairStep,
): Ruling<RepairState> => {
  const { from, to } = path[step];
  if (!from.includes(state)) return refused('repair.wrong-stage');
  if (step === 'extend' && isExtended) return refused('repair.wrong-stage', '办理期限只能延长一次。');
  return granted(to === 'same' ? state : to);
};

// A grant ends the target, a restoration brings it back, every other step leaves it.
export const effectOf = (step: RepairStep): 'end' | 'bring-back' | null =>
  step === 'grant' ? 'end' : step === 'restore' ? 'bring-back' : null;
