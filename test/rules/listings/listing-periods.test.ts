import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, addMonths, day } from '../../../src/kernel/day.ts';
import { catalogs } from '../../../src/law/catalogs/catalog-list.ts';
import { defaultSettings } from '../../../src/law/rulebook/settings.ts';
import { severeLists } from '../../../src/law/rulebook/severe-lists.ts';
import { checkEarlyRemoval, checkExtension } from '../../../src/registry/listings/listing-periods.rules.ts';

const settings = new Map(defaultSettings.map(({ key, value }) => [key, value]));
const listed = (list: string, about: object = {}) => ({
  list,
  kind: 'severe' as const,
  listedOn: '2026-03-02',
  dueOn: '2029-03-02',
  ...about,
});
const early = (list: string, on: string, about: object = {}) =>
  checkEarlyRemoval(listed(list, about), settings, day(on));

// The terms of severe-lists.ts.
test.each([
  ['serious-violation', '2027-03-02'],
  ['major-tax-violation', '2026-09-02'],
  ['wage-arrears', '2026-09-02'],
  ['work-safety-violation', '2027-03-02'],
  ['judgment-defaulter', '2026-03-02'],
  ['procurement-violation', '2027-03-02'],
])('%s may be left from %s on, not a day before', (list, from) => {
  expect(early(list, from)).toMatchObject({ ok: true });
  expect(early(list, addDays(day(from), -1))).toMatchObject({
    ok: false,
    code: 'listing.too-early',
    detail: expect.stringContaining(from),
  });
});

test('an honour is given back at any time', () => {
  expect(early('honour', '2026-03-03', { kind: 'honour' })).toMatchObject({ ok: true });
});

test('every list that the registry takes in is in the table of lists, and each number has its basis', () => {
  const known = new Set(severeLists.map(({ code }) => code));
  expect(known.size).toBe(severeLists.length);
  expect(catalogs.filter(({ opens, code }) => opens === 'severe' && !known.has(code))).toEqual([]);
  for (const list of severeLists) {
    expect(Object.values(list).filter((value) => value === '')).toEqual([]);
    expect(settings.get(`list.${list.code}.term`) ?? null).toBe(list.termMonths);
    expect(settings.get(`list.${list.code}.earliest-removal`) ?? null).toBe(list.earliestRemovalMonths);
  }
});

const court = (dueOn: string | null, until: string) =>
  checkExtension(listed('judgment-defaulter', { dueOn }), day(until), settings);

test('a court’s term is lengthened by three years at most; without a term there is nothing to lengthen', () => {
  expect(court('2028-03-02', '2031-03-02')).toMatchObject({ ok: true });
  expect(court('2028-03-02', '2031-03-03')).toMatchObject({ ok: false, code: 'listing.not-extendable' });
  expect(court('2028-03-02', '2028-03-02')).toMatchObject({ ok: false, code: 'listing.not-longer' });
  expect(court(null, '2031-03-02')).toMatchObject({ ok: false, code: 'listing.not-extendable' });
  expect(checkExtension(listed('serious-violation'), day('2030-03-02'), settings)).toMatchObject({
    ok: false,
    code: 'listing.not-extendable',
  });
});

test('extended again and again, a term never passes its longest', () => {
  const last = addMonths(day('2026-03-02'), 24 + 36);
  fc.assert(
    fc.property(fc.array(fc.nat(2500), { maxLength: 12 }), (steps) => {
      let dueOn = day('2028-03-02');
      for (const step of steps) {
        const until = addDays(day('2026-03-02'), step);
        if (court(dueOn, until).ok) {
          expect(until > dueOn).toBe(true);
          dueOn = until;
        }
      }
      expect(dueOn <= last).toBe(true);
    }),
  );
});
