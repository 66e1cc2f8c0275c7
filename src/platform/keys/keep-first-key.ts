import type { Deps } from '../door/deps.ts';
import { keepFirstKey, readDataKeys } from './data-key.store.ts';
import { DATA_KEY_BYTES, keyIdOf } from './data-key.ts';
import { loadKeys, wrappedAs } from './load-keys.ts';
import { KeyFault, keySentences } from './master-key.rules.ts';
import { holdsSecrets } from './master-key.store.ts';

type Keeping = Pick<Deps, 'statement' | 'vault' | 'clock'>;

// A database that the master key itself sealed is taken over with that key as the first data key, wrapped; a new
// database draws one, which the master key does not tell.
export const keepFirst = async ({ statement, vault, clock }: Keeping, by: string): Promise<void> => {
  const kept = await readDataKeys(statement);
  if (kept === 'no table' || kept.length > 0) return;
  const [master] = vault.ring.masters;
  if (!master) throw new KeyFault(keySentences['key.none']);
  const isOld = await holdsSecrets(statement);
  const own = vault.ring.masters.find((one) => one.own !== null)?.own;
  if (isOld && vault.ring.crypto.suite !== 'default') throw new KeyFault(keySentences['key.suite']);
  if (isOld && !own) throw new KeyFault(keySentences['key.unproved']);
  const key = isOld && own ? own : crypto.getRandomValues(new Uint8Array(DATA_KEY_BYTES));
  const named = { no: 1, keyId: keyIdOf(key), suite: vault.ring.crypto.suite };
  const wrapped = await master.wrap(key, wrappedAs(named));
  const at = clock.now().toISOString();
  await keepFirstKey(statement, { ...named, wrapped, wrappedBy: master.id, at, by });
  await loadKeys(vault.ring, statement);
};
