import { toBase64Url } from './bytes.ts';
import { type Crypto, type DataKey, MARK_BYTES, portableCrypto } from './data-key.ts';
import { addToRing, type KeyRing, keyNumbered, keyThatSealed, openRing } from './key-ring.ts';
import type { TextSeal } from './sealed-text.ts';
import type { Signer } from './signer.ts';
import { localWrappingKey } from './wrapping-key.ts';

// Protects identity numbers. seal() is AES-256-GCM with the data key's id in front of the
// ciphertext, bound to a purpose; blindIndex() is a keyed hash for exact look-up. Index, signatures and the
// texts that are sealed where they stand are the first data key's for good: they are compared with each other.
export type Vault = {
  // The first data key's: the database is known by it.
  readonly keyId: string;
  // Whether the master key is one that somebody typed.
  readonly isWeak: boolean;
  readonly ring: KeyRing;
  seal(plain: string | Uint8Array, purpose: string): Promise<Uint8Array>;
  open(sealed: Uint8Array, purpose: string): Promise<Uint8Array>;
  openText(sealed: Uint8Array, purpose: string): Promise<string>;
  blindIndex(text: string): string;
  // Whether the bytes say that a key of this database sealed them; only open() proves it.
  isOurs(sealed: Uint8Array): boolean;
  // Proves that a text is ours; a key of its own, so that no signature is ever an index.
  sign(text: string): Uint8Array;
  // For what others shall be able to prove: again a key of its own.
  signer(): Promise<Signer>;
} & TextSeal;

const NONCE_BYTES = 12;
const HEAD_BYTES = 1 + MARK_BYTES + NONCE_BYTES;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const sealWith = async (
  { mark, cipher }: DataKey,
  { format, plain, purpose }: { format: number; plain: string | Uint8Array; purpose: string },
) => {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const bytes = typeof plain === 'string' ? encoder.encode(plain) : plain;
  const sealed = await cipher.encrypt(iv, bytes, encoder.encode(purpose));
  const out = new Uint8Array(HEAD_BYTES + sealed.byteLength);
  out[0] = format;
  out.set(mark, 1);
  out.set(iv, 1 + MARK_BYTES);
  out.set(sealed, HEAD_BYTES);
  return out;
};

const keyOf = (ring: KeyRing, sealed: Uint8Array): DataKey | undefined =>
  sealed[0] === ring.crypto.format ? keyThatSealed(ring, sealed) : undefined;

// learn: reads the data keys again, where another process may have made one.
export const vaultOver = (ring: KeyRing, learn: () => Promise<void> = async () => {}): Vault => {
  const first = () => keyNumbered(ring, 1);
  const open = async (sealed: Uint8Array, purpose: string) => {
    const bytes = sealed.slice();
    const key = keyOf(ring, bytes) ?? (await learn().then(() => keyOf(ring, bytes)));
    if (!key) throw new Error('sealed under another master key');
    const nonce = bytes.subarray(1 + MARK_BYTES, HEAD_BYTES);
    return new Uint8Array(
      await key.cipher.decrypt(nonce, bytes.subarray(HEAD_BYTES), encoder.encode(purpose)),
    );
  };
  return {
    get keyId() {
      return ring.keys.get(1)?.keyId ?? '';
    },
    get isWeak() {
      return ring.masters[0]?.isWeak ?? false;
    },
    ring,
    seal: async (plain, purpose) =>
      sealWith(keyNumbered(ring, ring.newest), { format: ring.crypto.format, plain, purpose }),
    open,
    openText: async (sealed, purpose) => decoder.decode(await open(sealed, purpose)),
    blindIndex: (text) => toBase64Url(first().index(text).subarray(0, 16)),
    isOurs: (sealed) => keyOf(ring, sealed) !== undefined,
    sign: (text) => first().sign(text),
    signer: () => first().signer(),
    sealText: (text) => first().texts.sealText(text),
    openSealedText: (sealed) => first().texts.openSealedText(sealed),
  };
};

/** Sealed by the master key itself, as a database of an earlier release is: it is the first data key. */
export const openVault = async (masterKeyBase64: string, crypto: Crypto = portableCrypto): Promise<Vault> => {
  const master = localWrappingKey(masterKeyBase64, crypto);
  const ring = openRing([master], crypto);
  if (master.own) await addToRing(ring, 1, master.own);
  return vaultOver(ring);
};
