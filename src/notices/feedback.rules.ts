import { granted, type Ruling, refused } from '../kernel/ruling.ts';

export type FeedbackResult = 'executed' | 'not-executed' | 'not-applicable' | 'released';
type Feedback = { measure: string; result: FeedbackResult; reason?: string };

const NEEDS_NO_REASON: ReadonlySet<FeedbackResult> = new Set(['executed', 'released']);

// Basis: domain.md §11: whoever does not execute must choose 不执行 and give the reason
export const takesFeedback = (feedback: Feedback, asked: readonly string[]): Ruling<Feedback> => {
  if (!asked.includes(feedback.measure)) return refused('feedback.measure');
  if (!NEEDS_NO_REASON.has(feedback.result) && !feedback.reason) return refused('feedback.reason-required');
  return granted(feedback);
};
