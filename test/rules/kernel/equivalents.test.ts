import fc from 'fast-check';
import { expect, test } from 'vitest';
import { day } from '../../../src/kernel/day.ts';
import { equivalents } from '../../../src/kernel/equivalents.ts';
import { checkIdentifier, type IdentifierType } from '../../../src/kernel/identifiers.ts';
import { orgCodeOf } from '../../../src/kernel/uscc.ts';
import { aCitizenId, aUscc } from '../../kit/identities.ts';

const today = day('2026-11-24');
const read = (type: IdentifierType, raw: string, country?: string) => {
  const checked = checkIdentifier(type, raw, { today, country });
  if (!checked.ok) throw new Error(`${type} ${raw}: ${checked.code}`);
  return checked.value;
};

const figures = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`));
// As people type it: full width, lower case, blanks and invisible characters between.
const typedFreely = (code: string) =>
  fc
    .tuple(fc.boolean(), fc.boolean(), fc.constantFrom('', ' ', '\u200b', '\u3000'))
    .map(([isWide, isLower, gap]) => {
      const spaced = [...(isLower ? code.toLowerCase() : code)].join(gap);
      return isWide
        ? spaced.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
        : spaced;
    });
const seeds = fc.string({ minLength: 1, maxLength: 6 });
const permit = fc.tuple(fc.constantFrom('H', 'M'), figures(8)).map((parts) => parts.join(''));

const kinds: Record<string, fc.Arbitrary<{ type: IdentifierType; kept: string; spelled: string }>> = {
  'a Hong Kong or Macao permit': fc
    .tuple(permit, fc.option(figures(2)))
    .map(([kept, renewal]) => ({ type: 'hk-macao-permit', kept, spelled: kept + (renewal ?? '') })),
  'a Taiwan permit': fc
    .tuple(figures(8), fc.option(fc.tuple(figures(2), fc.constantFrom('', 'B', '(B)', '（A）', '(AB)'))))
    .map(([kept, more]) => ({ type: 'taiwan-permit', kept, spelled: kept + (more?.join('') ?? '') })),
  'a citizen’s number': fc.tuple(seeds, fc.boolean()).map(([seed, isOld]) => {
    const kept = aCitizenId(seed);
    const hasOld = isOld && !/99[6-9].$/.test(kept);
    return { type: 'citizen-id', kept, spelled: hasOld ? kept.slice(0, 6) + kept.slice(8, 17) : kept };
  }),
  'an organisation code': fc.tuple(seeds, fc.constantFrom('', '-', '－', '–')).map(([seed, dash]) => {
    const kept = orgCodeOf(aUscc(seed));
    return { type: 'org-code', kept, spelled: kept.slice(0, 8) + dash + kept.slice(8) };
  }),
  'a credit code': seeds.map((seed) => ({ type: 'uscc', kept: aUscc(seed), spelled: aUscc(seed) })),
};

test.each(Object.keys(kinds))('%s is one number, however it is spelled', (kind) => {
  const any = kinds[kind] as (typeof kinds)[string];
  fc.assert(
    fc.property(
      any.chain((one) => typedFreely(one.spelled).map((raw) => ({ ...one, raw }))),
      ({ type, kept, raw }) => {
        const identifier = read(type, raw);
        expect(identifier.code).toBe(kept);
        expect(equivalents(identifier).own).toEqual({ type, code: kept });
      },
    ),
    { numRuns: 200 },
  );
});

test('what was filed in another spelling, and an organisation code, are the same holder’s', () => {
  expect(equivalents(read('hk-macao-permit', 'h1234567801')).same).toEqual([
    { type: 'hk-macao-permit', code: 'H1234567801' },
  ]);
  expect(equivalents(read('taiwan-permit', '1234567801（B）')).same).toEqual([
    { type: 'taiwan-permit', code: '1234567801(B)' },
  ]);
  const uscc = aUscc('1');
  expect(equivalents(read('uscc', uscc)).same).toEqual([{ type: 'org-code', code: orgCodeOf(uscc) }]);
});

test('a passport is its country’s; the number alone is nobody’s', () => {
  const passport = (country?: string) => equivalents(read('passport', 'e12345678', country));
  expect(passport().own).toBeNull();
  expect(passport('美国')).toEqual(passport('USA'));
  expect(passport('D').own).toEqual(passport('DEU').own);
  expect(passport('FRA').own).not.toEqual(passport('USA').own);
  expect(passport('FRA').alike).toEqual(passport().alike);
});
