import { expect, test } from 'vitest';
import { type Day, day } from '../../../src/kernel/day.ts';
import type { Calendar } from '../../../src/kernel/working-days.ts';
import { yearNotices } from '../../../src/law/calendar/holidays.ts';
import { defaultSettings } from '../../../src/law/rulebook/settings.ts';
import { mayDecide } from '../../../src/remedy/cases/case-authority.rules.ts';
import { dueAfter, isOverdue } from '../../../src/remedy/cases/case-due.rules.ts';
import {
  moveRepair,
  type RepairState,
  type RepairStep,
  repairStates,
  repairStepNames,
} from '../../../src/remedy/repairs/repair.rules.ts';
import {
  checklistOf,
  missingMaterials,
  receive,
} from '../../../src/remedy/repairs/repair-materials.rules.ts';
import { dueOfStep } from '../../../src/remedy/repairs/repair-order.rules.ts';
import {
  firstRepairDay,
  type Repairable,
  type RuleNo,
} from '../../../src/remedy/repairs/repair-periods.rules.ts';

const allowed: Record<RepairStep, Partial<Record<RepairState, RepairState>>> = {
  supply: { submitted: 'submitted' },
  accept: { submitted: 'accepted' },
  reject: { submitted: 'rejected' },
  extend: { accepted: 'accepted' },
  grant: { accepted: 'syncing' },
  refuse: { accepted: 'refused' },
  withdraw: { submitted: 'withdrawn', accepted: 'withdrawn' },
  complete: { syncing: 'completed' },
  restore: { syncing: 'restored', completed: 'restored' },
};
const everyCase = repairStepNames.flatMap((step) => repairStates.map((state) => [step, state] as const));

test.each(everyCase)('%s from %s goes where the law lets it, or nowhere', (step, state) => {
  const to = allowed[step][state];
  expect(moveRepair({ state, isExtended: false }, step)).toEqual(
    to ? { ok: true, value: to } : { ok: false, code: 'repair.wrong-stage', detail: undefined },
  );
});

test('the table names every state and every step', () => {
  expect(Object.keys(allowed).toSorted()).toEqual(repairStepNames.toSorted());
  const reached = new Set(Object.values(allowed).flatMap((row) => Object.values(row)));
  expect(repairStates.filter((state) => !reached.has(state))).toEqual([]);
});

test('a term is extended once', () => {
  expect(moveRepair({ state: 'accepted', isExtended: true }, 'extend')).toMatchObject({ ok: false });
  expect(moveRepair({ state: 'accepted', isExtended: true }, 'grant')).toMatchObject({ ok: true });
});

const settings = new Map(defaultSettings.map(({ key, value }) => [key, value]));
const about = (more: Partial<Repairable>): Repairable => ({
  catalog: 'administrative-penalty',
  class: 'ordinary',
  decidedOn: '2025-11-30',
  fields: {},
  isListed: false,
  ...more,
});
const food = { violationType: '食品安全违法行为' };

test.each([
  ['ordinary, three months, to the last day of a shorter month', 36, {}, '2026-02-28'],
  ['minor: as soon as the duty is done', 36, { class: 'minor' }, '2025-11-30'],
  ['severe: one year', 36, { class: 'severe' }, '2026-11-30'],
  ['a food penalty under Order 36 goes by its class', 36, { fields: food }, '2026-02-28'],
  ['Order 58: three months', 58, { class: 'severe' }, '2026-02-28'],
  ['Order 58: food, one year', 58, { fields: food }, '2026-11-30'],
  ['2019: ordinary, three months', 2019, {}, '2026-02-28'],
  ['2019: severe, six months', 2019, { class: 'severe' }, '2026-05-30'],
] as const)('%s', (_, rule, more, first) => {
  expect(firstRepairDay(rule as RuleNo, about(more as Partial<Repairable>), settings)).toBe(first);
});

const daysOf = (from: string, to: string) => {
  const days: Day[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    days.push(day(new Date(at).toISOString().slice(0, 10)));
  return days;
};
const calendar: Calendar = {
  years: new Set(yearNotices.map(({ year }) => year)),
  holidays: new Set(
    yearNotices.flatMap(({ holidays }) => holidays.flatMap(([, from, to]) => daysOf(from, to))),
  ),
  makeupWorkdays: new Set(yearNotices.flatMap(({ workdays }) => workdays.map(day))),
};

test('terms skip a holiday, count a make-up Saturday, and are provisional past the last notice', () => {
  expect(dueAfter(calendar, day('2026-09-30'), 3)).toMatchObject({ dueOn: '2026-10-10' });
  expect(dueAfter(calendar, day('2026-12-30'), 3)).toMatchObject({ isDueProvisional: true, dueCount: 3 });
  expect([isOverdue('2026-10-10', '2026-10-10'), isOverdue('2026-10-10', '2026-10-11')]).toEqual([
    false,
    true,
  ]);
});

test('each step opens its own term', () => {
  const running = dueAfter(calendar, day('2026-11-02'), 7);
  const asked = (step: RepairStep) => {
    const reckoned: unknown[] = [];
    const due = dueOfStep(step, running, (...term) => {
      reckoned.push(term);
      return running;
    });
    return reckoned[0] ?? due.dueOn;
  };
  expect(repairStepNames.map((step) => [step, asked(step)])).toEqual([
    ['supply', '2026-11-11'],
    ['accept', ['repair.decide', 'today']],
    ['reject', null],
    ['extend', ['repair.decide-extended', 'start']],
    ['grant', ['repair.sync-stop', 'today']],
    ['refuse', null],
    ['withdraw', null],
    ['complete', null],
    ['restore', null],
  ]);
});

test('who determined it decides; the registrar only enters a decision on paper', () => {
  const by = (isAuthority: boolean, isRegistrar: boolean, documentNo?: string) =>
    mayDecide({ isAuthority, isRegistrar }, documentNo).ok;
  expect([
    by(true, false),
    by(false, false),
    by(false, true),
    by(false, true, '示市监修〔2026〕1号'),
    by(false, false, '示市监修〔2026〕1号'),
  ]).toEqual([true, false, false, true, false]);
});

test('what is missing is named from the list of that catalogue', () => {
  expect(missingMaterials(receive(checklistOf('judgment-defaulter'), []))).toEqual([
    '法院结案、和解或终结执行文书',
  ]);
  expect(
    missingMaterials(receive(checklistOf('serious-violation'), ['duty-proof', 'credit-commitment'])),
  ).toEqual([]);
});
