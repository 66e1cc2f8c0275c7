import { expect, test } from 'vitest';
import {
  agencySeenBy,
  agencyServedBy,
  isRegistrar,
  mayRecordBasis,
  maySee,
  mayServe,
  reachOf,
  seesFallen,
} from '../../src/access/reach.rules.ts';

const own = { id: 7 };

// Per role: the agency whose things are read, worked and managed (null is every agency), another agency's
// thing seen and served, and what only the registrar or the auditor may.
test.each([
  ['feeder', 7, 7, 7, false, false, false, false],
  ['window', 7, 7, 7, false, false, false, false],
  ['subscriber', 7, 7, 7, false, false, false, false],
  ['registrar', null, null, null, true, true, true, false],
  ['auditor', null, 7, 7, true, false, false, true],
  ['system-administrator', 7, 7, null, false, false, false, false],
  ['security-administrator', 7, 7, 7, false, false, false, false],
])('%s reaches no further than its office', (role, seen, served, managed, sees, serves, records, fallen) => {
  const actor = { agency: own, roles: [role] };
  expect([agencySeenBy(actor), agencyServedBy(actor), reachOf(actor)]).toEqual([seen, served, managed]);
  expect([maySee(actor, 8), mayServe(actor, 8)]).toEqual([sees, serves]);
  expect([maySee(actor, 7), mayServe(actor, 7)]).toEqual([true, true]);
  expect([mayRecordBasis(actor), isRegistrar(actor), seesFallen(actor)]).toEqual([records, records, fallen]);
});

test('nobody, without an agency or a role, sees no agency; the operator manages subscriptions for all', () => {
  const nobody = { agency: null, roles: [] };
  expect([agencySeenBy(nobody), agencyServedBy(nobody), maySee(nobody, 7)]).toEqual([0, 0, false]);
  expect([reachOf(nobody), mayRecordBasis(nobody)]).toEqual([null, true]);
});
