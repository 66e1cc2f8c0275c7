import type { Due } from '../cases/case-due.rules.ts';
import { noDue } from '../cases/case-due.rules.ts';
import type { RepairStep } from './repair.rules.ts';

// A step opens the term of its setting; 'same' leaves the term that runs; an extension counts from the old
// start.
// Basis: 国办发〔2025〕22号
const terms: Record<RepairStep, { setting: string; from: 'today' | 'start' } | 'same' | 'none'> = {
  supply: 'same',
  accept: { setting: 'repair.decide', from: 'today' },
  reject: 'none',
  extend: { setting: 'repair.decide-extended', from: 'start' },
  grant: { setting: 'repair.sync-stop', from: 'today' },
  refuse: 'none',
  withdraw: 'none',
  complete: 'none',
  restore: 'none',
};

export const dueOfStep = (
  step: RepairStep,
  running: Due,
  reckon: (setting: string, from: 'today' | 'start') => Due,
): Due => {
  const term = terms[step];
  if (term === 'none') return noDue;
  return term === 'same' ? running : reckon(term.setting, term.from);
};

// The applicant's own steps; all others belong to the authority that determined the target.
export const isApplicantsRepairStep = (step: RepairStep): boolean => step === 'supply' || step === 'withdraw';
