import { type Fault, Problem } from '../../kernel/problems.ts';
import type { Statement } from '../door/db.ts';
import { readDataKeys, type WrappedKey } from './data-key.store.ts';
import { DATA_KEY_BYTES, keyIdOf } from './data-key.ts';
import { addToRing, type KeyRing } from './key-ring.ts';
import { KeyFault, keyFault, keySentences } from './master-key.rules.ts';

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

// Nobody is looked up, and nothing is said to be unreadable, by a process that cannot have the newest key.
const refusal = (cause: unknown): Fault[] => {
  if (cause instanceof KeyFault) return [keyFault('key.mismatch')];
  throw cause;
};

/** Another process may have made a data key: it is read here, or nothing may be told. */
export const learnNewer = async (ring: KeyRing, run: Statement, newest: number): Promise<Fault[]> =>
  newest <= ring.newest ? [] : loadKeys(ring, run).then(() => [], refusal);

/** The same for a value whose key is unknown here; those who meet one together ask once. */
export const learningKeys = (ring: KeyRing, run: Statement): (() => Promise<void>) => {
  let underWay: Promise<void> | undefined;
  const learn = async () => {
    const errors = await loadKeys(ring, run).then(() => [], refusal);
    if (errors.length > 0) throw new Problem('service.not-ready', { errors });
  };
  return () => {
    underWay ??= learn().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
};
