import { granted, type Ruling, refused } from '../../kernel/ruling.ts';

export const feedbackResults = ['executed', 'not-executed', 'not-applicable', 'released'] as const;
export type FeedbackResult = (typeof feedbackResults)[number];
type Feedback = { measure: string; result: FeedbackResult; reason?: string; executedOn?: string };

// Where a notice stands for the department that got it.
// Basis: 国发〔2016〕33号（发起、响应、反馈、解除）；各状态为本市设定
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

export type Standing = {
  isLift: boolean;
  isSuperseded: boolean;
  isSigned: boolean;
  // Of the listing, after this notice.
  liftedOn: string | null;
  asked: readonly string[];
  answered: readonly string[];
};

export const executionState = (notice: Standing): ExecutionState => {
  if (notice.isSuperseded) return 'superseded';
  if (notice.isLift) return notice.isSigned ? 'lift-signed' : 'lift-waiting';
  if (notice.liftedOn !== null) return 'lifted';
  const isAnswered = notice.asked.length > 0 && notice.asked.every((code) => notice.answered.includes(code));
  if (isAnswered) return 'answered';
  return notice.isSigned ? 'signed' : 'waiting';
};

const NEEDS_NO_REASON: ReadonlySet<FeedbackResult> = new Set(['executed', 'released']);
const OF_A_LIFT: ReadonlySet<FeedbackResult> = new Set(['released', 'not-applicable']);

/** Whoever signs twice, or answers a second time, changes nothing that was said before. */
export const takesReceipt = (notice: Pick<Standing, 'isSuperseded'>): Ruling<true> =>
  notice.isSuperseded ? refused('notice.superseded') : granted(true);

const fitsStanding = (feedback: Feedback, notice: Standing): Ruling<true> => {
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

// Basis: 本市设定：不执行的，须选择“不执行”并说明理由
export const takesFeedback = (feedback: Feedback, notice: Standing, today: string): Ruling<Feedback> => {
  if (!notice.asked.includes(feedback.measure)) return refused('feedback.measure');
  const fits = fitsStanding(feedback, notice);
  if (!fits.ok) return fits;
  if (!NEEDS_NO_REASON.has(feedback.result) && !feedback.reason) return refused('feedback.reason-required');
  if (feedback.executedOn && feedback.executedOn > today) return refused('feedback.future');
  return granted(feedback);
};
