import { createCipheriv, createHmac, createSecretKey } from 'node:crypto';
import type { Aead, KeyedHash, KeyedHashes } from '../platform/keys/portable-crypto.ts';

const hash =
  (name: string): KeyedHash =>
  (key) => {
    const secret = createSecretKey(key);
    return (text) => createHmac(name, secret).update(text).digest();
  };
export const nativeHashes: KeyedHashes = { sha256: hash('sha256'), sm3: hash('sm3') };

export const nativeAead: Aead = async (key) => {
  const secret = createSecretKey(key);
  return (nonce, plain, bound) => {
    const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(bound);
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  };
};
