import { expect, test } from 'vitest';
import { day } from '../../../src/kernel/day.ts';
import { editionMeasures } from '../../../src/law/measures/edition-2026.ts';
import { isAsked, measuresFor } from '../../../src/law/measures/measure.rules.ts';
import {
  byList,
  isOpenDay,
  isWanted,
  leavesAt,
  quietUntil,
  requiredMeasures,
  type Subscriber,
} from '../../../src/notices/subscriptions/subscription.rules.ts';

const subscriber = (about: Partial<Subscriber> = {}): Subscriber => ({
  id: 's',
  filter: {},
  schedule: { kind: 'at-once' },
  hasEndpoint: true,
  identityBasis: null,
  epoch: 1,
  agency: { code: 'FIN', name: '虚构市财政局' },
  ...about,
});
const about = {
  list: 'judgment-defaulter',
  category: 'severe',
  subjectKind: 'organisation',
  region: '440304',
};
const asked = requiredMeasures(editionMeasures, subscriber(), about);

test.each([
  [{}, true],
  [{ lists: ['judgment-defaulter'] }, true],
  [{ lists: ['honour'] }, false],
  [{ categories: ['severe'] }, true],
  [{ categories: ['honour'] }, false],
  [{ subjectKinds: ['person'] }, false],
  [{ regions: ['440300'] }, true],
  [{ regions: ['440000'] }, true],
  [{ regions: ['440305', '310000'] }, false],
  [{ measures: ['FUND_LIMIT'] }, true],
  [{ measures: ['EXIT_BAR'] }, false],
])('a filter of %o hears of a listed debtor of 440304: %s', (filter, told) => {
  expect(isWanted({ filter }, about, asked)).toBe(told);
});

test('nobody without a measure hears of a person', () => {
  const person = { ...about, subjectKind: 'person' };
  expect(isWanted({ filter: {} }, person, { measures: [], information: asked.information })).toBe(false);
  expect(isWanted({ filter: {} }, person, asked)).toBe(true);
});

test('measures of kind III are information, never asked', () => {
  const bank = subscriber({ agency: { code: 'B', name: '虚构银行' } });
  const found = requiredMeasures(editionMeasures, bank, { ...about, list: 'serious-violation' });
  expect(found.information.map(({ code }) => code)).toEqual(['PRUDENT_LENDING']);
  expect(found.measures.every(isAsked)).toBe(true);
});

test('a department is meant by its name, by its code and by the word for any department', () => {
  const measures = ['财政局', 'FIN', '*', '法院'].map((word) => ({ lists: ['l'], departments: [word] }));
  expect(measuresFor(measures, { code: 'FIN', name: '虚构市财政局' }, 'l')).toEqual(measures.slice(0, 3));
});

test('an event meets only those who ask for its list or for every list', () => {
  const [all, debtors, honours] = [
    subscriber({ id: 'all' }),
    subscriber({ id: 'debtors', filter: { lists: ['judgment-defaulter'] } }),
    subscriber({ id: 'honours', filter: { lists: ['honour'] } }),
  ];
  expect(byList([all, debtors, honours])('judgment-defaulter').map(({ id }) => id)).toEqual([
    'all',
    'debtors',
  ]);
});

const calendar = {
  years: new Set([2026]),
  holidays: new Set([day('2026-10-01')]),
  makeupWorkdays: new Set([day('2026-09-27')]),
};

test.each([
  ['2026-11-24T02:00:00Z', true],
  ['2026-11-28T02:00:00Z', false],
  ['2026-09-30T16:30:00Z', false],
  ['2026-09-27T02:00:00Z', true],
  ['2031-01-04T02:00:00Z', false],
  ['2031-01-06T02:00:00Z', true],
])('%s is a working moment: %s', (at, open) => {
  expect(isOpenDay(calendar, new Date(at))).toBe(open);
});

test('a notice that waits for a working day leaves as that day begins in China', () => {
  const schedule = { kind: 'at-once' as const, workingDaysOnly: true };
  const saturday = new Date('2026-11-28T02:00:00Z');
  expect(leavesAt(schedule, calendar, saturday)).toEqual(new Date('2026-11-29T16:00:00Z'));
  expect(leavesAt({ kind: 'at-once' }, calendar, saturday)).toEqual(saturday);
});

const overnight = { kind: 'at-once' as const, quietHours: { from: '22:00', to: '07:00' } };
const midday = { kind: 'at-once' as const, quietHours: { from: '12:00', to: '14:00' } };
test.each([
  [overnight, '2026-11-24T13:59:59Z', '2026-11-24T13:59:59Z'],
  [overnight, '2026-11-24T14:00:00Z', '2026-11-24T23:00:00Z'],
  [overnight, '2026-11-24T18:00:00Z', '2026-11-24T23:00:00Z'],
  [overnight, '2026-11-24T23:00:00Z', '2026-11-24T23:00:00Z'],
  [midday, '2026-11-24T03:59:00Z', '2026-11-24T03:59:00Z'],
  [midday, '2026-11-24T05:00:00Z', '2026-11-24T06:00:00Z'],
  [midday, '2026-11-24T06:00:00Z', '2026-11-24T06:00:00Z'],
])('quiet hours %o: what is due at %s leaves at %s', (schedule, due, leaves) => {
  expect(quietUntil(schedule, new Date(due))).toEqual(new Date(leaves));
});

test('a notice that waits for a working day waits for its quiet hours too', () => {
  const schedule = { ...overnight, workingDaysOnly: true };
  const fridayNight = new Date('2026-11-27T15:00:00Z');
  expect(leavesAt(schedule, calendar, fridayNight)).toEqual(new Date('2026-11-29T23:00:00Z'));
});
