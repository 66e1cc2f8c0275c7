import type { Due } from '../cases/case-due.rules.ts';
import { noDue } from '../cases/case-due.rules.ts';
import type { RepairStep } from './repair.rules.ts';

// Which term a step opens, by its setting; 'same' leaves the term that runs, an extension lengthens it from its old start.
// Basis: 国办发〔2025〕22号；信用修复管理办法（国家发展改革委令第36号）
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

// These are the applicant's own; all others belong to whoever determined the target.
export const isApplicantsStep = (step: RepairStep): boolean => step === 'supply' || step === 'withdraw';
