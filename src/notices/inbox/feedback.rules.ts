import { granted, type Ruling, refused } from '../../kernel/ruling.ts';
import { isLift } from '../relay/notice-body.rules.ts';

export const feedbackResults = ['executed', 'not-executed', 'not-applicable', 'released'] as const;
export type FeedbackResult = (typeof feedbackResults)[number];
type Feedback = { measure: string; result: FeedbackResult; reason?: string; executedOn?: string };

// The execution of a notice by the department that got it.
// Basis: 本市设定: 发起、推送、签收、反馈、解除
export const executionStates = [
  'waiting',
  'received',
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
  // Received by the department's system; signed for by one of its people. See delivery/received.rules.ts.
  isReceived: boolean;
  isSigned: boolean;
  // The day on which the listing ended, if that was after this notice.
  liftedOn: string | null;
  required: readonly string[];
  answered: readonly string[];
};

type Seen = Pick<NoticeState, 'liftedOn' | 'answered'> & {
  receivedAt: string | null;
  signedAt: string | null;
  type: string;
  supersededBy: string | null;
  measures: readonly string[];
};

// The facts of a notice that the rules of its execution read.
export const noticeStateOf = ({
  type,
  supersededBy,
  receivedAt,
  signedAt,
  liftedOn,
  measures,
  answered,
}: Seen): NoticeState => ({
  isLift: isLift(type),
  isSuperseded: supersededBy !== null,
  isReceived: receivedAt !== null,
  isSigned: signedAt !== null,
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
  if (notice.isSigned) return 'signed';
  return notice.isReceived ? 'received' : 'waiting';
};

const NEEDS_NO_REASON: ReadonlySet<FeedbackResult> = new Set(['executed', 'released']);
const OF_A_LIFT: ReadonlySet<FeedbackResult> = new Set(['released', 'not-applicable']);

// A second receipt or a second answer changes nothing given before.
export const mayBeSigned = (notice: Pick<NoticeState, 'isSuperseded'>): Ruling<true> =>
  notice.isSuperseded ? refused('notice.superseded') : granted(true);

const fitsNotice = (feedback: Feedback, notice: NoticeState): Ruling<true> => {
  const { result, executedOn, measure } = feedback;
  if (notice.isSuperseded) return refused('notice.superseded');
  if (notice.isLift) return OF_A_LIFT.has(result) ? granted(true) : refused('feedback.of-lift');
  if (result === 'released' && notice.liftedOn === null && !notice.answered.includes(measure))
    return refused('feedback.nothing-to-release');
  // A measure taken before the lift may still be reported; taken after it, it would have no ground.
  if (result === 'executed' && notice.liftedOn !== null && (!executedOn || executedOn > notice.liftedOn))
    return refused('feedback.after-lift');
  return granted(true);
};

// Basis: 本市设定, 参照中山市: a department that does not execute must choose 不执行 and give the reason
export const takesFeedback = (feedback: Feedback, notice: NoticeState, today: string): Ruling<Feedback> => {
  if (!notice.required.includes(feedback.measure)) return refused('feedback.measure');
  const fits = fitsNotice(feedback, notice);
  if (!fits.ok) return fits;
  if (!NEEDS_NO_REASON.has(feedback.result) && !feedback.reason) return refused('feedback.reason-required');
  if (feedback.executedOn && feedback.executedOn > today) return refused('feedback.future');
  return granted(feedback);
};
