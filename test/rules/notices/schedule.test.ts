import { expect, test } from 'vitest';
import { isCron, nextSlot, slotsUpTo } from '../../../src/platform/schedule/cron-slots.ts';
import { dueRuns } from '../../../src/platform/schedule/schedule.rules.ts';

const at = (text: string) => new Date(text);

test('half past eight is half past eight in China', () => {
  expect(nextSlot('30 8 * * *', at('2026-11-24T02:00:00Z'))).toEqual(at('2026-11-25T00:30:00Z'));
});

test.each([
  ['30 8 * * 1-5', true],
  ['0 0 30 2 *', false],
  ['0 0 8 * * *', false],
  ['', false],
])('"%s" is a schedule: %s', (cron, good) => {
  expect(isCron(cron, at('2026-11-24T02:00:00Z'))).toBe(good);
});

const slots = slotsUpTo('*/15 * * * *', at('2026-11-24T02:00:00Z'), at('2026-11-24T02:50:00Z'));

test('a hole of fifty minutes holds four quarter-hour slots', () => {
  expect(slots.map((slot) => slot.toISOString().slice(11, 16))).toEqual(['02:00', '02:15', '02:30', '02:45']);
});

test.each([
  ['once', [3]],
  ['all', [0, 0, 0, 0]],
  ['skip', []],
] as const)('of the missed slots, %s runs those late by %o', (missed, late) => {
  expect(dueRuns(slots, missed, at('2026-11-24T02:50:00Z')).map(({ lateSlots }) => lateSlots)).toEqual(late);
});
