import { type Day, day } from '../../kernel/day.ts';
import { addWorkingDays, type Calendar } from '../../kernel/working-days.ts';
import { dueAfter } from '../../remedy/cases/case-due.rules.ts';

export type DutyOpening = { list: string; opened: string };
export type DutyDue = DutyOpening & {
  receiptCount: number;
  receiptDueOn: string | null;
  liftCount: number;
  liftDueOn: string | null;
  feedbackCount: number;
  feedbackDueOn: string | null;
  isProvisional: boolean;
};

type Terms = (key: string, fallback?: string) => number;

/** A list's own term, or the common one. */
export const dutyTermsOf =
  (settings: ReadonlyMap<string, number>): Terms =>
  (key, fallback = key) => {
    const value = settings.get(key) ?? settings.get(fallback);
    if (value === undefined) throw new Error(`no setting ${fallback}`);
    return value;
  };

// The terms that a notice of this list, made on this day, gives its department.
// Basis: 本市设定: no national term for feedback is known, so each list has a setting
export const dutyDue = (calendar: Calendar, terms: Terms, { list, opened }: DutyOpening): DutyDue => {
  const from: Day = day(opened);
  const counts = {
    receiptCount: terms('receipt.deadline'),
    liftCount: terms('lift.receipt'),
    feedbackCount: terms(`feedback.deadline.${list}`, 'feedback.deadline'),
  };
  const receipt = dueAfter(calendar, from, counts.receiptCount);
  const lift = dueAfter(calendar, from, counts.liftCount);
  const feedback = dueAfter(calendar, from, counts.feedbackCount);
  return {
    list,
    opened,
    ...counts,
    receiptDueOn: receipt.dueOn,
    liftDueOn: lift.dueOn,
    feedbackDueOn: feedback.dueOn,
    isProvisional: receipt.isDueProvisional || lift.isDueProvisional || feedback.isDueProvisional,
  };
};

/** A lift made before this instant should have arrived. */
export const liftsLateBefore = (now: Date, minutes: number): Date =>
  new Date(now.getTime() - minutes * 60_000);

/** A duty that is due by this day is due soon. */
export const dueSoonBy = (calendar: Calendar, today: Day, days: number): Day =>
  addWorkingDays(calendar, today, days).day;
