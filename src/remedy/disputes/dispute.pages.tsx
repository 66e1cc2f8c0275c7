import { casePages, type Desk } from '../cases/case.pages.tsx';
import { caseFormWords } from '../cases/case-form.rules.ts';
import { isApplicantsStep, moveDispute } from './dispute.rules.ts';
import { DisputeIn, DisputeQuery, disputeStepsIn } from './dispute.schema.ts';
import { DisputeBoardView, DisputeFormView, DisputeView } from './dispute.view.tsx';
import type { DisputeLine } from './dispute-out.ts';
import { disputeStepWords } from './dispute-words.rules.ts';
import { listDisputes } from './list-disputes.ts';
import { raiseDispute } from './raise-dispute.ts';
import { showDispute } from './show-dispute.ts';
import { type DisputeOrder, stepDispute } from './step-dispute.ts';

const desk: Desk<DisputeLine, DisputeIn, DisputeOrder['step'], Omit<DisputeOrder, 'id' | 'step'>> = {
  kind: 'dispute',
  path: '/disputes',
  titles: { board: '异议处理', form: '登记异议', one: '异议' },
  mayOpen: 'dispute.raise',
  mayTake: (step) => `dispute.${step}`,
  words: {
    labels: {
      ...caseFormWords.labels,
      ground: '理由',
      statement: '异议内容',
      effect: '成立时如何处理',
      note: '补充说明',
    },
    fields: {
      ...caseFormWords.fields,
      'dispute.not-corrected': 'effect',
      'dispute.note-required': 'note',
    },
  },
  query: DisputeQuery,
  input: DisputeIn,
  stepsIn: disputeStepsIn,
  stepWords: disputeStepWords,
  isApplicants: isApplicantsStep,
  isPossible: ({ state, extended }, step) => moveDispute({ state, isExtended: extended }, step).ok,
  list: listDisputes,
  open: raiseDispute,
  show: showDispute,
  take: stepDispute,
  Board: DisputeBoardView,
  Form: DisputeFormView,
  Sheet: DisputeView,
};

export const disputePages = casePages(desk);
