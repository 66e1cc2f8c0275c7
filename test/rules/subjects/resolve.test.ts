import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseSubject, type Key, keysOf, takenKey } from '../../../src/registry/subjects/resolve.rules.ts';
import { aCitizenId, aUscc } from '../../kit/identities.ts';

const key = (type: Key['type'], code: string): Key => ({ type, code, lookup: `${type}:${code}` });
const uscc = key('uscc', aUscc('1'));
const shortNo = key('business-registration-no', '4403011030000');
const longNo = key('business-registration-no', '440301103000011');
const file = (id: number) => ({ id, originId: id });

test('the strongest number speaks first, whatever the order of the columns', () => {
  expect(keysOf([longNo, uscc]).keys.map(({ type }) => type)).toEqual([
    'uscc',
    'business-registration-no',
    'org-code',
  ]);
});

test('a credit code joins the file of an old number that has none, and no file that has one', () => {
  const known = new Map([[longNo.lookup, file(7)]]);
  expect(chooseSubject([uscc, longNo], known, new Set())).toMatchObject({
    subject: { id: 7 },
    opensOwn: false,
  });
  const taken = new Set([takenKey(7, 'uscc')]);
  expect(chooseSubject([uscc, longNo], known, taken)).toMatchObject({
    subject: undefined,
    others: [{ id: 7 }],
    missing: [],
    opensOwn: true,
  });
});

test('a number without a check digit joins nothing', () => {
  const known = new Map([[shortNo.lookup, file(7)]]);
  expect(chooseSubject([uscc, shortNo], known, new Set())).toMatchObject({
    opensOwn: true,
    others: [{ id: 7 }],
  });
  expect(chooseSubject([shortNo], known, new Set())).toMatchObject({ subject: { id: 7 } });
});

const pool = [
  uscc,
  key('uscc', aUscc('2')),
  key('citizen-id', aCitizenId('1')),
  key('passport', 'E12345678'),
  longNo,
  shortNo,
  key('org-code', aUscc('1').slice(8, 17)),
  key('org-code', aUscc('2').slice(8, 17)),
];
const someKeys = fc.uniqueArray(fc.constantFrom(...pool), { minLength: 1, selector: ({ lookup }) => lookup });
const someKnown = fc
  .array(fc.tuple(fc.constantFrom(...pool), fc.integer({ min: 1, max: 3 })))
  .map((pairs) => new Map(pairs.map(([{ lookup }, id]) => [lookup, file(id)])));
const someTaken = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom('uscc', 'citizen-id')))
  .map((pairs) => new Set(pairs.map(([id, type]) => takenKey(id, type))));

test('nothing is guessed: no number is joined while two files speak, and a known number is never joined anew', () => {
  fc.assert(
    fc.property(someKeys, someKnown, someTaken, (keys, known, taken) => {
      const choice = chooseSubject(keys, known, taken);
      if (choice.others.length > 0) expect(choice.missing).toEqual([]);
      for (const { lookup } of choice.missing) expect(known.has(lookup)).toBe(false);
      expect(choice.others.map(({ id }) => id)).not.toContain(choice.subject?.id);
      expect(choice.opensOwn).toBe(choice.subject === undefined);
      const strongest = choice.strongest && known.get(choice.strongest.lookup);
      if (strongest) expect(choice.subject).toBe(strongest);
    }),
  );
});
