import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orgCheckChar, USCC_ALPHABET, usccCheckChar } from '../../../src/kernel/check-characters.ts';
import { day } from '../../../src/kernel/day.ts';
import { checkIdentifier } from '../../../src/kernel/identifiers.ts';
import { usccSubjectKind } from '../../../src/kernel/uscc.ts';

const today = day('2026-11-24');
const check = (raw: string) => checkIdentifier('uscc', raw, { today });
const faultsOf = (raw: string): string[] => {
  const result = check(raw);
  return result.ok ? [] : result.faults.map((fault) => fault.code);
};

const REAL_BODIES = `
  91330100799655058B 9144030071526726XG 914403001922038216 91110000802100433B 91110108551385082Q
  91100000100003962T 91110000710925462X 91440300192317458F 91440300100012316L 9144030010001686XA
  91440400192548256N 91440606722473344C 91370200264574251E 91440300192181490G 91310000132260250X
  911100001000044477 911000001000013428 911100001000054748 914403007954257495 12100000400000624D
  12100000400002259P 91320100748204660Q 11320100MB1886843H 11430000743187451F`
  .trim()
  .split(/\s+/);

const SYNTHETIC = [
  ['92440300MA5EXMPX83', 'individual-business'],
  ['93440300MA5FAAA13R', 'organisation'],
  ['51440300500000015U', 'organisation'],
  ['52440300500000023K', 'organisation'],
  ['124403004557500190', 'organisation'],
  ['114403000075500130', 'government'],
  ['31440000455750027C', 'organisation'],
  ['81440300455750035H', 'organisation'],
  ['N2440300MF0000013M', 'organisation'],
  ['Y1440300455750043M', 'organisation'],
] as const;

describe('a valid unified social credit code', () => {
  test.each(REAL_BODIES)('%s of a real body passes without a warning', (code) => {
    expect(check(code)).toMatchObject({ ok: true, value: { type: 'uscc', code, warnings: [] } });
  });

  test.each(SYNTHETIC)('%s is a code of the kind %s', (code, kind) => {
    expect(check(code)).toEqual({ ok: true, value: { type: 'uscc', code, kind, warnings: [] } });
    expect(usccSubjectKind(code)).toBe(kind);
  });

  test.each([
    '91440300192317458f',
    ' 91440300192317458F ',
    '９１４４０３００１９２３１７４５８Ｆ',
    '9144 0300 1923 1745 8F',
    '\uFEFF91440300192317458F\u200B',
  ])('%j passes once it is tidied', (raw) => {
    expect(check(raw)).toMatchObject({ ok: true, value: { code: '91440300192317458F' } });
  });
});

describe('an invalid unified social credit code', () => {
  test.each([
    ['91440300192317458G', ['uscc.check-digit']],
    ['91443000192317458F', ['uscc.check-digit']],
    ['9144O300192317458F', ['uscc.alphabet']],
    ['9144030019231745', ['uscc.length']],
    ['91440300192317458', ['uscc.length']],
    ['91440300192317458F0', ['uscc.length']],
    ['', ['uscc.length']],
    ['91440300192317450N', ['uscc.org-code-check']],
    ['97440300192317458W', ['uscc.category']],
    ['91350100M000100Y4Z', ['uscc.alphabet']],
    ['9144O30019231745', ['uscc.length', 'uscc.alphabet']],
    ['97440300192317450F', ['uscc.check-digit', 'uscc.org-code-check', 'uscc.category']],
  ])('%s is refused for %j', (code, faults) => {
    expect(faultsOf(code)).toEqual(faults);
    expect(check(code)).toMatchObject({ ok: false, code: faults[0] });
  });

  test('the sample on the web pages fails, and passes with the computed check character', () => {
    expect(usccCheckChar('91350100M000100Y4')).toBe('3');
    expect(faultsOf('91350100M000100Y43')).toEqual([]);
  });

  test('a letter outside the alphabet is named with its place, and never replaced', () => {
    expect(check('9144O300192317458F')).toMatchObject({
      ok: false,
      message: expect.stringContaining('第 5 位是字母 O'),
      hint: expect.stringContaining('字母 O 易与数字 0 混淆'),
    });
  });

  test('a message repeats nothing of what was typed, for it may be a person’s name or number', () => {
    const typed = ['李小明的身份证', '11010519491231002X', '110105194912310021'];
    for (const raw of typed) {
      const answer = JSON.stringify(check(raw));
      expect(answer).toContain('"ok":false');
      expect(answer).not.toMatch(/李|小|明的|身份证|110105|19491231/);
    }
  });
});

test('only the pairs of department and category in the standard are known', () => {
  const pairs = [...USCC_ALPHABET].flatMap((department) =>
    [...USCC_ALPHABET].map((category) => department + category),
  );
  const known = pairs.filter((pair) => check(withHead(pair, '440300')).ok);
  expect(known.join(' ')).toBe(
    '11 12 13 19 21 29 31 32 33 34 35 39 41 49 51 52 53 59 61 62 69 71 72 79 81 89 91 92 93 99 A1 A9 N1 N2 N3 N9 Y1',
  );
});

describe('the registration region', () => {
  test.each([
    '91000000192317458L',
    withHead('91', '990000'),
    withHead('91', '44A300'),
    withHead('91', '101000'),
  ])('%s passes with a warning, since old regions live on', (code) => {
    expect(check(code)).toMatchObject({ ok: true, value: { warnings: ['uscc.region'] } });
  });

  test('the national registrar is a region of its own', () => {
    expect(check('91100000100003962T')).toMatchObject({ ok: true, value: { warnings: [] } });
  });
});

function withHead(pair: string, region: string): string {
  const first17 = `${pair}${region}192317458`;
  return first17 + usccCheckChar(first17);
}

const symbols = fc.constantFrom(...USCC_ALPHABET);
const validCode = fc
  .tuple(
    fc.constantFrom('91', '92', '93', '11', '12', '51', 'N2', 'Y1'),
    fc.array(symbols, { minLength: 8, maxLength: 8 }),
  )
  .map(([head, body]) => `${head}440300${body.join('')}${orgCheckChar(body.join(''))}`)
  .map((first17) => first17 + usccCheckChar(first17));

describe('any generated code', () => {
  test('passes as it is', () => {
    fc.assert(
      fc.property(validCode, (code) => {
        expect(check(code)).toMatchObject({ ok: true, value: { code, warnings: [] } });
      }),
    );
  });

  test('fails when any one character is another', () => {
    const anyLetter = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    fc.assert(
      fc.property(validCode, fc.nat(17), anyLetter, (code, place, letter) => {
        fc.pre(code[place] !== letter);
        expect(check(code.slice(0, place) + letter + code.slice(place + 1)).ok).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test('fails when two different neighbours change places', () => {
    fc.assert(
      fc.property(validCode, fc.nat(16), (code, place) => {
        fc.pre(code[place] !== code[place + 1]);
        const swapped = code.slice(0, place) + code[place + 1] + code[place] + code.slice(place + 2);
        expect(check(swapped).ok).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});
