import { expect, test } from 'vitest';
import {
  checkUpholding,
  type DisputeState,
  type DisputeStep,
  disputeStates,
  disputeStepNames,
  moveDispute,
} from '../../../src/remedy/disputes/dispute.rules.ts';

const allowed: Record<DisputeStep, Partial<Record<DisputeState, DisputeState>>> = {
  extend: { open: 'open' },
  uphold: { open: 'upheld' },
  dismiss: { open: 'dismissed' },
  withdraw: { open: 'withdrawn' },
};
const everyCase = disputeStepNames.flatMap((step) => disputeStates.map((state) => [step, state] as const));

test.each(everyCase)('%s from %s goes where the law lets it, or nowhere', (step, state) => {
  const to = allowed[step][state];
  expect(moveDispute({ state, isExtended: false }, step)).toEqual(
    to ? { ok: true, value: to } : { ok: false, code: 'dispute.wrong-stage', detail: undefined },
  );
});

test('a term is extended once, and an extended dispute can still be decided', () => {
  const extended = { state: 'open', isExtended: true } as const;
  expect(disputeStepNames.filter((step) => moveDispute(extended, step).ok)).toEqual([
    'uphold',
    'dismiss',
    'withdraw',
  ]);
});

test.each([
  ['delete', undefined, 1, true],
  ['stop', undefined, 1, true],
  ['correct', undefined, 1, 'dispute.not-corrected'],
  ['correct', undefined, 2, true],
  ['add', undefined, 1, 'dispute.note-required'],
  ['add', '已于当日整改', 1, true],
] as const)('upholding by %s with note %s at version %i', (effect, note, version, answer) => {
  const ruling = checkUpholding({ effect, note }, { seenVersion: 1, version });
  expect(ruling.ok || ruling.code).toBe(answer);
});
