import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { hex } from './bytes.ts';
import { isWeakKey } from './master-key.rules.ts';
import {
  type Aead,
  type KeyedHash,
  portableAead,
  portableSha256,
  portableTextAead,
  type TextAead,
} from './portable-crypto.ts';
import { type TextSeal, textSeal } from './sealed-text.ts';
import { type Signer, signerOf } from './signer.ts';

// Protects identity numbers. seal() is AES-256-GCM with the key's id in front of the
// ciphertext, bound to a purpose; blindIndex() is a keyed hash for exact look-up. A hardware
// module can stand behind the same two words.
export type Vault = {
  // Tells this key from another; nothing of the key can be learnt from it.
  keyId: string;
  isWeak: boolean;
  seal(plain: string | Uint8Array, purpose: string): Promise<Uint8Array>;
  open(sealed: Uint8Array, purpose: string): Promise<Uint8Array>;
  openText(sealed: Uint8Array, purpose: string): Promise<string>;
  blindIndex(text: string): string;
  // Whether the bytes say that this key sealed them; only open() proves it.
  isOurs(sealed: Uint8Array): boolean;
  // Proves that a text is ours; a key of its own, so that no signature is ever an index.
  sign(text: string): Uint8Array;
  // For what others shall be able to prove: again a key of its own.
  signer(): Promise<Signer>;
} & TextSeal;

const FORMAT = 1;
const KEY_ID_BYTES = 4;
const LONG_KEY_ID_BYTES = 16;
const NONCE_BYTES = 12;
const HEAD_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const fromBase64 = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
// Without padding. By hand because every row of an import asks for it three times, and
// btoa takes six times as long.
export const toBase64Url = (bytes: Uint8Array): string => {
  let [text, held, bits] = ['', 0, 0];
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 6; text += DIGITS[(held >> bits) & 63]) bits -= 6;
  }
  return bits > 0 ? text + DIGITS[(held << (6 - bits)) & 63] : text;
};

const fromBase64Url = (text: string): Uint8Array => {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let [at, held, bits] = [0, 0, 0];
  for (const char of text) {
    held = (held << 6) | DIGITS.indexOf(char);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >> bits) & 255;
  }
  return bytes;
};

const derive = (master: Uint8Array, label: string) => hmac(sha256, master, encoder.encode(label));

const framed = (keyId: Uint8Array, iv: Uint8Array, cipher: Uint8Array): Uint8Array => {
  const out = new Uint8Array(HEAD_BYTES + cipher.byteLength);
  out[0] = FORMAT;
  out.set(keyId, 1);
  out.set(iv, 1 + KEY_ID_BYTES);
  out.set(cipher, HEAD_BYTES);
  return out;
};

const textsUnder = (
  master: Uint8Array,
  keyId: Uint8Array,
  parts: { keyedHash: KeyedHash; textAead: TextAead },
): TextSeal => {
  const keys = { seal: derive(master, 'text'), nonce: derive(master, 'text-nonce') };
  return textSeal(keyId, keys, { ...parts, toText: toBase64Url, toBytes: fromBase64Url });
};

type Parts = { keyedHash?: KeyedHash; aead?: Aead; textAead?: TextAead };

export const openVault = async (masterKeyBase64: string, parts: Parts = {}): Promise<Vault> => {
  const { keyedHash = portableSha256, aead = portableAead, textAead = portableTextAead } = parts;
  const master = fromBase64(masterKeyBase64);
  const longKeyId = derive(master, 'key-id').slice(0, LONG_KEY_ID_BYTES);
  const keyId = longKeyId.slice(0, KEY_ID_BYTES);
  const sealKey = derive(master, 'seal').slice();
  const encrypt = await aead(sealKey);
  const opening = await crypto.subtle.importKey('raw', sealKey, 'AES-GCM', false, ['decrypt']);
  const indexed = keyedHash(derive(master, 'blind-index'));
  const signed = keyedHash(derive(master, 'sign'));
  const isOurs = (bytes: Uint8Array) =>
    bytes[0] === FORMAT && keyId.every((byte, at) => byte === bytes[1 + at]);
  const open = async (sealed: Uint8Array, purpose: string) => {
    const bytes = sealed.slice();
    if (!isOurs(bytes)) throw new Error('sealed under another master key');
    const plain = await crypto.subtle.decrypt(
      {
        name: 'AES-GCM',
        iv: bytes.subarray(1 + KEY_ID_BYTES, HEAD_BYTES),
        additionalData: encoder.encode(purpose),
      },
      opening,
      bytes.subarray(HEAD_BYTES),
    );
    return new Uint8Array(plain);
  };
  return {
    keyId: hex(longKeyId),
    isWeak: isWeakKey(master),
    isOurs,
    seal: async (plain, purpose) => {
      const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      const bytes = typeof plain === 'string' ? encoder.encode(plain) : plain;
      return framed(keyId, iv, await encrypt(iv, bytes, encoder.encode(purpose)));
    },
    open,
    openText: async (sealed, purpose) => decoder.decode(await open(sealed, purpose)),
    blindIndex: (text) => toBase64Url(indexed(text).subarray(0, 16)),
    sign: signed,
    signer: signerOf(derive(master, 'signer')),
    ...textsUnder(master, keyId, { keyedHash, textAead }),
  };
};
