import { Cron } from 'croner';
import { expect, test } from 'vitest';
import { nextSlot, slotsUpTo } from '../../../src/platform/schedule/cron-slots.ts';

test.each(['30 8 * * *', '*/7 * * * *', '0 0 29 2 *', '15 23 * * 1-5', '0 9 L * *', '59 23 31 12 *'])(
  'the slots of %s are those of the clock in Shanghai',
  (cron) => {
    const named = new Cron(cron, { timezone: 'Asia/Shanghai', mode: '5-part', paused: true });
    for (const after of ['2026-02-28T15:59:59Z', '2026-12-31T15:58:00Z', '2027-06-30T16:00:00Z'])
      expect(nextSlot(cron, new Date(after))).toEqual(named.nextRun(new Date(after)));
  },
);

test('slots between two moments are each the next of the one before', () => {
  const slots = slotsUpTo('*/20 8 * * *', new Date('2026-11-24T00:00:00Z'), new Date('2026-11-25T00:20:00Z'));
  expect(slots.map((slot) => slot.toISOString().slice(8, 16))).toEqual([
    ...['24T00:00', '24T00:20', '24T00:40', '25T00:00', '25T00:20'],
  ]);
});
