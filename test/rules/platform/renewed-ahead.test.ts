import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forgetReadings, renewedAhead } from '../../../src/platform/door/renewed-ahead.ts';

const settled = () => new Promise<void>((go) => setImmediate(go));

// A source whose readings say when they were begun, asked at the moments that a test names.
const aSource = () => {
  const owner = {};
  const begun: { at: number; isBeside: boolean }[] = [];
  let broken = false;
  const read = async (at: number, isBeside: boolean) => {
    begun.push({ at, isBeside });
    if (broken) throw new Error(`out of reach at ${at}`);
    return at;
  };
  const ask = async (at: number) => {
    const answer = await renewedAhead(
      { owner, key: 'k', now: new Date(at) },
      { read: () => read(at, false), readBeside: () => read(at, true) },
    );
    await settled();
    return answer;
  };
  const breakDown = (is: boolean) => {
    broken = is;
  };
  return { owner, begun, ask, breakDown };
};

describe('a reading renewed ahead', () => {
  it('is never older than a second, and is not made twice in half of one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 1500 }), { maxLength: 40 }), async (steps) => {
        const source = aSource();
        let at = 0;
        for (const step of steps) {
          at += step;
          expect(at - (await source.ask(at))).toBeLessThan(1000);
        }
        const times = source.begun.map((one) => one.at);
        for (const [place, time] of times.entries())
          if (place > 0) expect(time - (times[place - 1] ?? 0)).toBeGreaterThanOrEqual(500);
      }),
    );
  });

  it('keeps nobody waiting at a steady pace', async () => {
    const source = aSource();
    for (let at = 0; at <= 10_000; at += 100) await source.ask(at);
    expect(source.begun.filter(({ isBeside }) => !isBeside)).toEqual([{ at: 0, isBeside: false }]);
    expect(source.begun.length).toBeGreaterThan(15);
  });

  it('that fails beside is asked again by the next, who gets the cause', async () => {
    const source = aSource();
    await source.ask(0);
    source.breakDown(true);
    expect(await source.ask(600)).toBe(0);
    await expect(source.ask(610)).rejects.toThrow('out of reach at 610');
    source.breakDown(false);
    expect(await source.ask(620)).toBe(620);
  });

  it('is made anew when it was forgotten or the clock went back', async () => {
    const source = aSource();
    await source.ask(5000);
    forgetReadings(source.owner);
    expect(await source.ask(5001)).toBe(5001);
    expect(await source.ask(4000)).toBe(4000);
  });

  it('is made once for all who come together after a quiet second', async () => {
    const source = aSource();
    expect(await Promise.all([source.ask(0), source.ask(10), source.ask(20)])).toEqual([0, 0, 0]);
    expect(source.begun).toHaveLength(1);
    source.breakDown(true);
    const both = await Promise.allSettled([source.ask(5000), source.ask(5001)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(source.begun).toHaveLength(2);
    source.breakDown(false);
    expect(await source.ask(5002)).toBe(5002);
  });

  it('within a transaction waits for nobody outside, who may wait for the transaction', async () => {
    const owner = {};
    const outside = Promise.withResolvers<string>();
    const ask = (withinTransaction: boolean, read: () => Promise<string>) =>
      renewedAhead({ owner, key: 'k', now: new Date(0), withinTransaction }, { read, readBeside: read });
    const waiting = ask(false, () => outside.promise);
    expect(await ask(true, async () => 'inside')).toBe('inside');
    outside.resolve('outside');
    expect(await waiting).toBe('outside');
  });
});
