import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idCheckChar } from '../../../src/kernel/check-characters.ts';
import { convertLegacyCitizenId } from '../../../src/kernel/citizen-id.ts';
import { day } from '../../../src/kernel/day.ts';
import { checkIdentifier, type IdentifierType } from '../../../src/kernel/identifiers.ts';

const today = day('2026-11-24');
const check = (type: IdentifierType, raw: string) => checkIdentifier(type, raw, { today });
const faultsOf = (type: IdentifierType, raw: string): string[] => {
  const result = check(type, raw);
  return result.ok ? [] : result.faults.map((fault) => fault.code);
};
const withCheckChar = (first17: string) => first17 + idCheckChar(first17);

describe('a citizen number', () => {
  test.each(
    `11010519491231002X 440524188001010014 110101199003077774 110101199003074573 440301198802290013
     810000199408230021 830000199201300022 820000198001010016`.split(/\s+/),
  )('%s is valid and a person’s', (code) => {
    expect(check('citizen-id', code)).toEqual({
      ok: true,
      value: { type: 'citizen-id', code, kind: 'person', warnings: [] },
    });
  });

  test.each([
    ['11010119900307277X', ['citizen-id.check-digit']],
    ['440301198802290014', ['citizen-id.check-digit']],
    ['911123199001010012', ['citizen-id.check-digit', 'citizen-id.region']],
    ['110101199002300014', ['citizen-id.birth-date']],
    ['110101202701010010', ['citizen-id.birth-future']],
    ['1101011990030777', ['citizen-id.length']],
    ['1101011990030777744', ['citizen-id.length']],
    ['', ['citizen-id.length']],
    ['1101O1199003077774', ['citizen-id.shape']],
    ['11010519491231X02X', ['citizen-id.shape']],
    ['11010549123100X', ['citizen-id.shape']],
    [withCheckChar('99010119900307777'), ['citizen-id.region']],
    [withCheckChar('84000019900307777'), ['citizen-id.region']],
    ['911124198108030024', ['citizen-id.region']],
  ])('%s is refused for %j', (code, faults) => {
    expect(faultsOf('citizen-id', code)).toEqual(faults);
    expect(check('citizen-id', code)).toMatchObject({ ok: false, code: faults[0] });
  });

  test('a lower-case x and full-width digits are tidied', () => {
    expect(check('citizen-id', '１１０１０５１９４９１２３１００２x')).toMatchObject({
      ok: true,
      value: { code: '11010519491231002X' },
    });
  });

  test('the checking day decides whether a birth lies in the future', () => {
    const bornToday = withCheckChar('11010120261124001');
    expect(check('citizen-id', bornToday).ok).toBe(true);
    expect(checkIdentifier('citizen-id', bornToday, { today: day('2026-11-23') })).toMatchObject({
      code: 'citizen-id.birth-future',
    });
  });

  test('a foreigner’s card under the wrong type is pointed to the right one', () => {
    expect(check('citizen-id', '911124198108030024')).toMatchObject({
      hint: expect.stringContaining('外国人永久居留身份证'),
    });
  });
});

test('only the provinces, Hong Kong, Macao and Taiwan are addresses of a citizen number', () => {
  const regions = Array.from({ length: 100 }, (_, i) => `${String(i).padStart(2, '0')}0000`);
  const known = regions.filter((region) => check('citizen-id', withCheckChar(`${region}19900307777`)).ok);
  expect(known.map((region) => region.slice(0, 2)).join(' ')).toBe(
    '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83',
  );
});

describe('a first-generation citizen number', () => {
  test('is kept in its 18-character form, with a warning', () => {
    expect(convertLegacyCitizenId('110105491231002')).toBe('11010519491231002X');
    expect(check('citizen-id', '110105491231002')).toEqual({
      ok: true,
      value: {
        type: 'citizen-id',
        code: '11010519491231002X',
        kind: 'person',
        warnings: ['citizen-id.legacy-converted'],
      },
    });
  });

  test('is refused when its birth date does not exist', () => {
    expect(faultsOf('citizen-id', '110105490230002')).toEqual(['citizen-id.birth-date']);
  });

  test('cannot be converted from anything but 15 digits', () => {
    expect(() => convertLegacyCitizenId('11010549123100X')).toThrow(RangeError);
  });
});

