import { expect, test } from 'vitest';
import { day } from '../../../src/kernel/day.ts';
import {
  type ListingState,
  type ListingStep,
  listingStates,
  listingStepNames,
  stepListing,
} from '../../../src/registry/listings/listing.rules.ts';
import { moveListing } from '../../../src/registry/listings/listing-move.rules.ts';
import { isTermOver } from '../../../src/registry/listings/listing-periods.rules.ts';

const allowed: Record<ListingStep, Partial<Record<ListingState, ListingState>>> = {
  notify: {},
  list: { notified: 'listed' },
  correct: { listed: 'listed' },
  extend: { listed: 'listed' },
  'lift-measures': { listed: 'listed' },
  expire: { listed: 'expired' },
  repair: { listed: 'repaired' },
  revoke: { notified: 'revoked', listed: 'revoked', expired: 'revoked', repaired: 'revoked' },
  restore: { repaired: 'listed', revoked: 'listed' },
  relist: { expired: 'listed', repaired: 'listed', revoked: 'listed' },
};
const everyCase = listingStepNames.flatMap((step) => listingStates.map((state) => [step, state] as const));

test.each(everyCase)('%s from %s goes where the law lets it, or nowhere', (step, state) => {
  const to = allowed[step][state];
  expect(stepListing(state, step)).toEqual(
    to ? { ok: true, value: to } : { ok: false, code: 'listing.wrong-stage', detail: undefined },
  );
});

const today = day('2026-11-24');
const draft = (about: object = {}) => ({
  kind: 'severe' as const,
  listedOn: day('2026-03-02'),
  dueOn: day('2029-03-02'),
  reason: '事由',
  ended: null,
  ...about,
});
const move = (current: ListingState | null, about: object | null, isFirst = false) =>
  moveListing(current, about && draft(about), { today, isFirst });

test.each([
  ['a first record opens the listing', null, {}, false, 'listed', 'created'],
  ['a correction of a live listing is told as a change', 'listed', {}, false, 'listed', 'changed'],
  [
    'a term already over opens nothing live and tells nobody',
    null,
    { dueOn: day('2026-11-24') },
    false,
    'expired',
    null,
  ],
  [
    'a corrected term that is over ends it',
    'listed',
    { dueOn: day('2026-11-01') },
    false,
    'expired',
    'removed',
  ],
  ['a record withdrawn before and fed anew lists again', 'revoked', {}, true, 'listed', 'created'],
] as const)('%s', (_, current, about, isFirst, state, change) => {
  expect(move(current, about, isFirst)).toMatchObject({ ok: true, value: { state, change } });
});

test.each(['expired', 'repaired', 'revoked'] as const)(
  'a listing that is %s does not stand again by a mere correction',
  (current) => {
    expect(move(current, {})).toMatchObject({ ok: false, code: 'listing.wrong-stage' });
  },
);

test.each(['expired', 'repaired', 'revoked'] as const)('the authority ends a listing as %s', (state) => {
  const ended = { on: day('2026-11-01'), state, ground: '理由' };
  expect(move('listed', { ended })).toMatchObject({ ok: true, value: { state, change: 'removed' } });
  expect(move(state, { ended })).toEqual({ ok: true, value: null });
});

test.each(['expired', 'repaired'] as const)('a decision that falls erases a listing that is %s', (state) => {
  const ended = { on: day('2026-11-01'), state: 'revoked' as const, ground: '判决撤销' };
  expect(move(state, { ended })).toMatchObject({ ok: true, value: { state: 'revoked', change: 'removed' } });
  expect(move(state, null)).toEqual({ ok: true, value: null });
});

test('what was notified is listed by the record that decides, and by one already over it is both', () => {
  const listed = move('notified', {});
  expect(listed).toMatchObject({ ok: true, value: { state: 'listed', change: 'created' } });
  const ended = { on: day('2026-11-01'), state: 'repaired' as const, ground: '理由' };
  const over = move('notified', { ended });
  expect(over).toMatchObject({ ok: true, value: { state: 'repaired', change: null } });
  const path = [listed, over].map(
    (ruling) => ruling.ok && ruling.value?.steps.map(({ from, to }) => `${from} ${to}`),
  );
  expect(path).toEqual([['notified listed'], ['notified listed', 'listed repaired']]);
});

test('a record that no longer lists anyone revokes what it had listed', () => {
  expect(move('listed', null)).toMatchObject({ ok: true, value: { state: 'revoked' } });
  expect(move(null, null)).toEqual({ ok: true, value: null });
});

test('on the day a term falls due it is over; without a due day it never is', () => {
  expect(isTermOver({ dueOn: day('2026-11-24') }, today)).toBe(true);
  expect(isTermOver({ dueOn: day('2026-11-25') }, today)).toBe(false);
  expect(isTermOver({ dueOn: null }, today)).toBe(false);
});
