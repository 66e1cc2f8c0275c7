import type { Statement } from '../door/db.ts';
import { readDataKeys, type WrappedKey } from './data-key.store.ts';
import { DATA_KEY_BYTES, keyIdOf } from './data-key.ts';
import { addToRing, type KeyRing } from './key-ring.ts';
import { KeyFault, keySentences } from './master-key.rules.ts';

/** A wrapped data key is bound to its place and its id. */
export const wrappedAs = ({ no, keyId }: Pick<WrappedKey, 'no' | 'keyId'>): string =>
  `data-key:${no}:${keyId}`;

/** The data key that a master key at hand wrapped; a KeyFault where none of them did. */
export const unwrapped = async (ring: KeyRing, key: WrappedKey): Promise<Uint8Array> => {
  const master = ring.masters.find(({ opens }) => opens(key.wrappedBy));
  const found = await master?.unwrap(key.wrapped, wrappedAs(key), key.wrappedBy).catch((cause: unknown) => {
    if (cause instanceof KeyFault) throw cause;
    return undefined;
  });
  if (found?.length !== DATA_KEY_BYTES || keyIdOf(found) !== key.keyId)
    throw new KeyFault(keySentences['key.mismatch']);
  return found;
};

// Reads the data keys of the database into the ring. False where it has none yet: then the master key itself is
// the first, until keepKey() says otherwise.
export const loadKeys = async (ring: KeyRing, run: Statement): Promise<boolean> => {
  const kept = await readDataKeys(run);
  if (kept === 'no table' || kept.length === 0) {
    const own = ring.masters.find((master) => master.own !== null)?.own;
    if (own && !ring.keys.has(1)) await addToRing(ring, 1, own);
    return false;
  }
  // Read at once in words: a key that does not open would say another master key.
  if (kept.some(({ suite }) => suite !== ring.crypto.suite)) throw new KeyFault(keySentences['key.suite']);
  for (const key of kept)
    if (ring.keys.get(key.no)?.keyId !== key.keyId) await addToRing(ring, key.no, await unwrapped(ring, key));
  return true;
};
