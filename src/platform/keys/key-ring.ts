import { Problem } from '../../kernel/problems.ts';
import { type Crypto, type DataKey, openDataKey } from './data-key.ts';
import { keyFault } from './master-key.rules.ts';
import type { WrappingKey } from './wrapping-key.ts';

// By number; as key_standing has it.
export type KeyStanding = { announced: number; top: number; settled: number };

// The data keys of the database that this process serves. Empty until the database was asked; what is known once
// stays known, whatever becomes of the master key.
export type KeyRing = {
  // The master keys at hand, the one in use first.
  masters: readonly WrappingKey[];
  crypto: Crypto;
  // Shared by the requests of an isolate.
  known: { keys: Map<number, DataKey>; standing: KeyStanding };
  // Asks the database again; absent where nobody else can have made a key.
  renew?: () => Promise<void>;
};

/** As the reading of the index gives it. */
export const levelsText = ({ announced, top, settled }: KeyStanding): string =>
  [announced, top, settled].join('.');

const FIRST: KeyStanding = { announced: 1, top: 1, settled: 1 };

export const openRing = (masters: readonly WrappingKey[], crypto: Crypto): KeyRing => ({
  masters,
  crypto,
  known: { keys: new Map(), standing: FIRST },
});

export const addToRing = async (ring: KeyRing, no: number, key: Uint8Array): Promise<void> =>
  void ring.known.keys.set(no, await openDataKey(key, ring.crypto));

export const keyNumbered = (ring: KeyRing, no: number): DataKey => {
  const found = ring.known.keys.get(no);
  if (!found) throw new Problem('service.not-ready', { errors: [keyFault('key.none')] });
  return found;
};

const marked = ({ mark }: DataKey, sealed: Uint8Array) => mark.every((byte, at) => byte === sealed[1 + at]);

/** The key whose mark stands in front of what it sealed. */
export const keyThatSealed = (ring: KeyRing, sealed: Uint8Array): DataKey | undefined => {
  for (const key of ring.known.keys.values()) if (marked(key, sealed)) return key;
  return undefined;
};
