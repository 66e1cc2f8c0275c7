import { type Crypto, DATA_KEY_BYTES, derived, keyIdOf } from './data-key.ts';
import { isWeakKey } from './master-key.rules.ts';

// A master key, wherever it is: it wraps data keys and opens them again, and does nothing else. about: a wrapped
// key is no other's.
export type WrappingKey = {
  id: string;
  isWeak: boolean;
  // Its bytes, which sealed a database of an earlier release themselves; null where the key never leaves its house.
  own: Uint8Array | null;
  // Whether it opens what was wrapped under that id.
  opens(by: string): boolean;
  wrap(key: Uint8Array, about: string): Promise<Uint8Array>;
  unwrap(wrapped: Uint8Array, about: string, by: string): Promise<Uint8Array>;
};

const NONCE_BYTES = 12;
const encoder = new TextEncoder();

const fromBase64 = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

export const localWrappingKey = (masterKeyBase64: string, suite: Crypto): WrappingKey => {
  const own = fromBase64(masterKeyBase64);
  const opened = suite.aead(derived(suite, own, 'wrap'));
  const id = keyIdOf(own);
  return {
    id,
    opens: (by) => by === id,
    isWeak: isWeakKey(own),
    own,
    wrap: async (key, about) => {
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      const sealed = await (await opened).encrypt(nonce, key, encoder.encode(about));
      return Uint8Array.from([suite.format, ...nonce, ...sealed]);
    },
    unwrap: async (wrapped, about) => {
      if (wrapped[0] !== suite.format) throw new Error('wrapped by nothing known here');
      const [nonce, sealed] = [wrapped.slice(1, 1 + NONCE_BYTES), wrapped.slice(1 + NONCE_BYTES)];
      const key = await (await opened).decrypt(nonce, sealed, encoder.encode(about));
      if (key.length !== DATA_KEY_BYTES) throw new Error('no data key');
      return key;
    },
  };
};
