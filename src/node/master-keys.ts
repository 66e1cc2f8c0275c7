import { readFileSync, statSync } from 'node:fs';
import { askProvider } from '../platform/keys/ask-provider.ts';
import { KeyFault, keySentences } from '../platform/keys/master-key.rules.ts';
import { providerWrappingKey } from '../platform/keys/provider-key.ts';
import { localWrappingKey, type WrappingKey } from '../platform/keys/wrapping-key.ts';
import type { Config } from '../platform/running/config.ts';
import { isMasterKey } from '../platform/running/key-config.ts';
import { embeddedMasterKey, keysBeside } from './embedded-master-key.ts';
import { nativeSuite } from './native-crypto.ts';
import type { Database } from './open-database.ts';

const OTHERS = 0o077;

const keyInFile = (file: string): string => {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode;
  if (mode === undefined) throw new KeyFault(keySentences['key.file-unreadable']);
  if (process.platform !== 'win32' && (mode & OTHERS) !== 0)
    throw new KeyFault(keySentences['key.file-open']);
  const key = readFileSync(file, 'utf8').trim();
  if (!isMasterKey(key)) throw new KeyFault(keySentences['key.file-unreadable']);
  return key;
};

const localKeys = async (config: Config, database: Database): Promise<string[]> => {
  const { keyProvider, masterKey, databaseUrl, dataDir } = config;
  if (keyProvider.kind === 'file') return [keyInFile(keyProvider.file)];
  if (masterKey) return [masterKey];
  return databaseUrl ? [] : [await embeddedMasterKey(dataDir, database), ...keysBeside(dataDir)];
};

/** The master keys at hand, the one in use first. */
export const masterKeysOf = async (config: Config, database: Database): Promise<WrappingKey[]> => {
  const { keyProvider, nextMasterKey } = config;
  const local = [...(await localKeys(config, database)), ...(nextMasterKey ? [nextMasterKey] : [])];
  const house =
    keyProvider.kind === 'house' ? [await providerWrappingKey(askProvider(keyProvider, fetch))] : [];
  return [...house, ...local.map((key) => localWrappingKey(key, nativeSuite(config.cryptoSuite)))];
};
