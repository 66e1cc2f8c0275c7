import { expect, test } from 'vitest';
import { judgePassword } from '../../../src/access/passwords/password.rules.ts';
import { staffTerms } from '../../../src/access/sessions/staff-terms.rules.ts';

const rule = (password: string) => {
  const ruling = judgePassword(password, { name: '王小明', agency: 'ZWFW' }, (key) => staffTerms[key].value);
  return ruling.ok ? 'granted' : ruling.code;
};

test.each([
  'password12',
  'qwertyuiop1',
  'Password12!',
  'P@ssw0rd-2026',
  'Qwertyuiop-1',
  '1qaz@WSX3edc',
  'Admin@123456',
  'Aa123456789!',
  'Woaini5201314.',
  'ZWFW-Admin-2026',
  '王小明-Abc-123',
  'AAAAbbbb1111!!',
  'Zxcvbnm,./123',
  'Q1w2e3r4t5-',
])('%s is a common password', (password) => {
  expect(rule(password)).toMatch(/^staff\.password-(common|weak)$/);
  expect(rule(`${password}A-a1`)).toBe('staff.password-common');
});

test.each([
  ['Kurz-1', 'staff.password-weak'],
  ['onlyletterslong', 'staff.password-weak'],
  ['letters1and2figures', 'staff.password-weak'],
  ['        A-a1', 'staff.password-common'],
  ['Demo-2026-xinyong', 'granted'],
  ['Correct-horse-9', 'granted'],
  ['紫气东来-Gate-7', 'granted'],
  ['mN7$kd02pQz', 'granted'],
])('%s: %s', (password, ruling) => {
  expect(rule(password)).toBe(ruling);
});
