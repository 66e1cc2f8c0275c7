import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orgCodeOf } from '../../../src/kernel/uscc.ts';
import { duplicateOf, type Namesake } from '../../../src/registry/subjects/duplicate.rules.ts';
import { aUscc } from '../../kit/identities.ts';

const firm = (about: Partial<Namesake>): Namesake => ({
  id: 1,
  kind: 'organisation',
  name: '示例（深圳）贸易有限公司',
  region: '440300',
  identifiers: [],
  ...about,
});
const uscc = (seed: string) => ({ type: 'uscc' as const, code: aUscc(seed) });
const orgCode = (seed: string) => ({ type: 'org-code' as const, code: orgCodeOf(aUscc(seed)) });
const regNo = { type: 'business-registration-no' as const, code: '440301103000011' };

test.each([
  ['same name and the organisation code in the credit code', [uscc('1')], [orgCode('1')], 'name-and-code'],
  ['same name and region, one without a credit code', [uscc('1')], [regNo], 'name-and-region'],
  ['same name and region, credit codes that differ', [uscc('1')], [uscc('2')], undefined],
  ['same name and region, organisation codes that differ', [uscc('1')], [orgCode('2')], undefined],
])('%s', (_, a, b, ground) => {
  expect(duplicateOf(firm({ identifiers: a }), firm({ id: 2, identifiers: b }))?.ground).toBe(ground);
});

test('brackets and blanks do not make another name, another region does', () => {
  const other = { id: 2, identifiers: [uscc('1')] };
  expect(duplicateOf(firm({}), firm({ ...other, name: '示例(深圳) 贸易有限公司' }))).not.toBeNull();
  expect(duplicateOf(firm({}), firm({ ...other, region: '440100' }))).toBeNull();
  expect(duplicateOf(firm({ region: '000000' }), firm({ ...other, region: '000000' }))).toBeNull();
});

const someone = fc.record({
  id: fc.integer({ min: 1, max: 4 }),
  kind: fc.constantFrom('organisation', 'individual-business', 'person', 'government'),
  name: fc.constantFrom('示例甲有限公司', '示例乙有限公司', '示例甲 有限公司'),
  region: fc.constantFrom('440300', '440100', '000000'),
  identifiers: fc.array(
    fc.oneof(fc.constantFrom('1', '2').map(uscc), fc.constantFrom('1', '2').map(orgCode), fc.constant(regNo)),
    { maxLength: 3 },
  ),
});

test('whoever is asked first, the answer is the same pair; persons and one and the same are never asked about', () => {
  fc.assert(
    fc.property(someone, someone, (a, b) => {
      const pair = duplicateOf(a, b);
      expect(duplicateOf(b, a)).toEqual(pair);
      if (a.id === b.id || a.kind === 'person' || b.kind === 'person') expect(pair).toBeNull();
      if (pair) {
        expect([pair.firstId, pair.secondId].sort()).toEqual([a.id, b.id].sort());
        const isRegistered = (id: number) =>
          [a, b].find((one) => one.id === id)?.identifiers.some(({ type }) => type === 'uscc');
        if (isRegistered(pair.secondId)) expect(isRegistered(pair.firstId)).toBe(true);
      }
    }),
  );
});

test('individual businesses of one name in one region are not asked about without a common code', () => {
  fc.assert(
    fc.property(someone, someone, (a, b) => {
      const asShop = (one: Namesake) => ({ ...one, kind: 'individual-business' });
      expect(duplicateOf(asShop(a), asShop(b))?.ground).not.toBe('name-and-region');
    }),
  );
});
