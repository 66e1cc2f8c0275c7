import { addMonths, type Day, day } from '../../kernel/day.ts';
import type { Identifier } from '../../kernel/identifiers.ts';
import type { Fault } from '../../kernel/problems.ts';
import { addWorkingDays, type Calendar } from '../../kernel/working-days.ts';
import type { Catalog } from '../../law/catalogs/catalog.ts';
import { MINOR, wasMinor } from '../../law/catalogs/reading/minor-row.rules.ts';
import type { PriorNotice } from './prior-notice.table.ts';

// The finding about the subject's statement.
export const statementResults = ['upheld', 'partly-upheld', 'not-upheld'] as const;
export type StatementResult = (typeof statementResults)[number];

export const STATEMENT_TERM = 'prior-notice.statements';
export const DECISION_TERM = 'prior-notice.decision';
export const AGE_OF_MAJORITY = 'subject.minor.age';

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

/**
 * A person whom a row of the list may not name may not be told of a listing either: the notice would be kept
 * about him.
 * Basis: 最高人民法院关于公布失信被执行人名单信息的若干规定（2017修正）第四条；各名单管理办法
 */
export const barredFault = (
  { concerns, bars }: Pick<Catalog, 'concerns' | 'bars'>,
  { code, kind }: Pick<Identifier, 'code' | 'kind'>,
  when: { on: Day; today: Day; age: number },
): Fault | undefined => {
  const found = (what: string, message: string) => ({ pointer: '/subject/code', code: what, message });
  if (kind === 'person' && wasMinor(code, when))
    return found(MINOR, '当事人未成年，依法不列入名单，本系统不留存；请不要登记该告知。');
  const isPerson = kind === 'person';
  if (concerns === (isPerson ? 'organisations' : 'persons') || bars?.includes(kind))
    return found('row.subject-kind', '该名单不列入这一类主体，请核对名单与证件类型、号码。');
  return undefined;
};
