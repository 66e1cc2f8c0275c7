import { expect, test } from 'vitest';
import { day } from '../../../src/kernel/day.ts';
import {
  type ComplaintEvent,
  type ComplaintState,
  complaintEvents,
  complaintStates,
  isClosed,
  isFittingMendDay,
  isSameDigest,
  moveComplaint,
  newComplaintCode,
  newComplaintNo,
  termOf,
  typedComplaintCode,
} from '../../../src/promise/complaints/complaint.rules.ts';
import { complaintStateWords } from '../../../src/promise/complaints/complaint-words.rules.ts';

// Where each event leads from each state; what is not written is refused.
const table: Record<ComplaintState, Partial<Record<ComplaintEvent, ComplaintState>>> = {
  received: { accept: 'accepted', forward: 'forwarded' },
  accepted: { forward: 'forwarded', ask: 'asked', dismiss: 'unfounded' },
  forwarded: {},
  asked: { answer: 'answered', find: 'found', dismiss: 'unfounded' },
  answered: { ask: 'asked', find: 'found', dismiss: 'unfounded' },
  found: { order: 'ordered', transfer: 'transferred' },
  unfounded: {},
  ordered: { report: 'reported', mend: 'mended', transfer: 'transferred' },
  reported: { order: 'ordered', mend: 'mended', transfer: 'transferred' },
  mended: {},
  transferred: {},
};
const cases = complaintStates.flatMap((state) =>
  complaintEvents.map((event) => [state, event, table[state][event] ?? '-'] as const),
);

test.each(cases)('a complaint that is %s, on %s: %s', (state, event, expected) => {
  const ruling = moveComplaint(state, event);
  expect(ruling.ok ? ruling.value : '-').toBe(expected);
  if (!ruling.ok) expect(ruling.code).toBe('complaint.wrong-stage');
});

test.each(complaintStates)(
  '%s waits for somebody until a day, or for nobody; its words name nobody',
  (state) => {
    const by = day('2026-12-31');
    const expected = isClosed(state)
      ? null
      : state === 'ordered'
        ? { by }
        : { setting: state === 'asked' ? 'complaint.answer' : 'complaint.handle' };
    expect(termOf(state, by)).toEqual(expected);
    expect(isClosed(state)).toBe(Object.keys(table[state]).length === 0);
    expect(complaintStateWords[state].told).toMatch(/。$/);
  },
);

test.each([
  ['2026-11-24', false],
  ['2026-11-23', false],
  ['2026-11-25', true],
  ['2027-11-25', true],
  ['2027-11-26', false],
])('to be mended by %s: %s', (by, expected) => {
  expect(isFittingMendDay(day(by), day('2026-11-24'))).toBe(expected);
});

test('a code is eighty bits, and read however somebody typed it', () => {
  const bytes = Uint8Array.from({ length: 16 }, (_, place) => place * 7);
  const code = newComplaintCode(bytes);
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  const whole = code.replaceAll('-', '');
  expect(typedComplaintCode(code)).toBe(whole);
  expect(
    typedComplaintCode(
      ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `,
    ),
  ).toBe(whole);
  expect(newComplaintNo(day('2026-11-24'), bytes.subarray(0, 8))).toMatch(/^TS20261124-[0-9A-Z]{8}$/);
});

test.each([
  ['abc', 'abc', true],
  ['abc', 'abd', false],
  ['abc', 'ab', false],
  ['ab', 'abc', false],
  ['', '', true],
])('digests %j and %j: %s', (one, other, expected) => {
  expect(isSameDigest(one, other)).toBe(expected);
});
