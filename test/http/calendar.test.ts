import { afterEach, beforeEach, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { day } from '../../src/kernel/day.ts';
import { addWorkingDays } from '../../src/kernel/working-days.ts';
import { calendarIn } from '../../src/law/calendar/calendar.store.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { approved, byTwoHands, secondRegistrar } from '../kit/changes.ts';

let city: City;
beforeEach(async () => {
  city = await makeCity('2026-12-28T02:00:00Z');
});
// The calendar is reference data that stays for the next test.
afterEach(async () => void (await city.query(`delete from calendar_years where year in (2025, 2027)`)));

const notice2027 = {
  source: '示例：2027年部分节假日安排',
  holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }],
  workdays: [],
};
const draft = (body: object, agency = city.registrar, year: number | string = 2027) =>
  agency.api(`/calendar/${year}`, { method: 'PUT', json: body });
const load = (...said: Parameters<typeof draft>) => byTwoHands(city, draft(...said));
const due = async () =>
  (await city.query(`select due_on as day, is_due_provisional as provisional from disputes`))[0];

// Basis: 国务院办公厅2026年节假日安排通知, as it is seeded.
test.each([
  ['2026-02-13', 7, '2026-03-02', false],
  ['2026-04-30', 3, '2026-05-08', false],
  ['2026-06-18', 1, '2026-06-22', false],
  ['2026-09-18', 3, '2026-09-22', false],
  ['2026-09-30', 5, '2026-10-13', false],
  ['2026-11-23', 10, '2026-12-07', false],
  ['2026-12-30', 3, '2027-01-04', true],
])('%s + %d working days', async (start, count, end, provisional) => {
  const reckoned = addWorkingDays(await calendarIn(city.deps.db), day(start), count);
  expect(reckoned).toEqual({ day: end, provisional });
});

test('a deadline across an unloaded year is provisional; loading the year settles it at once', async () => {
  await city.list('1');
  await city.dispute({ listing: await city.listingOf('1') }, '1');
  expect(await due()).toEqual({ day: '2027-01-04', provisional: true });
  await jobNamed('reckon-dues').run(city.deps, city.deps.clock.now());
  expect(await due()).toMatchObject({ provisional: true });
  const answer = await draft(notice2027);
  const change = await answer.json();
  expect([answer.status, change]).toMatchObject([202, { kind: 'calendar', state: 'draft' }]);
  expect(await due()).toMatchObject({ provisional: true });
  const simulated = await city.read(city.registrar.api(`/changes/${change.id}/simulate`, { method: 'POST' }));
  expect(simulated.simulation).toMatchObject({ subjectCount: 1, effects: [{ count: 1 }] });
  const { items } = await city.read(city.registrar.api(`/changes/${change.id}/affected`));
  expect(items).toMatchObject([{ before: '2027-01-04', after: '2027-01-05' }]);
  expect((await approved(await secondRegistrar(city), change.id)).status).toBe(200);
  expect(
    await city.query(
      `select about ->> 'settled' as settled from audit_lines where action = 'change.approve'`,
    ),
  ).toEqual([{ settled: '1' }]);
  expect(await due()).toEqual({ day: '2027-01-05', provisional: false });
  const file = await city.file('1');
  expect(file.disputes).toMatchObject([{ dueOn: '2027-01-05' }]);
});

test('a year told anew is reckoned anew, also where nothing was provisional', async () => {
  await load(notice2027);
  await city.list('1');
  await city.dispute({ listing: await city.listingOf('1') }, '1');
  expect(await due()).toEqual({ day: '2027-01-05', provisional: false });
  const worked = {
    ...notice2027,
    holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-02' }],
    workdays: ['2027-01-03'],
  };
  expect((await load(worked)).status).toBe(200);
  expect(await due()).toEqual({ day: '2027-01-04', provisional: false });
  const { items } = await city.read(city.window.api('/calendar'));
  expect(items.find(({ year }: { year: number }) => year === 2027).days).toEqual([
    { day: '2027-01-01', kind: 'holiday', name: '元旦' },
    { day: '2027-01-02', kind: 'holiday', name: '元旦' },
    { day: '2027-01-03', kind: 'workday', name: null },
  ]);
});

test.each([
  ['a day of another year', { holidays: [{ name: '元旦', from: '2026-12-31', to: '2027-01-01' }] }, 422],
  ['ends before it begins', { holidays: [{ name: '元旦', from: '2027-01-03', to: '2027-01-01' }] }, 422],
  ['the same day twice', { workdays: ['2027-01-02'] }, 422],
  ['no holiday at all', { holidays: [] }, 422],
  ['a make-up day that is no weekend', { workdays: ['2027-01-04'] }, 422],
  ['a lone Saturday as holiday', { holidays: [{ name: '元旦', from: '2027-01-02', to: '2027-01-02' }] }, 422],
  ['a mere weekend as holiday', { holidays: [{ name: '元旦', from: '2027-01-02', to: '2027-01-03' }] }, 422],
  ['more make-up days than days off', { workdays: ['2027-01-09', '2027-01-10'] }, 422],
  ['a day that is none', { workdays: ['2027-02-30'] }, 400],
  ['an unknown field', { weekends: true }, 400],
])('a notice with %s is refused and loads nothing', async (_, fault, status) => {
  const answer = await load({ ...notice2027, ...fault });
  expect(answer.status).toBe(status);
  expect(await city.query(`select 1 from calendar_years where year = 2027`)).toEqual([]);
});

test('only the registrar loads; the year must be one', async () => {
  expect((await load(notice2027, city.window)).status).toBe(403);
  expect((await load(notice2027, city.registrar, 'x')).status).toBe(400);
});
