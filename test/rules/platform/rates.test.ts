import fc from 'fast-check';
import { expect, test } from 'vitest';
import { policyField, spend, spentField } from '../../../src/platform/door/rates.rules.ts';
import { openRates } from '../../../src/platform/door/rates.ts';

const twoAMinute = { most: 2, seconds: 60 };

test('a quota is granted so often at once, then as its places become free one by one', () => {
  const first = spend(undefined, { now: 0, ...twoAMinute });
  const second = spend(first.busyUntil, { now: 0, ...twoAMinute });
  const third = spend(second.busyUntil, { now: 0, ...twoAMinute });
  expect([first.spent, second.spent, third.spent]).toEqual([
    { ok: true, remaining: 1, resetSeconds: 30, retrySeconds: 0 },
    { ok: true, remaining: 0, resetSeconds: 60, retrySeconds: 0 },
    { ok: false, remaining: 0, resetSeconds: 60, retrySeconds: 30 },
  ]);
  expect(spend(third.busyUntil, { now: 29_999, ...twoAMinute }).spent.ok).toBe(false);
  expect(spend(third.busyUntil, { now: 30_000, ...twoAMinute }).spent.ok).toBe(true);
});

test('what counts for many is admitted whole, and what comes after waits for less than two windows', () => {
  const many = spend(undefined, { now: 0, most: 20, seconds: 1, uses: 10_000 });
  expect(many.spent.ok).toBe(true);
  expect(spend(many.busyUntil, { now: 0, most: 20, seconds: 1 }).spent).toMatchObject({
    ok: false,
    retrySeconds: 1,
  });
  expect(spend(many.busyUntil, { now: 50, most: 20, seconds: 1 }).spent.ok).toBe(true);
});

test('in any window of any history no more is granted than twice the quota, and never a use too few', () => {
  const steps = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 40_000 }) }), { maxLength: 60 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 7 }), (history, most) => {
      let [now, busyUntil] = [0, undefined as number | undefined];
      const granted: number[] = [];
      for (const { wait } of history) {
        now += wait;
        const next = spend(busyUntil, { now, most, seconds: 60 });
        busyUntil = next.busyUntil;
        const within = granted.filter((at) => at > now - 60_000).length;
        if (next.spent.ok) granted.push(now);
        // A sliding window that still has room never refuses.
        else expect(within).toBeGreaterThanOrEqual(most);
        expect(granted.filter((at) => at > now - 60_000).length).toBeLessThan(2 * most + 1);
      }
    }),
  );
});

test('the header fields are those of the draft', () => {
  const { spent } = spend(undefined, { now: 0, most: 60, seconds: 60 });
  expect(policyField('public.address', 60)).toBe('"public.address";q=60;w=60');
  expect(spentField('public.address', spent)).toBe('"public.address";r=59;t=1');
});

test('strangers without number cost bounded memory, and those in the middle of their quota are kept longest', () => {
  const rates = openRates(() => 0);
  for (let use = 0; use < 60; use += 1) rates.spend('public.address', 'a');
  for (let stranger = 0; stranger < 49_998; stranger += 1) rates.spend('public.address', `s${stranger}`);
  expect(rates.spend('public.address', 'a').ok).toBe(false);
  for (let stranger = 0; stranger < 120_000; stranger += 1) rates.spend('public.address', `t${stranger}`);
  expect(rates.spend('public.address', 't119999').remaining).toBe(58);
});

test('a setting is felt, a nonsense setting is not, and a database that is away changes nothing', async () => {
  let now = 0;
  const rates = openRates(() => now);
  const answer = [
    { quota: 'public.address', most: 3 },
    { quota: 'code.address', most: 0 },
    { quota: 'unknown', most: 1 },
  ];
  rates.refresh(
    async () => answer,
    () => '2026-11-24',
  );
  await Promise.resolve();
  expect([rates.most('public.address'), rates.most('code.address')]).toEqual([3, 60]);
  now = 5000;
  rates.refresh(
    () => Promise.reject(new Error('away')),
    () => '2026-11-24',
  );
  await Promise.resolve();
  expect(rates.most('public.address')).toBe(3);
});
