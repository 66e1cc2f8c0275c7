import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

// HMAC under one key. Answers at once: Web Crypto's hand-over to another thread costs
// eight times the hash itself.
export type KeyedHash = (key: Uint8Array) => (text: string) => Uint8Array;
export type KeyedHashes = Readonly<Record<'sha256' | 'sm3', KeyedHash>>;

const encoder = new TextEncoder();

// HMAC-SHA-256, the same on Workers; Node brings its own, which takes a third of the
// time for a record's content.
export const portableSha256: KeyedHash = (key) => {
  const begun = hmac.create(sha256, key);
  return (text) => begun.clone().update(encoder.encode(text)).digest();
};
