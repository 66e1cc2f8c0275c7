import { momentInChina } from '../../kernel/day.ts';
import { granted, type Ruling, refused } from '../../kernel/ruling.ts';

export type CaseStep = {
  step: string;
  from: string | null;
  to: string;
  reason: string | null;
  documentNo: string | null;
  agency: string;
  by: string;
  at: string;
};

// The second of two clerks reads the state of the case now, and who changed it and when.
export const changedBy = (
  step: CaseStep | undefined,
  stateWord: string,
): { detail: string; errors: { code: string; pointer: string; message: string }[] } => {
  if (!step) return { detail: `案件现为“${stateWord}”，请刷新后再办理。`, errors: [] };
  const who = step.agency === step.by ? step.agency : `${step.agency} ${step.by}`;
  const when = momentInChina(step.at);
  return {
    detail: `案件现为“${stateWord}”：${when} 由${who}办理。请刷新后再办理。`,
    errors: [
      { pointer: '/state', code: 'case.state', message: `现状态：${stateWord}（${step.to}）` },
      { pointer: '/by', code: 'case.by', message: `办理单位和人员：${who}` },
      { pointer: '/at', code: 'case.at', message: `办理时间：${when}` },
    ],
  };
};

// The record was given to another subject: nothing about it is decided by a case of the first.
export const stillBears = ({ isMoved }: { isMoved: boolean }): Ruling<void> =>
  isMoved ? refused('case.subject-moved') : granted(undefined);
