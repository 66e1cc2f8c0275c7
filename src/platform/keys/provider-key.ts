import { z } from 'zod';
import { DATA_KEY_BYTES } from './data-key.ts';
import { KeyFault, keySentences } from './master-key.rules.ts';
import type { WrappingKey } from './wrapping-key.ts';

// A master key that never leaves its house: it is asked to wrap and to unwrap.
//   GET  <url>/key                                → { keyId }
//   POST <url>/wrap   { key, about }              → { keyId, wrapped }
//   POST <url>/unwrap { keyId, wrapped, about }   → { key }
// Bytes are base64. keyId names the version of its key that wraps now; older ones it still unwraps.
export type AskProvider = (path: string, body?: object) => Promise<unknown>;

const PREFIX = 'provider:';
const MOST_BYTES = 4096;
const keyId = z.string().regex(/^[\w.:-]{1,100}$/);
const bytes = z
  .base64()
  .max(2 * MOST_BYTES)
  .transform((text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
const Named = z.object({ keyId });
const Wrapped = z.object({ keyId, wrapped: bytes });
const Unwrapped = z.object({ key: bytes });

const toBase64 = (of: Uint8Array) => btoa(String.fromCharCode(...of));

const askFor = async <T>(ask: AskProvider, schema: z.ZodType<T>, path: string, body?: object): Promise<T> => {
  const answer = await ask(path, body).catch(() => undefined);
  const read = schema.safeParse(answer);
  if (!read.success) throw new KeyFault(keySentences['key.provider']);
  return read.data;
};

/** Errors: KeyFault where the house does not answer, or not in these words. */
export const providerWrappingKey = async (ask: AskProvider): Promise<WrappingKey> => {
  const current = await askFor(ask, Named, '/key');
  return {
    id: `${PREFIX}${current.keyId}`,
    isWeak: false,
    own: null,
    opens: (by) => by.startsWith(PREFIX),
    wrap: async (key, about) => {
      const made = await askFor(ask, Wrapped, '/wrap', { key: toBase64(key), about });
      // The house changed its key this moment: whoever asks again learns its new name.
      if (made.keyId !== current.keyId) throw new KeyFault(keySentences['key.provider']);
      return made.wrapped;
    },
    unwrap: async (wrapped, about, by) => {
      const asked = { keyId: by.slice(PREFIX.length), wrapped: toBase64(wrapped), about };
      const { key } = await askFor(ask, Unwrapped, '/unwrap', asked);
      if (key.length !== DATA_KEY_BYTES) throw new KeyFault(keySentences['key.provider']);
      return key;
    },
  };
};
