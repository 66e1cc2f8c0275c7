// Standard Webhooks v1: HMAC-SHA256 over id.timestamp.body, one signature for each live secret, so that a
// holder of the old or of the new secret can verify while they are exchanged. v1sm3 is the same under
// HMAC-SM3, one more token in the header; a reader of v1 ignores it.
import type { KeyedHashes } from '../../platform/keys/portable-crypto.ts';

const PREFIX = 'whsec_';

export type Signing = { sha256: (text: string) => Uint8Array; sm3: (text: string) => Uint8Array };

const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));

export const secretText = (random: Uint8Array): string => PREFIX + toBase64(random);

export const signingWith = (hashes: KeyedHashes, secret: string): Signing => {
  const key = Uint8Array.from(atob(secret.slice(PREFIX.length)), (char) => char.charCodeAt(0));
  return { sha256: hashes.sha256(key), sm3: hashes.sm3(key) };
};

export const signatureHeader = (
  keys: readonly Signing[],
  message: { id: string; timestamp: number; body: string },
  { withSm3 }: { withSm3: boolean },
): string => {
  const text = `${message.id}.${message.timestamp}.${message.body}`;
  const standard = keys.map(({ sha256 }) => `v1,${toBase64(sha256(text))}`);
  const national = withSm3 ? keys.map(({ sm3 }) => `v1sm3,${toBase64(sm3(text))}`) : [];
  return [...standard, ...national].join(' ');
};