describe('a foreign permanent resident’s number', () => {
  test.each(['911124198108030024', 'USA110175010101'])('%s is valid', (code) => {
    expect(check('permanent-residence-id', code)).toMatchObject({
      ok: true,
      value: { code, kind: 'person' },
    });
  });

  test.each([
    ['911123199001010012', ['permanent-residence-id.check-digit']],
    [withCheckChar('91112419900230001'), ['permanent-residence-id.birth-date']],
    [withCheckChar('90084019880101123'), ['permanent-residence-id.region']],
    ['USA110175023001', ['permanent-residence-id.birth-date']],
    [withCheckChar('91112420270101001'), ['permanent-residence-id.birth-future']],
    ['11010519491231002X', ['permanent-residence-id.shape']],
    ['US1101750101001', ['permanent-residence-id.shape']],
    ['', ['permanent-residence-id.shape']],
  ])('%s is refused for %j', (code, faults) => {
    expect(faultsOf('permanent-residence-id', code)).toEqual(faults);
  });
});

describe('permits and passports', () => {
  test.each([
    ['hk-macao-permit', 'H12345678', 'H12345678'],
    ['hk-macao-permit', 'm1234567801', 'M12345678'],
    ['taiwan-permit', '12345678', '12345678'],
    ['taiwan-permit', '0012345678', '00123456'],
    ['taiwan-permit', '0012345678(A)', '00123456'],
    ['taiwan-permit', '0012345678123', '0012345678123'],
    ['passport', 'E12345678', 'E12345678'],
    ['passport', 'ea1234567', 'EA1234567'],
    ['passport', '12345', '12345'],
  ] as const)('a %s may be %s, and is kept as %s', (type, code, kept) => {
    expect(check(type, code)).toMatchObject({
      ok: true,
      value: { code: kept, kind: 'person' },
    });
  });

  test.each([
    ['hk-macao-permit', 'A12345678'],
    ['hk-macao-permit', 'H1234567'],
    ['hk-macao-permit', 'H123456789'],
    ['taiwan-permit', '1234567'],
    ['taiwan-permit', '123456789'],
    ['passport', 'E123'],
    ['passport', 'ZHANGSAN'],
    ['passport', 'E12345678E12345678'],
    ['passport', 'E1234-5678'],
  ] as const)('a %s is never %s', (type, code) => {
    expect(faultsOf(type, code)).toEqual([`${type}.shape`]);
  });
});

const digits17 = fc
  .tuple(
    fc.constantFrom('110101', '440301', '810000'),
    fc.integer({ min: 19_500_101, max: 19_500_128 }),
    fc.integer({ min: 100, max: 999 }),
  )
  .map((parts) => parts.join(''));

test('a citizen number with one wrong digit never passes', () => {
  fc.assert(
    fc.property(digits17, fc.nat(16), fc.constantFrom(...'0123456789'), (first17, place, digit) => {
      const code = withCheckChar(first17);
      fc.pre(code[place] !== digit);
      expect(check('citizen-id', code).ok).toBe(true);
      expect(check('citizen-id', code.slice(0, place) + digit + code.slice(place + 1)).ok).toBe(false);
    }),
  );
});

test('a refusal never repeats the person’s number, nor the character that would make it pass', () => {
  const types = [
    'citizen-id',
    'permanent-residence-id',
    'hk-macao-permit',
    'taiwan-permit',
    'passport',
    'uscc',
    'org-code',
    'business-registration-no',
  ] as const;
  fc.assert(
    fc.property(
      fc.constantFrom(...types),
      digits17,
      // I stands in no alphabet of these codes; Q would be the right last character of one uscc in 31.
      fc.constantFrom('-', 'I', '00-'),
      (type, first17, spoiler) => {
        const result = check(type, first17 + spoiler);
        expect(result.ok).toBe(false);
        const said = JSON.stringify(result);
        for (let i = 0; i + 4 <= first17.length; i += 1) expect(said).not.toContain(first17.slice(i, i + 4));
      },
    ),
  );
});
