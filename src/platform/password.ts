import { scryptAsync } from '@noble/hashes/scrypt.js';
import { toBase64Url } from './vault.ts';

const COST = { N: 2 ** 15, r: 8, p: 1, dkLen: 32 };
const encoder = new TextEncoder();

const derive = async (password: string, salt: string) =>
  toBase64Url(await scryptAsync(encoder.encode(password.normalize('NFKC')), encoder.encode(salt), COST));

export const hashPassword = async (
  password: string,
  randomBytes: (count: number) => Uint8Array,
): Promise<string> => {
  const salt = toBase64Url(randomBytes(16));
  return `scrypt$${salt}$${await derive(password, salt)}`;
};

export const verifyPassword = async (password: string, stored: string): Promise<boolean> => {
  const [, salt, expected] = stored.split('$');
  if (!salt || !expected) return false;
  const actual = await derive(password, salt);
  let difference = actual.length ^ expected.length;
  for (let at = 0; at < actual.length; at++) difference |= actual.charCodeAt(at) ^ expected.charCodeAt(at);
  return difference === 0;
};
