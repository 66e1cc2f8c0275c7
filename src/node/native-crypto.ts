import { createCipheriv, createDecipheriv, createHmac, createSecretKey } from 'node:crypto';
import { type Crypto, portableCrypto, portableGm, type Suite } from '../platform/keys/data-key.ts';
import type { Aead, KeyedHash, KeyedHashes, TextAead } from '../platform/keys/portable-crypto.ts';

const hash =
  (name: string): KeyedHash =>
  (key) => {
    const secret = createSecretKey(key);
    return (text) => createHmac(name, secret).update(text).digest();
  };
export const nativeHashes: KeyedHashes = { sha256: hash('sha256'), sm3: hash('sm3') };

const TAG_BYTES = 16;

const nativeTextAead: TextAead = (key) => {
  const secret = createSecretKey(key);
  return {
    encrypt: (nonce, plain, bound) => {
      const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(bound);
      return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    decrypt: (nonce, sealed, bound) => {
      const end = Math.max(0, sealed.length - TAG_BYTES);
      const opening = createDecipheriv('aes-256-gcm', secret, nonce, { authTagLength: TAG_BYTES });
      opening.setAAD(bound).setAuthTag(sealed.subarray(end));
      return Buffer.concat([opening.update(sealed.subarray(0, end)), opening.final()]);
    },
  };
};

const nativeAead: Aead = async (key) => nativeTextAead(key);

export const nativeCrypto: Crypto = {
  ...portableCrypto,
  keyedHash: nativeHashes.sha256,
  aead: nativeAead,
  textAead: nativeTextAead,
};
export const nativeGm: Crypto = { ...portableGm, keyedHash: nativeHashes.sm3 };

export const nativeSuite = (suite: Suite): Crypto => (suite === 'gm' ? nativeGm : nativeCrypto);
