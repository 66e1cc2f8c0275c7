import { fromBase64Url } from '../../platform/keys/bytes.ts';
import type { Suite } from '../../platform/keys/data-key.ts';
import { isSignedBySm2 } from '../../platform/keys/gm-crypto.ts';

export const signatureAlgorithms = ['ecdsa-p256-sha256', 'sm2-sm3'] as const;
export type SignatureAlgorithm = (typeof signatureAlgorithms)[number];
export type Signed = { algorithm: SignatureAlgorithm; publicKey: Uint8Array; signature: Uint8Array };

/** The one algorithm that a database takes: that of its suite. */
export const algorithmOf = (suite: Suite): SignatureAlgorithm =>
  suite === 'gm' ? 'sm2-sm3' : 'ecdsa-p256-sha256';

const POINT_BYTES = 65;
const SIGNATURE_BYTES = 64;
const encoder = new TextEncoder();

/** An uncompressed point, and r before s; nothing where the lengths are others. */
export const readSigned = (said: {
  algorithm: SignatureAlgorithm;
  publicKey: string;
  signature: string;
}): Signed | undefined => {
  const [publicKey, signature] = [fromBase64Url(said.publicKey), fromBase64Url(said.signature)];
  const fits = publicKey.length === POINT_BYTES && publicKey[0] === 4 && signature.length === SIGNATURE_BYTES;
  return fits ? { algorithm: said.algorithm, publicKey, signature } : undefined;
};

/** Was exactly this text signed by the holder of the key? */
export const isPromiseSigned = async (text: string, { algorithm, publicKey, signature }: Signed) =>
  algorithm === 'sm2-sm3'
    ? isSignedBySm2(publicKey, text, signature)
    : isSignedByEcdsa(text, { publicKey, signature });

// Basis: 电子签名法第十三条、第十四条；FIPS 186-5 (P-256, SHA-256)
const isSignedByEcdsa = async (text: string, { publicKey, signature }: Omit<Signed, 'algorithm'>) => {
  try {
    const curve = { name: 'ECDSA', namedCurve: 'P-256' };
    const key = await crypto.subtle.importKey('raw', publicKey.slice(), curve, false, ['verify']);
    const how = { name: 'ECDSA', hash: 'SHA-256' };
    return await crypto.subtle.verify(how, key, signature.slice(), encoder.encode(text));
  } catch {
    return false;
  }
};
