import { fromHex, hex } from './bytes.ts';
import { portableSm3, sm2Signer, sm4Gcm } from './gm-crypto.ts';
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
import { ed25519Signer, openedOnce, type Signer } from './signer.ts';

export type Suite = 'default' | 'gm';
/** The ciphers of a database, chosen when it is set up. format: the first byte of all that they seal. */
export type Crypto = {
  suite: Suite;
  format: number;
  keyedHash: KeyedHash;
  aead: Aead;
  textAead: TextAead;
  signer(seed: Uint8Array): Promise<Signer>;
};
export const portableCrypto: Crypto = {
  suite: 'default',
  format: 1,
  keyedHash: portableSha256,
  aead: portableAead,
  textAead: portableTextAead,
  signer: ed25519Signer,
};
export const portableGm: Crypto = {
  suite: 'gm',
  format: 2,
  keyedHash: portableSm3,
  aead: async (key) => sm4Gcm(key),
  textAead: sm4Gcm,
  signer: async (seed) => sm2Signer(seed),
};

/** A key of its own for each use, so that no signature is ever an index. */
export const derived = (
  { keyedHash }: Pick<Crypto, 'keyedHash'>,
  key: Uint8Array,
  label: string,
): Uint8Array => keyedHash(key)(label).slice();

const KEY_ID_BYTES = 16;
/** Tells a key from another; nothing of the key can be learnt from it. */
export const keyIdOf = (key: Uint8Array): string =>
  hex(derived({ keyedHash: portableSha256 }, key, 'key-id').slice(0, KEY_ID_BYTES));

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
  const { keyedHash, aead, signer } = crypto;
  const own = (label: string) => derived(crypto, key, label);
  const mark = fromHex(keyIdOf(key)).slice(0, MARK_BYTES);
  return {
    keyId: keyIdOf(key),
    mark,
    cipher: await aead(own('seal')),
    index: keyedHash(own('blind-index')),
    sign: keyedHash(own('sign')),
    signer: openedOnce(() => signer(own('signer'))),
    texts: textSeal(mark, { seal: own('text'), nonce: own('text-nonce') }, crypto),
  };
};
