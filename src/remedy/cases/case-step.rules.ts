import { momentInChina } from '../../kernel/day.ts';

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

// What the clerk who came second is told: what the case is now, who made it so and when.
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
