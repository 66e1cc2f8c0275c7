import { Problem } from '../../kernel/problems.ts';
import { type Crypto, type DataKey, openDataKey } from './data-key.ts';
import { keyFault } from './master-key.rules.ts';
import type { WrappingKey } from './wrapping-key.ts';

// The data keys of the database that this process serves, by number; the newest seals. Empty until the database
// was asked; what is known once stays known, whatever becomes of the master key.
export type KeyRing = {
  // The master keys at hand, the one in use first.
  masters: readonly WrappingKey[];
  crypto: Crypto;
  keys: Map<number, DataKey>;
  newest: number;
};

export const openRing = (masters: readonly WrappingKey[], crypto: Crypto): KeyRing => ({
  masters,
  crypto,
  keys: new Map(),
  newest: 1,
});

export const addToRing = async (ring: KeyRing, no: number, key: Uint8Array): Promise<void> => {
  ring.keys.set(no, await openDataKey(key, ring.crypto));
  ring.newest = Math.max(ring.newest, no);
};

export const keyNumbered = (ring: KeyRing, no: number): DataKey => {
  const found = ring.keys.get(no);
  if (!found) throw new Problem('service.not-ready', { errors: [keyFault('key.none')] });
  return found;
};

const marked = ({ mark }: DataKey, sealed: Uint8Array) => mark.every((byte, at) => byte === sealed[1 + at]);

/** The key whose mark stands in front of what it sealed. */
export const keyThatSealed = (ring: KeyRing, sealed: Uint8Array): DataKey | undefined => {
  for (const key of ring.keys.values()) if (marked(key, sealed)) return key;
  return undefined;
};
