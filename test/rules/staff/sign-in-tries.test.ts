import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  backOffMs,
  judgeTry,
  spentOf,
  type Tries,
} from '../../../src/access/sessions/sign-in-tries.rules.ts';

const limit = { most: 10, seconds: 60, backsOff: true };

test.each([
  [0, 0],
  [4, 0],
  [5, 30_000],
  [6, 60_000],
  [9, 480_000],
  [10, 900_000],
  [4000, 900_000],
])('after %i failures in a row the next try waits %i ms', (failures, wait) => {
  expect(backOffMs(failures)).toBe(wait);
});

test('whoever guesses as fast as they may gets less than five and four tries an hour', () => {
  let [seen, admitted] = [undefined as Tries | undefined, 0];
  for (let now = 0; now < 24 * 3_600_000; now += 1000) {
    const judged = judgeTry(seen, now, limit);
    seen = judged.next;
    if (judged.waitMs === 0) admitted += 1;
  }
  expect(admitted).toBeLessThan(5 + 5 + 24 * 4);
});

test('a refused try changes nothing, an admitted one counts at once, and the wait that is told is the true one', () => {
  const moves = fc.array(fc.integer({ min: 0, max: 200_000 }), { maxLength: 40 });
  fc.assert(
    fc.property(moves, fc.boolean(), (waits, backsOff) => {
      let [now, seen] = [1_000_000, undefined as Tries | undefined];
      for (const wait of waits) {
        now += wait;
        const judged = judgeTry(seen, now, { ...limit, backsOff });
        if (judged.waitMs > 0) {
          expect(judged.next).toEqual(seen);
          expect(judgeTry(seen, now + judged.waitMs, { ...limit, backsOff }).waitMs).toBe(0);
          expect(judgeTry(seen, now + judged.waitMs - 1, { ...limit, backsOff }).waitMs).toBe(1);
        } else expect(judged.next.failures).toBe((seen?.failures ?? 0) + 1);
        expect(spentOf(judged, now, { ...limit, backsOff }).ok).toBe(judged.waitMs === 0);
        seen = judged.next;
      }
    }),
  );
});

test('a count from a clock that was far ahead holds nobody up', () => {
  const ahead = { windowFrom: 9e12, tries: 10, failures: 12, blockedUntil: 9e12 + 900_000, lastAt: 9e12 };
  expect(judgeTry(ahead, 1_000_000, limit)).toMatchObject({ waitMs: 0, next: { failures: 1 } });
});
