import {
  type Bearer,
  type CheckOutcome,
  type CheckReason,
  type Hit,
  isWorse,
} from '../checks/check.rules.ts';
import { changedReasons, type ReasonChange, reasonKey } from '../checks/recheck.rules.ts';

// revoked, withdrawn, disputed, upheld, stayed: a ground fell, was taken back by its source, or rests.
// merged: two files became one, or one became two. late: it was so on the day and came later. restored: an
// end was undone. corrected: the source or the registry mended it. uncertain: it is now doubtful who this is.
export const recallCauses = [
  'revoked',
  'withdrawn',
  'disputed',
  'upheld',
  'stayed',
  'merged',
  'late',
  'restored',
  'corrected',
  'uncertain',
] as const;
export type RecallCause = (typeof recallCauses)[number];

// The states of a listing or record when the check was decided (null: unknown then) and now.
export type Fate = { before: string | null; now: string };
export type CauseOf = {
  change: ReasonChange['change'];
  code: string;
  bearer: Bearer | undefined;
  fate: Fate | undefined;
  isMerged: boolean;
  isTooLate: boolean;
};

export type Change = { change: ReasonChange['change']; reason: CheckReason };
type Answer = { outcome: CheckOutcome; reasons: readonly CheckReason[]; hits: readonly Hit[] };

// The changed reasons that turned the answer: those that appeared as bad as it is now, or those that fell and
// were worse.
export const turningReasons = (before: Answer, after: Answer): Change[] => {
  const changes = changedReasons(before.reasons, after.reasons);
  const isTurned = isWorse(after.outcome, before.outcome);
  const hits = isTurned ? after.hits : before.hits;
  const deciding = new Set(
    hits
      .filter(({ outcome }) => (isTurned ? outcome === after.outcome : isWorse(outcome, after.outcome)))
      .map(({ reason }) => reasonKey(reason)),
  );
  const found = changes.filter(
    ({ change, reason }) => change === (isTurned ? 'appeared' : 'fell') && deciding.has(reasonKey(reason)),
  );
  return found.length > 0 ? found : changes;
};

const WAITED: readonly string[] = ['notified', 'held', 'refused'];
const IN_FORCE: readonly string[] = ['listed', 'live'];
const FALLEN: readonly string[] = ['revoked', 'withdrawn'];

// Null where the fall of the ground tells it already, and where the answer stood no more when the change
// became known: the job may judge it long after, for another change.
export const causeOf = ({ change, code, bearer, fate, isMerged, isTooLate }: CauseOf): RecallCause | null => {
  if (isTooLate) return null;
  if (!fate) return isMerged ? 'merged' : causeWithoutGround(change, code);
  const { before, now } = fate;
  if (change === 'fell') {
    if (FALLEN.includes(now)) return null;
    if (!IN_FORCE.includes(now)) return 'late';
  } else {
    if (before === null || WAITED.includes(before)) return 'late';
    if (!IN_FORCE.includes(before) && before !== now) return 'restored';
  }
  if (isMerged) return 'merged';
  return bearer === undefined || bearer === 'self' ? 'corrected' : 'late';
};

const causeWithoutGround = (change: ReasonChange['change'], code: string): RecallCause => {
  if (code !== 'subject.uncertain') return 'late';
  return change === 'appeared' ? 'uncertain' : 'corrected';
};

export const recallWords: Record<RecallCause, string> = {
  revoked: '依据已撤销',
  withdrawn: '依据已由报送单位撤回',
  disputed: '依据正在处理异议',
  upheld: '依据经异议处理已更改',
  stayed: '依据在复议或诉讼期间停止执行',
  merged: '两份档案已合并或已拆分',
  late: '核查当日已有的信息事后才报送',
  restored: '移出或撤销已被恢复',
  corrected: '信息已更正',
  uncertain: '申请人身份现有疑点',
};
