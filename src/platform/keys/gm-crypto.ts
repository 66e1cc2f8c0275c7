import { sm2, sm3, sm4 } from 'sm-crypto-v2';
import { fromHex, hex } from './bytes.ts';
import type { KeyedHash, TextAead } from './portable-crypto.ts';
import type { Signer } from './signer.ts';

// The commercial ciphers of the state (国密), for a database that was set up with CRYPTO_SUITE=gm.
const encoder = new TextEncoder();

// HMAC-SM3 where the platform has no SM3 of its own. Basis: GB/T 32905-2016, GB/T 15852.2-2012
export const portableSm3: KeyedHash = (key) => (text) =>
  fromHex(sm3(encoder.encode(text), { key, mode: 'hmac' }));

const KEY_BYTES = 16;
const TAG_BYTES = 16;

// The first half of a derived key. Basis: GB/T 32907-2016 (SM4), GB/T 36624-2018 (GCM), RFC 8998
export const sm4Gcm: TextAead = (key) => {
  const own = key.slice(0, KEY_BYTES);
  const under = (iv: Uint8Array, associatedData: Uint8Array) =>
    ({ mode: 'gcm', output: 'array', iv, associatedData }) as const;
  return {
    encrypt: (nonce, plain, bound) => {
      const { output, tag } = sm4.encrypt(plain, own, { ...under(nonce, bound), outputTag: true });
      if (!tag) throw new Error('SM4-GCM gave no tag');
      const sealed = new Uint8Array(output.length + TAG_BYTES);
      sealed.set(output);
      sealed.set(tag, output.length);
      return sealed;
    },
    // Throws where the tag does not fit.
    decrypt: (nonce, sealed, bound) => {
      const end = Math.max(0, sealed.length - TAG_BYTES);
      return sm4.decrypt(sealed.slice(0, end), own, { ...under(nonce, bound), tag: sealed.slice(end) });
    },
  };
};

// The order of the curve less one: a secret is from 1 to that.
const MOST = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54122n;
const secretIn = (seed: Uint8Array): string =>
  ((BigInt(`0x${hex(seed)}`) % MOST) + 1n).toString(16).padStart(64, '0');

/** SM2 with SM3 and the default identity; 64 bytes, r before s. Basis: GB/T 32918.2-2016、GB/T 35276-2017 */
export const isSignedBySm2 = (publicKey: Uint8Array, text: string, signature: Uint8Array): boolean => {
  try {
    return sm2.doVerifySignature(encoder.encode(text), hex(signature), hex(publicKey), { hash: true });
  } catch {
    return false;
  }
};

export const sm2Signer = (seed: Uint8Array): Signer => {
  const secret = secretIn(seed);
  const shown = sm2.getPublicKeyFromPrivateKey(secret);
  const publicKey = fromHex(shown);
  return {
    algorithm: Uint8Array.of(0xff, ...encoder.encode('SM2-SM3')),
    publicKey,
    sign: async (text) =>
      fromHex(sm2.doSignature(encoder.encode(text), secret, { hash: true, publicKey: shown })),
    isSigned: async (text, signature) => isSignedBySm2(publicKey, text, signature),
  };
};
