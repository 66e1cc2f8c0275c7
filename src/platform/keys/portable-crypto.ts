import { gcm } from '@noble/ciphers/aes';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

// AES-256-GCM: what is sealed cannot be read or changed without the key, nor taken for what
// was sealed under another text.
type Sealing = (nonce: Uint8Array, text: Uint8Array, bound: Uint8Array) => Uint8Array | Promise<Uint8Array>;
export type Cipher = { encrypt: Sealing; decrypt: Sealing };
export type Aead = (key: Uint8Array) => Promise<Cipher>;

// The same on Workers; Node brings its own, which spares every row of an import a job in another thread.
export const portableAead: Aead = async (key) => {
  const secret = await crypto.subtle.importKey('raw', key.slice(), 'AES-GCM', false, ['encrypt', 'decrypt']);
  const under = (nonce: Uint8Array, bound: Uint8Array) => ({
    name: 'AES-GCM',
    iv: nonce.slice(),
    additionalData: bound.slice(),
  });
  return {
    encrypt: async (nonce, plain, bound) =>
      new Uint8Array(await crypto.subtle.encrypt(under(nonce, bound), secret, plain.slice())),
    decrypt: async (nonce, sealed, bound) =>
      new Uint8Array(await crypto.subtle.decrypt(under(nonce, bound), secret, sealed.slice())),
  };
};

// The same cipher, answering at once: a database driver reads its rows without waiting.
export type TextAead = (key: Uint8Array) => {
  encrypt(nonce: Uint8Array, plain: Uint8Array, bound: Uint8Array): Uint8Array;
  decrypt(nonce: Uint8Array, cipher: Uint8Array, bound: Uint8Array): Uint8Array;
};
export const portableTextAead: TextAead = (key) => ({
  encrypt: (nonce, plain, bound) => gcm(key, nonce, bound).encrypt(plain),
  decrypt: (nonce, cipher, bound) => gcm(key, nonce, bound).decrypt(cipher),
});

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
