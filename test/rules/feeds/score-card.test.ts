import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  expectedFieldsOf,
  isDoublePublicity,
  measuredCatalogs,
} from '../../../src/intake/feeds/feed-standards.rules.ts';
import { tallyRows } from '../../../src/intake/feeds/feed-tally.rules.ts';
import {
  emptyMonth,
  partsOf,
  ratesOf,
  scoreOf,
  scoreParts,
  scoreWeightsOf,
  sumOf,
} from '../../../src/intake/feeds/score-card.rules.ts';
import { percent } from '../../../src/intake/feeds/score-sheet.rules.ts';
import { addDays, day } from '../../../src/kernel/day.ts';
import { catalogs } from '../../../src/law/catalogs/catalog-list.ts';
import { feedSettings } from '../../../src/law/rulebook/feed-settings.ts';

const settings = new Map(feedSettings.map(({ key, value }) => [key, value]));
const weights = scoreWeightsOf(settings);
const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
const parts = fc.record({
  punctuality: share,
  acceptance: share,
  timeliness: share,
  completeness: share,
});
const someWeights = fc.record({
  punctuality: fc.nat(100),
  acceptance: fc.nat(100),
  timeliness: fc.nat(100),
  completeness: fc.nat(100),
});

describe('the score', () => {
  test.each([
    [{ punctuality: 1, acceptance: 1, timeliness: 1, completeness: 1 }, 100],
    [{ punctuality: 0, acceptance: 0, timeliness: 0, completeness: 0 }, 0],
    [{ punctuality: 1, acceptance: 0.9, timeliness: 0.8, completeness: 0.5 }, 84.5],
    [{ punctuality: 0.5, acceptance: 1, timeliness: null, completeness: null }, 75],
    [{ punctuality: null, acceptance: null, timeliness: null, completeness: null }, null],
  ] as const)('%o is %s', (given, score) => {
    expect(scoreOf(given, weights)).toBe(score);
  });

  test('lies between 0 and 100, whatever the weights', () => {
    fc.assert(
      fc.property(parts, someWeights, (given, weighed) => {
        const score = scoreOf(given, weighed);
        expect(score === null || (score >= 0 && score <= 100)).toBe(true);
      }),
    );
  });

  test('never falls when one part rises', () => {
    fc.assert(
      fc.property(
        parts,
        someWeights,
        fc.constantFrom(...scoreParts),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (given, weighed, part, rise) => {
          const value = given[part];
          fc.pre(value !== null);
          const better = { ...given, [part]: Math.min(1, (value ?? 0) + rise) };
          expect(scoreOf(better, weighed) ?? 0).toBeGreaterThanOrEqual(scoreOf(given, weighed) ?? 0);
        },
      ),
    );
  });

  test('a refused row, a late day or a late record never helps; a file sent again changes nothing', () => {
    const counts = fc.record({
      accepted: fc.nat(1000),
      corrected: fc.nat(100),
      held: fc.nat(10),
      rejected: fc.nat(1000),
      lateDays: fc.nat(10),
      timely: fc.nat(500),
    });
    fc.assert(
      fc.property(counts, fc.nat(5000), (some, again) => {
        const month = { ...emptyMonth, ...some, judgedDays: 22, timed: some.timely + 7 };
        const score = (of: typeof month) => scoreOf(partsOf(of), weights) ?? 0;
        expect(score({ ...month, rejected: month.rejected + 1 })).toBeLessThanOrEqual(score(month));
        expect(score({ ...month, lateDays: month.lateDays + 1 })).toBeLessThanOrEqual(score(month));
        expect(score({ ...month, timed: month.timed + 1 })).toBeLessThanOrEqual(score(month));
        expect(score({ ...month, unchanged: again })).toBe(score(month));
      }),
    );
  });

  test('months add up', () => {
    const one = { ...emptyMonth, accepted: 3, rejected: 1, judgedDays: 2, lateDays: 1 };
    const other = { ...emptyMonth, accepted: 1, judgedDays: 2, isProvisional: true };
    expect(sumOf([one, other])).toEqual({
      ...emptyMonth,
      accepted: 4,
      rejected: 1,
      judgedDays: 4,
      lateDays: 1,
      isProvisional: true,
    });
    expect(ratesOf(sumOf([one, other]))).toEqual({
      received: 5,
      rejectionRate: 0.2,
      lateRate: 0.25,
      completeness: null,
      timelinessRate: null,
    });
    expect([percent(0.2), percent(null)]).toEqual(['20.0%', '—']);
  });
});

describe('what an intake is measured by', () => {
  const today = day('2026-11-24');
  const row = (verdict: string, fields: Record<string, string>, decidedOn = today) => ({
    verdict,
    row: { draft: { decidedOn, fields, personal: {} } },
  });
  const inTime = { from: addDays(today, -9), isProvisional: false };

  test('only new content is looked at for completeness, only first versions for timeliness', () => {
    const rows = [
      row('accepted', { a: '1', b: '2' }),
      row('accepted', { a: '1' }, addDays(inTime.from, -1)),
      row('corrected', {}),
      row('held', { b: '1' }),
      row('unchanged', { a: '1', b: '2' }),
      row('rejected', {}),
    ];
    expect(tallyRows(rows, { expected: ['a', 'b'], inTime })).toEqual({
      expectedCells: 8,
      filledCells: 4,
      timed: 2,
      timely: 1,
      isProvisional: false,
    });
    expect(tallyRows(rows, { expected: [], inTime: null })).toMatchObject({ expectedCells: 0, timed: 0 });
  });

  test('never more is filled than expected, or timely than timed', () => {
    const rows = fc.array(
      fc.record({
        verdict: fc.constantFrom('accepted', 'corrected', 'held', 'unchanged', 'rejected'),
        fields: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.string()),
        back: fc.nat(30),
      }),
    );
    fc.assert(
      fc.property(rows, (given) => {
        const taken = given.map(({ verdict, fields, back }) => row(verdict, fields, addDays(today, -back)));
        const tally = tallyRows(taken, { expected: ['a', 'b'], inTime });
        expect(tally.filledCells).toBeLessThanOrEqual(tally.expectedCells);
        expect(tally.timely).toBeLessThanOrEqual(tally.timed);
      }),
    );
  });
});

describe('every catalogue', () => {
  test.each(catalogs.map((catalog) => [catalog.code, catalog] as const))(
    '%s has its frequency as a number, and expects only optional columns of its own',
    (code, catalog) => {
      expect(settings.has(`feed.every.${code}`)).toBe(true);
      const optional = catalog.fields.filter(({ required }) => !required).map(({ name }) => name);
      expect(expectedFieldsOf(code).filter((name) => !optional.includes(name))).toEqual([]);
    },
  );

  test('what is measured exists', () => {
    const codes = catalogs.map(({ code }) => code);
    expect(measuredCatalogs.filter((code) => !codes.includes(code))).toEqual([]);
    expect(codes.some(isDoublePublicity)).toBe(true);
  });
});
