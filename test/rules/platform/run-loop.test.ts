import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { runLoop } from '../../../src/node/run-loop.ts';

const working = (besideAfterMs?: number) => {
  const ends: (() => void)[] = [];
  const faults: unknown[] = [];
  const loop = runLoop(() => new Promise<void>((end) => ends.push(end)), {
    onFault: (error) => faults.push(error),
    ...(besideAfterMs === undefined ? {} : { besideAfterMs }),
  });
  return { loop, ends, faults };
};

test('a wake-up during a run means one more run after it, never one beside it', async () => {
  const { loop, ends } = working();
  for (let woken = 0; woken < 3; woken++) loop.wake();
  await wait(30);
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await wait(5);
  expect(ends).toHaveLength(2);
});

test('a run that only waits for a receiver that hangs holds up no other, and is waited for at the end', async () => {
  const { loop, ends } = working(20);
  loop.wake();
  loop.wake();
  await wait(60);
  expect(ends).toHaveLength(2);
  ends[1]?.();
  let isIdle = false;
  const idle = loop.idle().then(() => {
    isIdle = true;
  });
  await wait(40);
  expect(isIdle).toBe(false);
  ends[0]?.();
  await idle;
});

test('a run that fails is told of, and the next one runs', async () => {
  const faults: unknown[] = [];
  let runs = 0;
  const loop = runLoop(() => Promise.reject(new Error(`run ${++runs}`)), {
    onFault: (error) => faults.push(String(error)),
  });
  loop.wake();
  await wait(5);
  loop.wake();
  await loop.idle();
  expect(faults).toEqual(['Error: run 1', 'Error: run 2']);
});
