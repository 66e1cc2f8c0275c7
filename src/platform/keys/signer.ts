import { sha256 } from '@noble/hashes/sha2.js';

// The holder of a secret signs, and nobody else can; everybody who has the public key can tell what was signed.
// algorithm: as a signed note names it.
export type Signer = {
  algorithm: Uint8Array;
  publicKey: Uint8Array;
  sign(text: string): Promise<Uint8Array>;
  isSigned(text: string, signature: Uint8Array): Promise<boolean>;
};

// RFC 8410: a secret of 32 bytes, as Web Crypto takes it.
const PKCS8_HEAD = '302e020100300506032b657004220420';

const encoder = new TextEncoder();
const headBytes = Uint8Array.from(PKCS8_HEAD.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

const publicKeyOf = async (secret: CryptoKey) => {
  const { x = '' } = await crypto.subtle.exportKey('jwk', secret);
  return Uint8Array.from(atob(x.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
};

export const ed25519Signer = async (seed: Uint8Array): Promise<Signer> => {
  const pkcs8 = Uint8Array.from([...headBytes, ...seed]);
  const secret = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']);
  const publicKey = await publicKeyOf(secret);
  const opening = await crypto.subtle.importKey('raw', publicKey.slice(), 'Ed25519', true, ['verify']);
  return {
    algorithm: Uint8Array.of(1),
    publicKey,
    sign: async (text) => new Uint8Array(await crypto.subtle.sign('Ed25519', secret, encoder.encode(text))),
    isSigned: (text, signature) =>
      crypto.subtle.verify('Ed25519', opening, signature.slice(), encoder.encode(text)),
  };
};

// Opened when it is first asked for: a Worker's request seldom signs.
export const openedOnce = (open: () => Promise<Signer>): (() => Promise<Signer>) => {
  let opened: Promise<Signer> | undefined;
  return () => {
    opened ??= open();
    return opened;
  };
};

type Named = Pick<Signer, 'algorithm' | 'publicKey'>;

/** Tells one key from another in a signed note (C2SP signed-note). */
export const noteKeyHash = (name: string, { algorithm, publicKey }: Named): Uint8Array =>
  sha256(Uint8Array.from([...encoder.encode(`${name}\n`), ...algorithm, ...publicKey])).slice(0, 4);
