import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, addMonths, day } from '../../../src/kernel/day.ts';
import { catalogs } from '../../../src/law/catalogs/catalog-list.ts';
import { defaultSettings } from '../../../src/law/rulebook/settings.ts';
import { severeLists } from '../../../src/law/rulebook/severe-lists.ts';
import { checkExtension } from '../../../src/registry/listings/listing-periods.rules.ts';

const settings = new Map(defaultSettings.map(({ key, value }) => [key, value]));
const listed = (list: string, about: object = {}) => ({
  list,
  kind: 'severe' as const,
  listedOn: '2026-03-02',
  dueOn: '2029-03-02',
  ...about,
});
test('every list that the registry takes in is in the table of lists, and each number has its basis', () => {
  const known = new Set(severeLists.map(({ code }) => code));
  expect(known.size).toBe(severeLists.length);
  expect(catalogs.filter(({ opens, code }) => opens === 'severe' && !known.has(code))).toEqual([]);
  for (const list of severeLists) {
    expect(Object.values(list).filter((value) => value === '')).toEqual([]);
    expect(settings.get(`list.${list.code}.term`) ?? null).toBe(list.termMonths);
  }
});

const court = (dueOn: string | null, until: string) =>
  checkExtension(listed('judgment-defaulter', { dueOn }), day(until), settings);

test('a court’s term is lengthened by one to three years; without a term there is nothing to lengthen', () => {
  expect(court('2028-03-02', '2031-03-02')).toMatchObject({ ok: true });
  expect(court('2028-03-02', '2031-03-03')).toMatchObject({ ok: false, code: 'listing.not-extendable' });
  // One to three years at once: a month more is no extension that the law knows.
  expect(court('2028-03-02', '2028-04-02')).toMatchObject({
    ok: false,
    code: 'listing.not-extendable',
    detail: expect.stringContaining('2029-03-02'),
  });
  expect(court('2028-03-02', '2029-03-01')).toMatchObject({ ok: false });
  expect(court('2028-03-02', '2029-03-02')).toMatchObject({ ok: true });
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
