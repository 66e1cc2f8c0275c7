import { granted, type Ruling, refused } from '../../kernel/ruling.ts';
import { isLift } from '../relay/notice-body.rules.ts';

export const feedbackResults = ['executed', 'not-executed', 'not-applicable', 'released'] as const;
export type FeedbackResult = (typeof feedbackResults)[number];
type Feedback = { measure: string; result: FeedbackResult; reason?: string; executedOn?: string };

// Where a notice stands for the department that got it.
// Basis: domain.md §11: PENDING → SENT → ACKED → EXECUTED | NOT_EXECUTED → LIFT_SENT → LIFT_ACKED
export const executionStates = [
  'waiting',
  'signed',
  'answered',
  'lifted',
  'superseded',
  'lift-waiting',
  'lift-signed',
] as const;
export type ExecutionState = (typeof executionStates)[number];

export type NoticeState = {
  isLift: boolean;
  isSuperseded: boolean;
  isSigned: boolean;
  // Of the listing, after this notice.
  liftedOn: string | null;
  required: readonly string[];
  answered: readonly string[];
};

type Seen = Pick<NoticeState, 'isSigned' | 'liftedOn' | 'answered'> & {
  type: string;
  supersededBy: string | null;
  measures: readonly string[];
};

/** What is known of a notice, as the rules of its execution ask for it. */
export const noticeStateOf = ({
  type,
  supersededBy,
  isSigned,
  liftedOn,
  measures,
  answered,
}: Seen): NoticeState => ({
  isLift: isLift(type),
  isSuperseded: supersededBy !== null,
  isSigned,
  liftedOn,
  required: measures,
  answered,
});

export const executionState = (notice: NoticeState): ExecutionState => {
  if (notice.isSuperseded) return 'superseded';
  if (notice.isLift) return notice.isSigned ? 'lift-signed' : 'lift-waiting';
  if (notice.liftedOn !== null) return 'lifted';
  const isAnswered =
    notice.required.length > 0 && notice.required.every((code) => notice.answered.includes(code));
  if (isAnswered) return 'answered';
  return notice.isSigned ? 'signed' : 'waiting';
};

const NEEDS_NO_REASON: ReadonlySet<FeedbackResult> = new Set(['executed', 'released']);
const OF_A_LIFT: ReadonlySet<FeedbackResult> = new Set(['released', 'not-applicable']);

/** Whoever signs twice, or answers a second time, changes nothing that was said before. */
export const mayBeSigned = (notice: Pick<NoticeState, 'isSuperseded'>): Ruling<true> =>
  notice.isSuperseded ? refused('notice.superseded') : granted(true);

const fitsNotice = (feedback: Feedback, notice: NoticeState): Ruling<true> => {
  const { result, executedOn, measure } = feedback;
  if (notice.isSuperseded) return refused('notice.superseded');
  if (notice.isLift) return OF_A_LIFT.has(result) ? granted(true) : refused('feedback.of-lift');
  if (result === 'released' && notice.liftedOn === null && !notice.answered.includes(measure))
    return refused('feedback.nothing-to-release');
  // What was done before the lift may still be told; doing it after would be without ground.
  if (result === 'executed' && notice.liftedOn !== null && (!executedOn || executedOn > notice.liftedOn))
    return refused('feedback.after-lift');
  return granted(true);
};

// Basis: domain.md §11: whoever does not execute must choose 不执行 and give the reason
export const takesFeedback = (feedback: Feedback, notice: NoticeState, today: string): Ruling<Feedback> => {
  if (!notice.required.includes(feedback.measure)) return refused('feedback.measure');
  const fits = fitsNotice(feedback, notice);
  if (!fits.ok) return fits;
  if (!NEEDS_NO_REASON.has(feedback.result) && !feedback.reason) return refused('feedback.reason-required');
  if (feedback.executedOn && feedback.executedOn > today) return refused('feedback.future');
  return granted(feedback);
};
