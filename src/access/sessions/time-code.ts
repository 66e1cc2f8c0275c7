import { Secret, TOTP } from 'otpauth/slim';
import { shortCode } from '../passwords/one-time-code.rules.ts';

const PERIOD_MS = 30_000;
const ISSUER = '信用与联合奖惩登记系统';
const SECRET_BYTES = 20;

// The defaults of RFC 6238, which every authenticator knows: SHA-1, six figures, thirty seconds.
const totpOf = (secret: Secret, label: string) => new TOTP({ issuer: ISSUER, label, secret });

export const newFactorSecret = (randomBytes: (count: number) => Uint8Array): Uint8Array =>
  randomBytes(SECRET_BYTES).slice();

const secretOf = (bytes: Uint8Array) => new Secret({ buffer: bytes.slice().buffer });

export const otpauthOf = (bytes: Uint8Array, label: string): string =>
  totpOf(secretOf(bytes), label).toString();

export const codeAt = (bytes: Uint8Array, at: Date): string =>
  totpOf(secretOf(bytes), '').generate({ timestamp: at.getTime() });

// The step of time to which a code belongs, of this one and its two neighbours; null: to none.
// Basis: RFC 6238 5.2
export const stepOfCode = (bytes: Uint8Array, code: string, at: Date): number | null => {
  const delta = totpOf(secretOf(bytes), '').validate({ token: code, timestamp: at.getTime(), window: 1 });
  return delta === null ? null : Math.floor(at.getTime() / PERIOD_MS) + delta;
};

const RECOVERY_CODES = 10;
export const newRecoveryCodes = (randomBytes: (count: number) => Uint8Array): string[] =>
  Array.from({ length: RECOVERY_CODES }, () => shortCode(randomBytes(10)));
