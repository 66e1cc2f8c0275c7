import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

const encoder = new TextEncoder();

export const sha256Hex = (input: string | Uint8Array): string =>
  bytesToHex(sha256(typeof input === 'string' ? encoder.encode(input) : input));

export const sha256Of = (text: string): Uint8Array => sha256(encoder.encode(text));

export const incrementalSha256 = () => {
  const state = sha256.create();
  return { update: (bytes: Uint8Array) => void state.update(bytes), hex: () => bytesToHex(state.digest()) };
};
