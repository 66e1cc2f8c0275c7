import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orgCheckChar, registrationCheckDigit } from '../../../src/kernel/check-characters.ts';
import { day } from '../../../src/kernel/day.ts';
import { identifierWarningText } from '../../../src/kernel/identifier-faults.ts';
import {
  checkIdentifier,
  IDENTIFIER_TYPES,
  type IdentifierType,
  isPersonIdentifier,
  maskCode,
  normaliseCode,
} from '../../../src/kernel/identifiers.ts';

const today = day('2026-11-24');
const check = (type: IdentifierType, raw: string) => checkIdentifier(type, raw, { today });

describe('tidying a code', () => {
  test.each([
    [' 91440300192317458f\n', '91440300192317458F'],
    ['９１４４\u3000０３００', '91440300'],
    ['9144\u200B03\u00A000\u00AD1', '914403001'],
    ['9144O3I0', '9144O3I0'],
    ['', ''],
  ])('%j becomes %j', (raw, expected) => {
    expect(normaliseCode(raw)).toBe(expected);
  });

  test('twice is the same as once, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (raw) => {
        expect(normaliseCode(normaliseCode(raw))).toBe(normaliseCode(raw));
      }),
      { numRuns: 1000 },
    );
  });

  test.each(['i\u0307', 'a\u200B\u0301', '\u0390', '\uFB00', '\u01F0', '\u0345\u0301'])(
    'twice is the same as once for %j',
    (raw) => {
      expect(normaliseCode(normaliseCode(raw))).toBe(normaliseCode(raw));
    },
  );
});

describe('an organisation code', () => {
  test.each(['D2143569-X', 'D2143569X', 'd2143569—x', '192317458', '19231745-8'])('%s is valid', (raw) => {
    const code = raw.startsWith('1') ? '192317458' : 'D2143569X';
    expect(check('org-code', raw)).toEqual({
      ok: true,
      value: { type: 'org-code', code, kind: 'organisation', warnings: [] },
    });
  });

  test.each([
    ['19231745-9', 'org-code.check-digit'],
    ['1923-17458', 'org-code.shape'],
    ['19231745', 'org-code.shape'],
    ['19231745-A', 'org-code.shape'],
    ['', 'org-code.shape'],
  ])('%s is refused: %s', (raw, code) => {
    expect(check('org-code', raw)).toMatchObject({ ok: false, code });
  });

  test('its check character may be a digit, 0 for eleven and X for ten', () => {
    expect(['D2143569', '71526726', '19220382', '19218149'].map(orgCheckChar)).toEqual(['X', 'X', '1', '0']);
  });
});

describe('a business registration number', () => {
  test.each(['110108000000016', '440301103097413', '440301103448669', '330100400013364', '330200400070010'])(
    '%s is valid',
    (code) => {
      expect(check('business-registration-no', code)).toMatchObject({
        ok: true,
        value: { code, kind: 'organisation', warnings: [] },
      });
      expect(registrationCheckDigit(code.slice(0, 14))).toBe(code.slice(14));
    },
  );

  test.each(['33021200019832', '3302120001983'])('%s is taken as an old number nobody can verify', (code) => {
    expect(check('business-registration-no', code)).toMatchObject({
      ok: true,
      value: { code, warnings: ['business-registration-no.legacy-unverified'] },
    });
  });

  test.each([
    ['310000400000000', 'business-registration-no.check-digit'],
    ['310115000000017', 'business-registration-no.check-digit'],
    ['330212000198', 'business-registration-no.shape'],
    ['11010800000001A', 'business-registration-no.shape'],
    ['1101080000000167', 'business-registration-no.shape'],
  ])('%s is refused: %s', (raw, code) => {
    expect(check('business-registration-no', raw)).toMatchObject({ ok: false, code });
  });
});

describe('what may be shown of a code', () => {
  test.each([
    ['citizen-id', '410105199003070018', '410***********0018'],
    ['permanent-residence-id', '911124198108030024', '911***********0024'],
    ['permanent-residence-id', 'USA110175010101', 'USA********0101'],
    ['hk-macao-permit', 'H12345678', 'H******78'],
    ['taiwan-permit', '12345678', '1*****78'],
    ['passport', 'E1234', 'E***4'],
    ['passport', 'E12', '***'],
    ['passport', '', ''],
    ['uscc', '92440300MA5EXMPX83', '92440300MA5EXMPX83'],
    ['org-code', 'D2143569X', 'D2143569X'],
    ['business-registration-no', '110108000000016', '110108000000016'],
  ] as const)('%s %s is shown as %s', (type, code, shown) => {
    expect(maskCode(type, code)).toBe(shown);
  });

  test('the numbers of persons are the five kinds of personal document', () => {
    expect(IDENTIFIER_TYPES.filter(isPersonIdentifier)).toEqual([
      'citizen-id',
      'permanent-residence-id',
      'hk-macao-permit',
      'taiwan-permit',
      'passport',
    ]);
  });

  test('more than half of a person’s number is always hidden', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 5, maxLength: 20, unit: fc.constantFrom(...'0123456789') }),
        (code) => {
          const shown = maskCode('passport', code);
          expect(shown).toHaveLength(code.length);
          expect(shown.replaceAll('*', '').length).toBeLessThanOrEqual(code.length / 2);
        },
      ),
    );
  });
});

test('every fault and warning speaks Chinese and ends its sentence', () => {
  const bad = IDENTIFIER_TYPES.flatMap((type) =>
    ['', '1', '!'.repeat(18), '97440300192317450F', '110101199002300013'].map((raw) => check(type, raw)),
  );
  const said = bad.flatMap((result) =>
    result.ok ? [] : result.faults.flatMap(({ message, hint }) => [message, hint ?? message]),
  );
  expect(said.length).toBeGreaterThan(30);
  for (const sentence of [...said, ...Object.values(identifierWarningText)])
    expect(sentence).toMatch(/\p{Script=Han}.*。$/u);
});
