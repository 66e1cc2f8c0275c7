import fc from 'fast-check';
import { expect, test } from 'vitest';
import { day } from '../../../src/kernel/day.ts';
import type { CheckOutcome, CheckReason } from '../../../src/window/checks/check.rules.ts';
import { whyInvalid } from '../../../src/window/checks/check-receipt.rules.ts';
import { compareChecks } from '../../../src/window/checks/recheck.rules.ts';

const outcomes: CheckOutcome[] = ['eligible', 'review', 'ineligible', 'matter-not-allowed'];
const anyReason = fc
  .record({ code: fc.constantFrom('a', 'b'), text: fc.constantFrom('x', 'y'), ground: fc.nat({ max: 5 }) })
  .map(
    ({ code, text, ground }): CheckReason => ({
      code,
      text,
      ground: `listing:${ground}`,
      authority: null,
      documentNo: null,
      basis: 'b',
      since: null,
      restore: 'r',
    }),
  );
const anyAnswer = fc.record({
  outcome: fc.constantFrom(...outcomes),
  reasons: fc.uniqueArray(anyReason, { selector: ({ code, ground }) => `${code}${ground}`, maxLength: 6 }),
  ruleSetVersion: fc.integer({ min: 1, max: 2 }),
});

test('an answer never differs from itself, in whatever order its reasons stand', () => {
  fc.assert(
    fc.property(anyAnswer, (answer) => {
      const again = { ...answer, reasons: answer.reasons.toReversed() };
      expect(compareChecks(answer, again)).toMatchObject({
        differs: false,
        changes: [],
        ruleSetBefore: null,
      });
    }),
  );
});

test('what appeared one way fell the other way', () => {
  fc.assert(
    fc.property(anyAnswer, anyAnswer, (before, after) => {
      const there = compareChecks(before, after);
      const back = compareChecks(after, before);
      const named = (changes: typeof there.changes, change: string) =>
        changes
          .filter((one) => one.change === change)
          .map(({ code }) => code)
          .toSorted();
      expect(named(there.changes, 'appeared')).toEqual(named(back.changes, 'fell'));
      expect(named(there.changes, 'fell')).toEqual(named(back.changes, 'appeared'));
      expect(there.differs).toBe(back.differs);
      expect(there.ruleSetBefore).toBe(
        before.ruleSetVersion === after.ruleSetVersion ? null : before.ruleSetVersion,
      );
    }),
  );
});

test.each([
  ['2026-11-24', '2026-11-25', false, null],
  ['2026-11-25', '2026-11-25', false, 'expired'],
  ['2026-11-24', '2026-11-25', true, 'recalled'],
  ['2026-11-26', '2026-11-25', true, 'recalled'],
])('on %s an answer valid until %s, recalled: %s, is invalid for %s', (today, until, isRecalled, why) => {
  expect(whyInvalid({ today: day(today), validUntil: day(until), isRecalled })).toBe(why);
});
