import type { CheckReason } from './check.rules.ts';
import type { CheckRow } from './check-row.rules.ts';
import { hideFallen } from './shown-check.rules.ts';

export type ReasonChange = { change: 'appeared' | 'fell'; code: string; text: string };
type Answer = Pick<CheckRow, 'outcome' | 'ruleSetVersion'> & { reasons: readonly CheckReason[] };

export const reasonKey = ({ ground, code, text }: CheckReason) => `${code}|${ground ?? text}`;

// Reasons that appeared, then reasons that fell.
export const changedReasons = (
  before: readonly CheckReason[],
  after: readonly CheckReason[],
): { change: ReasonChange['change']; reason: CheckReason }[] => {
  const earlier = new Set(before.map(reasonKey));
  const later = new Set(after.map(reasonKey));
  return [
    ...after
      .filter((reason) => !earlier.has(reasonKey(reason)))
      .map((reason) => ({ change: 'appeared' as const, reason })),
    ...before
      .filter((reason) => !later.has(reasonKey(reason)))
      .map((reason) => ({ change: 'fell' as const, reason })),
  ];
};

// Compares two answers about the same subject and matter.
export const compareChecks = (before: Answer, after: Answer) => {
  const changes: ReasonChange[] = changedReasons(before.reasons, after.reasons).map(
    ({ change, reason: { code, text } }) => ({ change, code, text }),
  );
  const hasNewRules = before.ruleSetVersion !== after.ruleSetVersion;
  return {
    differs: before.outcome !== after.outcome || changes.length > 0,
    outcomeBefore: before.outcome,
    changes,
    ruleSetBefore: hasNewRules ? before.ruleSetVersion : null,
  };
};

// A check beside the earlier one that it repeats. A reason that may no longer be shown is named in neither.
export const differenceSince = (before: CheckRow, after: CheckRow, fallen: ReadonlySet<string>) => {
  const shown = (row: CheckRow) => ({ ...row, reasons: hideFallen(row.reasons, fallen) });
  return { of: before.no, ...compareChecks(shown(before), shown(after)) };
};
