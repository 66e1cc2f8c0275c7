import type { Outcome, Reason } from './check.rules.ts';

export type Change = { change: 'appeared' | 'fell'; code: string; text: string };
type Answer = { outcome: Outcome; reasons: readonly Reason[]; ruleSetVersion: number };

const keyOf = ({ ground, code, text }: Reason) => `${code}|${ground ?? text}`;

// What a second answer about the same subject and matter says that the first did not, and the other way round. A reason of
// the first that may no longer be shown comes here hidden already.
export const compareChecks = (before: Answer, after: Answer) => {
  const earlier = new Set(before.reasons.map(keyOf));
  const later = new Set(after.reasons.map(keyOf));
  const changes: Change[] = [
    ...after.reasons
      .filter((reason) => !earlier.has(keyOf(reason)))
      .map(({ code, text }) => ({ change: 'appeared' as const, code, text })),
    ...before.reasons
      .filter((reason) => !later.has(keyOf(reason)))
      .map(({ code, text }) => ({ change: 'fell' as const, code, text })),
  ];
  const hasNewRules = before.ruleSetVersion !== after.ruleSetVersion;
  return {
    differs: before.outcome !== after.outcome || changes.length > 0,
    outcomeBefore: before.outcome,
    changes,
    ruleSetBefore: hasNewRules ? before.ruleSetVersion : null,
  };
};
