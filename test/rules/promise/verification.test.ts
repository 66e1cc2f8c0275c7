import { describe, expect, test } from 'vitest';
import { day } from '../../../src/kernel/day.ts';
import { sha256Hex } from '../../../src/platform/keys/hash.ts';
import {
  drawNo,
  drawnText,
  drawSample,
  officerFor,
  shareOf,
} from '../../../src/promise/verifications/sample.rules.ts';
import {
  checkDecisionDay,
  checkRectification,
  classOf,
  firstState,
  isFalsePromise,
  moveVerification,
  outcomeNames,
  riskOf,
  type VerificationEvent,
  type VerificationState,
  verificationEvents,
  verificationNo,
  verificationStates,
} from '../../../src/promise/verifications/verification.rules.ts';

// What leads anywhere; every other pair is refused.
const table: Record<VerificationState, Partial<Record<VerificationEvent, VerificationState>>> = {
  pool: { draw: 'due' },
  exempt: {},
  due: { start: 'running' },
  running: { 'find-true': 'true', 'find-not-true': 'not-true' },
  true: {},
  'not-true': { reopen: 'running', rectify: 'rectifying', terminate: 'decided', revoke: 'decided' },
  rectifying: { reopen: 'running', fulfil: 'decided', terminate: 'decided', revoke: 'decided' },
  decided: { object: 'objected', withdraw: 'undone' },
  objected: { reject: 'decided', uphold: 'undone', withdraw: 'undone' },
  undone: {},
};
const cases = verificationStates.flatMap((state) =>
  verificationEvents.map((event) => [state, event, table[state][event] ?? '-'] as const),
);

test.each(cases)('a verification that is %s, on %s: %s', (state, event, expected) => {
  const ruling = moveVerification(state, event);
  expect(ruling).toEqual(
    expected === '-' ? { ok: false, code: 'verification.wrong-stage' } : { ok: true, value: expected },
  );
});

test.each([
  ['high', { isDoubtful: false, isHonoured: true }, 'key', 'due'],
  ['low', { isDoubtful: true, isHonoured: true }, 'key', 'due'],
  ['medium', { isDoubtful: false, isHonoured: true }, 'general', 'pool'],
  ['low', { isDoubtful: false, isHonoured: false }, 'general', 'pool'],
  ['low', { isDoubtful: false, isHonoured: true }, 'exempt', 'exempt'],
] as const)('a matter of %s risk and such credit %o: %s', (risk, credit, as, state) => {
  expect(classOf(risk, credit)).toBe(as);
  expect(firstState(as)).toBe(state);
});

test('a risk that nobody has judged is of the middle; numbers; what is false', () => {
  expect([riskOf(null), riskOf('low'), riskOf('很高')]).toEqual(['medium', 'low', 'medium']);
  expect(verificationNo(day('2026-11-24'), 7)).toBe('HY20261124000007');
  expect(drawNo('2026', 12)).toBe('CC20260012');
  expect(outcomeNames.filter(isFalsePromise)).toEqual(['terminated', 'revoked']);
});

test.each([
  ['2026-11-24', false],
  ['2026-11-25', true],
  ['2027-01-05', true],
  ['2027-01-06', false],
])('a rectification by %s: %s', (by, isGranted) => {
  const ruling = checkRectification({ today: day('2026-11-24'), by: day(by), last: day('2027-01-05') });
  expect(ruling.ok).toBe(isGranted);
});

test.each([
  ['2026-11-19', false],
  ['2026-11-20', true],
  ['2026-11-24', true],
  ['2026-11-25', false],
])('a decision of %s: %s', (on, isGranted) => {
  const when = { today: day('2026-11-24'), decidedOn: day(on), foundOn: day('2026-11-20') };
  expect(checkDecisionDay(when).ok).toBe(isGranted);
});

describe('the draw', () => {
  const population = Array.from({ length: 2000 }, (_, at) => ({
    no: verificationNo(day('2026-11-24'), at + 1),
    risk: at % 4 === 0 ? ('medium' as const) : ('low' as const),
  }));
  const shares = [
    { risk: 'medium', taken: 50 },
    { risk: 'low', taken: 75 },
  ] as const;

  test('is the same for the same seed and population, in whatever order they come', () => {
    const drawn = drawSample(sha256Hex, 'seed-2026-1', population, shares);
    expect(drawSample(sha256Hex, 'seed-2026-1', [...population].reverse(), shares)).toEqual(drawn);
    expect(new Set(drawn).size).toBe(125);
    const byNobody = drawn.map((no) => ({ no, officerId: null }));
    expect(drawnText(byNobody)).toBe(drawnText([...byNobody].reverse()));
  });

  test('is another for another seed, and takes nobody by the order of coming', () => {
    const seeds = Array.from({ length: 40 }, (_, at) => `seed-${at}`);
    const draws = seeds.map((seed) => drawSample(sha256Hex, seed, population, shares));
    expect(new Set(draws.map((drawn) => drawn.join(' '))).size).toBe(40);
    // 40 draws of 125 among 2000: the first half of the population is drawn about as often as the second.
    const early = draws.flat().filter((no) => no <= verificationNo(day('2026-11-24'), 1000)).length;
    expect(Math.abs(early - 2500)).toBeLessThan(200);
  });

  test('chooses the officer by the same seed, each about as often, and nobody where there is none', () => {
    const ids = ['a', 'b', 'c'];
    const of = (seed: string) =>
      population.map(({ no }) => officerFor(sha256Hex, { seed, no, ids }) ?? 'nobody');
    expect(of('seed-2026-1')).toEqual(of('seed-2026-1'));
    expect(of('seed-2026-1')).not.toEqual(of('seed-2026-2'));
    for (const id of ids)
      expect(Math.abs(of('seed-2026-1').filter((one) => one === id).length - 667)).toBeLessThan(100);
    expect(officerFor(sha256Hex, { seed: 'seed-2026-1', no: 'HY1', ids: [] })).toBeNull();
  });

  // Fixed pseudo-random figures, so that a failure is the same the next time.
  const figures = Array.from({ length: 500 }, (_, at) => ({
    population: (at * 7919) % 137,
    rate: (at * 31) % 101,
    ordinary: (at * 17) % 101,
  }));
  test('never draws more of those who promised than the rate of those who did not, over all draws together', () => {
    for (const { rate, ordinary } of figures) {
      let [carried, drawn, stood] = [0, 0, 0];
      for (const { population } of figures.slice(0, 60)) {
        const share = shareOf({ risk: 'low', population, rate, ordinary, carried });
        [carried, drawn, stood] = [share.left, drawn + share.taken, stood + population];
        expect(share.taken).toBeLessThanOrEqual(population);
        expect(drawn * 100).toBeLessThanOrEqual(stood * ordinary);
      }
      expect(stood * Math.min(rate, ordinary) - drawn * 100).toBeLessThan(100);
    }
  });

  test('a handful of promises is drawn in the end too', () => {
    const first = shareOf({ risk: 'low', population: 12, rate: 5, ordinary: 5, carried: 0 });
    const second = shareOf({ risk: 'low', population: 12, rate: 5, ordinary: 5, carried: first.left });
    expect([first.taken, second.taken]).toEqual([0, 1]);
  });
});
