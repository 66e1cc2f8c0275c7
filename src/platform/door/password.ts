import { toBase64Url } from '../keys/bytes.ts';

// Takes a tenth of a second and 32 MB on purpose. Node hashes off the main thread, a few at a
// time (node/native-scrypt.ts).
export type Scrypt = (password: Uint8Array, salt: Uint8Array, cost: ScryptCost) => Promise<Uint8Array>;
export type ScryptCost = { N: number; r: number; p: number; dkLen: number };

const COST: ScryptCost = { N: 2 ** 15, r: 8, p: 1, dkLen: 32 };
const encoder = new TextEncoder();

type Hashing = { scrypt: Scrypt; randomBytes(count: number): Uint8Array };

const derive = async (scrypt: Scrypt, password: string, salt: string) =>
  toBase64Url(await scrypt(encoder.encode(password.normalize('NFKC')), encoder.encode(salt), COST));

export const hashPassword = async (password: string, { scrypt, randomBytes }: Hashing): Promise<string> => {
  const salt = toBase64Url(randomBytes(16));
  return `scrypt$${salt}$${await derive(scrypt, password, salt)}`;
};

export const verifyPassword = async (
  password: string,
  stored: string,
  { scrypt }: Pick<Hashing, 'scrypt'>,
): Promise<boolean> => {
  const [, salt, expected] = stored.split('$');
  if (!salt || !expected) return false;
  const actual = await derive(scrypt, password, salt);
  let difference = actual.length ^ expected.length;
  for (let at = 0; at < actual.length; at++) difference |= actual.charCodeAt(at) ^ expected.charCodeAt(at);
  return difference === 0;
};
