import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortCode, typedCode } from '../../../src/access/passwords/one-time-code.rules.ts';
import { stepAsked } from '../../../src/access/sessions/sign-in-step.rules.ts';
import { staffTerms } from '../../../src/access/sessions/staff-terms.rules.ts';
import { codeAt, otpauthOf, stepOfCode } from '../../../src/access/sessions/time-code.ts';

// RFC 6238, appendix B, SHA-1: the last six of its eight figures.
const secret = new TextEncoder().encode('12345678901234567890');
test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at second %i of the standard the code is %s', (seconds, code) => {
  const at = new Date(seconds * 1000);
  expect(codeAt(secret, at)).toBe(code);
  expect(stepOfCode(secret, code, at)).toBe(Math.floor(seconds / 30));
});

test('a code counts in its own half minute and in the two beside it, under its own step', () => {
  const at = new Date('2026-11-24T02:00:10Z');
  const step = Math.floor(at.getTime() / 30_000);
  const code = codeAt(secret, at);
  const after = (seconds: number) => stepOfCode(secret, code, new Date(at.getTime() + seconds * 1000));
  expect([after(-60), after(-30), after(0), after(30), after(60)]).toEqual([null, step, step, step, null]);
});

test.each(['', '12345', '1234567', 'abcdef', '１２３４５６', "' or 1=1"])(
  '%j is no code and no fault',
  (code) => {
    expect(stepOfCode(secret, code, new Date(59_000))).toBeNull();
  },
);

test('an authenticator reads the address: secret, issuer and whose it is', () => {
  const url = new URL(otpauthOf(secret, 'FGJ 登记员'));
  expect([url.protocol, url.host]).toEqual(['otpauth:', 'totp']);
  expect(url.searchParams.get('secret')).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  expect(decodeURIComponent(url.pathname)).toContain('FGJ 登记员');
});

test('a one-time code loses nothing of its eighty bits, and may be typed with blanks and capitals', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (bytes) => {
      const code = shortCode(bytes);
      expect(code).toMatch(/^([0-9a-z]{4}-){3}[0-9a-z]{4}$/);
      expect(typedCode(` ${code.toUpperCase().replaceAll('-', ' ')} `)).toBe(code.replaceAll('-', ''));
    }),
  );
  const codes = Array.from({ length: 256 }, (_, at) =>
    shortCode(new Uint8Array([0, 0, at, 0, 0, 0, 0, 0, 0, at])),
  );
  expect(new Set(codes).size).toBe(256);
});

const terms = (required: number) => (key: keyof typeof staffTerms) =>
  key === 'staff.second-factor' ? required : staffTerms[key].value;
const now = new Date('2026-11-24T02:00:00Z');
const person = {
  roles: ['registrar'],
  hasFactor: false,
  passwordSetAt: now,
  isCode: false,
  hasPassword: true,
};
test.each([
  [{}, 0, false, null],
  [{}, 1, false, 'second-factor-setup'],
  [{ roles: ['window'] }, 1, false, null],
  [{ roles: ['window'], hasFactor: true }, 0, false, 'second-factor'],
  [{ hasFactor: true }, 1, false, 'second-factor'],
  [{ hasFactor: true }, 1, true, null],
  [{ isCode: true }, 1, false, 'password'],
  [{ isCode: true, hasFactor: true }, 1, false, 'second-factor'],
  [{ isCode: true, hasFactor: true }, 1, true, 'password'],
  [{ passwordSetAt: new Date('2026-08-26T02:00:01Z') }, 0, false, null],
  [{ passwordSetAt: new Date('2026-08-26T02:00:00Z') }, 0, false, 'password'],
  [{ passwordSetAt: new Date('2026-08-26T02:00:00Z'), hasPassword: false }, 0, false, null],
] as const)('of %j, required %i, passed %s, is asked %s', (about, required, passed, asked) => {
  expect(stepAsked({ ...person, ...about }, { passed, now, terms: terms(required) })).toBe(asked);
});
