import { expect, test } from 'vitest';
import { roles } from '../../src/access/policy-row.rules.ts';
import { permissionsOf, reaches, reachesAll, reachOf, seesFallen } from '../../src/access/reach.rules.ts';
import { permissions } from '../../src/platform/door/permissions.ts';

const actorOf = (...held: string[]) => ({
  agency: { id: 7 },
  roles: held,
  may: permissionsOf(held, 'person'),
});
const nobody = { agency: null, roles: [], may: new Set<never>() };
const operator = { agency: null, roles: [], may: new Set(permissions) };

// Per role: whose checks are read, whose batches, whose subscriptions are managed and deliveries watched (null
// is every agency's), and who sees what has fallen.
test.each([
  ['feeder', 7, 7, 7, 7, false],
  ['window', 7, 7, 7, 7, false],
  ['subscriber', 7, 7, 7, 7, false],
  ['registrar', null, null, null, null, false],
  ['auditor', null, 7, 7, 7, true],
  ['system-administrator', 7, 7, 7, null, false],
  ['security-administrator', 7, 7, 7, 7, false],
])('%s reaches no further than its office', (role, checks, batches, managed, watched, fallen) => {
  const actor = actorOf(role);
  expect([
    reachOf(actor, 'check.list'),
    reachOf(actor, 'batch.list'),
    reachOf(actor, 'subscription.change'),
    reachOf(actor, 'delivery.list'),
  ]).toEqual([checks, batches, managed, watched]);
  expect(reaches(actor, 'check.show', 8)).toBe(checks === null);
  expect(reaches(actor, 'check.show', 7)).toBe(true);
  expect(seesFallen(actor)).toBe(fallen);
});

test('one role that reaches all is enough, and only for its own actions', () => {
  const both = actorOf('feeder', 'registrar');
  expect([reachesAll(both, 'batch.list'), reachesAll(both, 'record.read')]).toEqual([true, false]);
});

test('nobody reaches nothing; the operator, who has no agency, reaches all and sees nothing that has fallen', () => {
  expect([reachOf(nobody, 'check.list'), reaches(nobody, 'check.list', 7)]).toEqual([0, false]);
  expect([reachOf(operator, 'check.list'), seesFallen(operator)]).toEqual([null, false]);
});

test('a person without a role has their own account and what is common to all, and no role gives less', () => {
  const least = permissionsOf([], 'person');
  expect(least.has('session.close')).toBe(true);
  expect(least.has('batch.list')).toBe(false);
  for (const role of roles)
    expect([...permissionsOf([role], 'person')]).toEqual(expect.arrayContaining([...least]));
  expect(permissionsOf(['constructor', 'nobody'], 'person')).toEqual(least);
});

test("a right given by name is a person's only by that name and beside its role; a key has it by the role", () => {
  const has = (held: string[], whose: 'key' | 'person') => permissionsOf(held, whose).has('check.batch');
  expect([has(['window'], 'person'), has(['window', 'check.batch'], 'person')]).toEqual([false, true]);
  expect([has(['check.batch'], 'person'), has(['feeder', 'check.batch'], 'person')]).toEqual([false, false]);
  expect([has(['window'], 'key'), has(['check.batch'], 'key')]).toEqual([true, false]);
});
