import { expect, test } from 'vitest';
import {
  type AppealState,
  type AppealStep,
  appealResults,
  appealStates,
  checkClosing,
  moveAppeal,
} from '../../../src/remedy/appeals/appeal.rules.ts';

// Every state with every event: what is not here is refused.
const allowed: Partial<Record<AppealState, Partial<Record<AppealStep, AppealState>>>> = {
  pending: { stay: 'stayed' },
  stayed: { 'end-stay': 'pending' },
};
const steps: AppealStep[] = ['stay', 'end-stay', 'close'];
const refusal = { ok: false, code: 'appeal.wrong-stage', detail: undefined };

test.each(appealStates.flatMap((state) => steps.slice(0, 2).map((step) => [step, state] as const)))(
  '%s of an appeal that is %s',
  (step, state) => {
    const to = allowed[state]?.[step];
    expect(moveAppeal({ state }, step)).toEqual(to ? { ok: true, value: to } : refusal);
  },
);

test.each(appealStates.flatMap((state) => appealResults.map((result) => [result, state] as const)))(
  'closed as %s where it is %s',
  (result, state) => {
    const isOpen = state === 'pending' || state === 'stayed';
    expect(moveAppeal({ state }, 'close', result)).toEqual(isOpen ? { ok: true, value: result } : refusal);
  },
);

test('no appeal ends without a result, and a varied decision is corrected first', () => {
  expect(moveAppeal({ state: 'pending' }, 'close')).toEqual(refusal);
  const seen = { seenVersion: 1, version: 1 };
  expect(appealResults.filter((result) => !checkClosing(result, seen).ok)).toEqual(['varied']);
  expect(checkClosing('varied', { seenVersion: 1, version: 2 }).ok).toBe(true);
});
