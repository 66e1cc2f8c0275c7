import { SEALED_MARK } from '../../kernel/text.ts';
import { fromBase64Url, toBase64Url } from './bytes.ts';
import type { KeyedHash, TextAead } from './portable-crypto.ts';

// A text that is sealed where it stands, in a text column or a JSON value: the mark, then the key's id, a nonce
// and the ciphertext. The nonce is drawn from the text by a key of its own (a synthetic nonce), so that one text
// is sealed alike everywhere: SQL compares, groups and copies names that it cannot read.
export type TextSeal = { sealText(text: string): string; openSealedText(sealed: string): string };

export const isSealedText = (text: string): boolean => text.startsWith(SEALED_MARK);

const NONCE_BYTES = 12;
const BOUND_TO = 'text';
// An import names the same person in a file, a record and an event.
const REMEMBERED = 2048;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

type Parts = { keyedHash: KeyedHash; textAead: TextAead };

export const textSeal = (
  keyId: Uint8Array,
  keys: { seal: Uint8Array; nonce: Uint8Array },
  { keyedHash, textAead }: Parts,
): TextSeal => {
  const aead = textAead(keys.seal);
  const nonceOf = keyedHash(keys.nonce);
  const bound = encoder.encode(BOUND_TO);
  const head = keyId.length + NONCE_BYTES;
  const made = new Map<string, string>();
  const sealed = (text: string): string => {
    const nonce = nonceOf(text).subarray(0, NONCE_BYTES);
    const cipher = aead.encrypt(nonce, encoder.encode(text), bound);
    const out = new Uint8Array(head + cipher.byteLength);
    out.set(keyId);
    out.set(nonce, keyId.length);
    out.set(cipher, head);
    return SEALED_MARK + toBase64Url(out);
  };
  return {
    sealText: (text) => {
      if (text === '' || isSealedText(text)) return text;
      const known = made.get(text);
      if (known !== undefined) return known;
      const value = sealed(text);
      if (made.size >= REMEMBERED) made.clear();
      made.set(text, value);
      return value;
    },
    openSealedText: (text) => {
      const bytes = fromBase64Url(text.slice(SEALED_MARK.length));
      if (!keyId.every((byte, at) => byte === bytes[at])) throw new Error('sealed under another master key');
      return decoder.decode(aead.decrypt(bytes.subarray(keyId.length, head), bytes.subarray(head), bound));
    },
  };
};
