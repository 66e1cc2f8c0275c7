import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, day } from '../../../src/kernel/day.ts';
import { type RecordStep, recordStates, stepRecord } from '../../../src/registry/records/record.rules.ts';
import {
  type ClockLaw,
  clockStep,
  type DueRecord,
} from '../../../src/registry/records/record-clock.rules.ts';

const today = day('2026-11-24');
const [yesterday, tomorrow] = [addDays(today, -1), addDays(today, 1)];
const law: ClockLaw = {
  holdsUncorrected: true,
  uncorrected: new Set(['promise']),
};
const record = (about: Partial<DueRecord>): DueRecord => ({
  id: 1,
  version: 1,
  state: 'live',
  catalog: 'penalty',
  publishedUntil: null,
  retainedUntil: null,
  isUncorrected: false,
  isHeld: false,
  ...about,
});
const step = (about: Partial<DueRecord>, more: Partial<ClockLaw> = {}) =>
  clockStep(record(about), { ...law, ...more }, today);

test.each([
  ['publicity runs', { publishedUntil: tomorrow }, null],
  ['publicity ends on its day', { publishedUntil: today }, 'end-publicity'],
  ['publicity that nobody limits', {}, null],
  ['not corrected: held for the authority', { publishedUntil: today, isUncorrected: true }, 'hold'],
  ['held already', { publishedUntil: yesterday, isUncorrected: true, isHeld: true }, null],
  ['a broken promise that still stands', { catalog: 'promise', publishedUntil: today }, 'hold'],
  ['unpublished already', { state: 'unpublished', publishedUntil: yesterday }, null],
  ['retention ends on its day', { publishedUntil: today, retainedUntil: today }, 'archive'],
  ['retention of what is held back', { isHeld: true, retainedUntil: today }, 'archive'],
] as const)('%s', (_, about, expected) => {
  expect(step(about)).toBe(expected);
});

test('a deployment may end publicity whether corrected or not', () => {
  expect(step({ publishedUntil: today, isUncorrected: true }, { holdsUncorrected: false })).toBe(
    'end-publicity',
  );
});

const someDay = fc.option(fc.constantFrom(yesterday, today, tomorrow), { nil: null });
const anyRecord = fc.record({
  state: fc.constantFrom(...recordStates),
  catalog: fc.constantFrom('penalty', 'promise', 'honour'),
  publishedUntil: someDay,
  retainedUntil: someDay,
  isUncorrected: fc.boolean(),
  isHeld: fc.boolean(),
});

test('whatever the record, the clock goes no way that its state does not, and none before its day', () => {
  const moves: Record<string, RecordStep> = { archive: 'archive', 'end-publicity': 'end-publicity' };
  fc.assert(
    fc.property(anyRecord, (about) => {
      const taken = step(about);
      const move = taken ? moves[taken] : undefined;
      if (move) expect(stepRecord(about.state, move).ok).toBe(true);
      const isDue = [about.publishedUntil, about.retainedUntil].some(
        (until) => until !== null && until <= today,
      );
      if (!isDue) expect(taken).toBe(null);
      const isPast = about.retainedUntil !== null && about.retainedUntil <= today;
      if (isPast && about.state !== 'archived') expect(taken).toBe('archive');
    }),
  );
});
