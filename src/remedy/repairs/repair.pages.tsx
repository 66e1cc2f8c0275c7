import { casePages, type Desk } from '../cases/case.pages.tsx';
import { caseFormWords } from '../cases/case-form.rules.ts';
import { applyForRepair } from './apply-for-repair.ts';
import { listRepairs } from './list-repairs.ts';
import { moveRepair } from './repair.rules.ts';
import { RepairIn, RepairQuery, repairStepsIn } from './repair.schema.ts';
import { RepairBoardView, RepairFormView, RepairView } from './repair.view.tsx';
import { isApplicantsStep } from './repair-order.rules.ts';
import type { RepairLine } from './repair-out.ts';
import { repairStepWords } from './repair-words.rules.ts';
import { showRepair } from './show-repair.ts';
import { type RepairOrder, stepRepair } from './step-repair.ts';

const desk: Desk<RepairLine, RepairIn, RepairOrder['step'], Omit<RepairOrder, 'id' | 'step'>> = {
  kind: 'repair',
  path: '/repairs',
  titles: { board: '信用修复', form: '登记修复申请', one: '修复案件' },
  mayOpen: 'repair.apply',
  mayTake: (step) => `repair.${step}`,
  words: {
    labels: { ...caseFormWords.labels, 'received[]': '材料' },
    fields: { ...caseFormWords.fields, 'repair.materials-missing': 'step' },
  },
  query: RepairQuery,
  input: RepairIn,
  stepsIn: repairStepsIn,
  stepWords: repairStepWords,
  isApplicants: isApplicantsStep,
  isPossible: ({ state, extended }, step) => moveRepair({ state, isExtended: extended }, step).ok,
  list: listRepairs,
  open: applyForRepair,
  show: showRepair,
  take: stepRepair,
  Board: RepairBoardView,
  Form: RepairFormView,
  Sheet: RepairView,
};

export const repairPages = casePages(desk);
