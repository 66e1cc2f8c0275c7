import { addMonths, type Day, day } from '../../kernel/day.ts';
import { addWorkingDays, type Calendar } from '../../kernel/working-days.ts';
import type { PriorNotice } from './prior-notice.table.ts';

// The finding about the subject's statement.
export const statementResults = ['upheld', 'partly-upheld', 'not-upheld'] as const;
export type StatementResult = (typeof statementResults)[number];

export const STATEMENT_TERM = 'prior-notice.statements';
export const DECISION_TERM = 'prior-notice.decision';

export const priorNoticeTerms = (notifiedOn: Day, setting: (key: string) => number) => ({
  statementDays: setting(STATEMENT_TERM),
  decideBy: addMonths(notifiedOn, setting(DECISION_TERM)),
});

// Reckoned whenever it is shown: the holidays of a year not yet announced may still move it.
// Basis: 行政处罚法第四十四条（告知与陈述申辩）、第八十五条（工作日）
export const priorNoticeOut = (
  notice: PriorNotice,
  { calendar, today }: { calendar: Calendar; today: Day },
) => {
  const { noticeNo, basis, notifiedOn, statementDays, decideBy, statements } = notice;
  const due = addWorkingDays(calendar, day(notifiedOn), statementDays);
  return {
    documentNo: noticeNo,
    basis,
    notifiedOn,
    statementsUntil: {
      on: due.day,
      workingDays: statementDays,
      provisional: due.provisional,
      over: due.day < today,
    },
    statements,
    decideBy,
    overdue: decideBy < today,
  };
};
