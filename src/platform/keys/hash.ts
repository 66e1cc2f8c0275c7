import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

export const sha256Hex = (input: string | Uint8Array): string =>
  bytesToHex(sha256(typeof input === 'string' ? new TextEncoder().encode(input) : input));

export const incrementalSha256 = () => {
  const state = sha256.create();
  return { update: (bytes: Uint8Array) => void state.update(bytes), hex: () => bytesToHex(state.digest()) };
};
