import { addDays, type Day } from '../../kernel/day.ts';
import { granted, type Ruling, refused } from '../../kernel/ruling.ts';

export const batchStatuses = [
  'uploading',
  'queued',
  'running',
  'awaiting-confirmation',
  'done',
  'failed',
  'cancelled',
] as const;
export type BatchStatus = (typeof batchStatuses)[number];
export type BatchStep = 'submit' | 'cancel' | 'confirm';

const path: Record<BatchStep, { from: readonly BatchStatus[]; to: BatchStatus }> = {
  submit: { from: ['uploading'], to: 'queued' },
  cancel: { from: ['queued', 'running', 'awaiting-confirmation'], to: 'cancelled' },
  confirm: { from: ['awaiting-confirmation'], to: 'queued' },
};

export const stepBatch = (status: BatchStatus, step: BatchStep): Ruling<BatchStatus> =>
  path[step].from.includes(status) ? granted(path[step].to) : refused('batch.stage');

export const isFinished = (status: BatchStatus): boolean =>
  status === 'done' || status === 'failed' || status === 'cancelled';

export type RowVerdict = 'accepted' | 'unchanged' | 'corrected' | 'held' | 'rejected';
export type RowCounts = Record<RowVerdict | 'warnings', number>;

export const countVerdicts = (
  verdicts: readonly { verdict: RowVerdict; warnings: readonly unknown[] }[],
): RowCounts => {
  const counts: RowCounts = { accepted: 0, unchanged: 0, corrected: 0, held: 0, rejected: 0, warnings: 0 };
  for (const { verdict, warnings } of verdicts) {
    counts[verdict] += 1;
    counts.warnings += warnings.length;
  }
  return counts;
};

// A whole-list upload waits for confirmation when it would withdraw much, when a refused row may mean an
// existing record, or when part of the file was not read.
export const needsConfirmation = (
  preview: { live: number; missing: number; rejected: number; isUnread: boolean },
  maxWithdrawnShare: number,
): boolean =>
  preview.isUnread ||
  (preview.missing > 0 && (preview.rejected > 0 || preview.missing * 100 > preview.live * maxWithdrawnShare));

/** The originals of uploads before this day are forgotten. */
export const originalsFrom = (today: Day, days: number): Day => addDays(today, -days);

/** A file that rested loses these when it goes on. */
export const UNDELAYED = { restsUntil: null, delayedSince: null, delayCount: 0 };
