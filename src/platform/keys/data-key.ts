import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { fromHex, hex } from './bytes.ts';
import {
  type Aead,
  type Cipher,
  type KeyedHash,
  portableAead,
  portableSha256,
  portableTextAead,
  type TextAead,
} from './portable-crypto.ts';
import { type TextSeal, textSeal } from './sealed-text.ts';
import { type Signer, signerOf } from './signer.ts';

export type Crypto = { keyedHash: KeyedHash; aead: Aead; textAead: TextAead };
export const portableCrypto: Crypto = {
  keyedHash: portableSha256,
  aead: portableAead,
  textAead: portableTextAead,
};

const encoder = new TextEncoder();
/** A key of its own for each use, so that no signature is ever an index. */
export const derived = (key: Uint8Array, label: string): Uint8Array =>
  hmac(sha256, key, encoder.encode(label)).slice();

const KEY_ID_BYTES = 16;
/** Tells a key from another; nothing of the key can be learnt from it. */
export const keyIdOf = (key: Uint8Array): string => hex(derived(key, 'key-id').slice(0, KEY_ID_BYTES));

export const DATA_KEY_BYTES = 32;

// Thirty-two bytes, and what is derived from them.
export type DataKey = {
  keyId: string;
  // The first bytes of its id, in front of all that it sealed.
  mark: Uint8Array;
  cipher: Cipher;
  index(text: string): Uint8Array;
  sign(text: string): Uint8Array;
  signer(): Promise<Signer>;
  texts: TextSeal;
};

export const MARK_BYTES = 4;

export const openDataKey = async (key: Uint8Array, crypto: Crypto): Promise<DataKey> => {
  const { keyedHash, aead } = crypto;
  const mark = fromHex(keyIdOf(key)).slice(0, MARK_BYTES);
  return {
    keyId: keyIdOf(key),
    mark,
    cipher: await aead(derived(key, 'seal')),
    index: keyedHash(derived(key, 'blind-index')),
    sign: keyedHash(derived(key, 'sign')),
    signer: signerOf(derived(key, 'signer')),
    texts: textSeal(mark, { seal: derived(key, 'text'), nonce: derived(key, 'text-nonce') }, crypto),
  };
};
