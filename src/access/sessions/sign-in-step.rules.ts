import { passwordEnds } from '../passwords/password.rules.ts';
import type { StaffTerms } from './staff-terms.rules.ts';

// Basis: GB/T 22239-2019 8.1.4.1（两种或两种以上鉴别技术）；须用的角色为本市设定
const ROLES_WITH_FACTOR: readonly string[] = [
  'registrar',
  'auditor',
  'system-administrator',
  'security-administrator',
];

export type SigningIn = {
  roles: readonly string[];
  hasFactor: boolean;
  passwordSetAt: Date;
  isCode: boolean;
  hasPassword: boolean;
};

// Where only the identity provider knows a password, there is none here.
export const NO_PASSWORD = 'none';
export const hasPassword = (hash: string): boolean => hash !== NO_PASSWORD;

export const needsFactor = (roles: readonly string[], terms: StaffTerms): boolean =>
  terms('staff.second-factor') === 1 && roles.some((role) => ROLES_WITH_FACTOR.includes(role));

export const isPasswordDue = (
  { passwordSetAt, isCode, hasPassword }: SigningIn,
  now: Date,
  terms: StaffTerms,
): boolean => hasPassword && (isCode || now >= passwordEnds(passwordSetAt, terms('password.age')));

// The rest that is asked of somebody whose password was right, in this order: a factor that there is, before anything can be
// changed; a new password; a factor that there ought to be.
export const stepAsked = (
  signing: SigningIn,
  { passed, now, terms }: { passed: boolean; now: Date; terms: StaffTerms },
): 'second-factor' | 'password' | 'second-factor-setup' | null => {
  if (signing.hasFactor && !passed) return 'second-factor';
  if (isPasswordDue(signing, now, terms)) return 'password';
  return !signing.hasFactor && needsFactor(signing.roles, terms) ? 'second-factor-setup' : null;
};
