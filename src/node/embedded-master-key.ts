import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { KeyFault, keySentences } from '../platform/keys/master-key.rules.ts';
import { holdsSecrets } from '../platform/keys/master-key.store.ts';
import { isMasterKey } from '../platform/running/key-config.ts';
import type { Database } from './open-database.ts';

// A name lasts once its folder is written; Windows has no such call and needs none.
const flushFolder = (folder: string) => {
  if (process.platform === 'win32') return;
  const opened = openSync(folder, 'r');
  fsyncSync(opened);
  closeSync(opened);
};

// On the disk before anything is sealed with it: a power cut may lose data, never only the key to them.
const makeKey = (dataDir: string, file: string) => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, randomBytes(32).toString('base64'), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  flushFolder(dataDir);
  flushFolder(dirname(resolve(dataDir)));
};

// The embedded database brings its own master key, readable by its owner only; PostgreSQL must be given one.
export const embeddedMasterKey = async (dataDir: string, { statement }: Database): Promise<string> => {
  const file = join(dataDir, 'master.key');
  if (!existsSync(file)) {
    if (await holdsSecrets(statement)) throw new KeyFault(keySentences['key.file-missing']);
    makeKey(dataDir, file);
  }
  chmodSync(file, 0o600);
  return readKey(file);
};

const readKey = (file: string): string => {
  const key = readFileSync(file, 'utf8').trim();
  if (!isMasterKey(key)) throw new KeyFault(keySentences['key.file-damaged']);
  return key;
};

const NEXT = 'master.key.next';
const PREVIOUS = 'master.key.previous';

/** The keys beside it while it is being changed: whichever of them wrapped the data keys opens them. */
export const keysBeside = (dataDir: string): string[] =>
  [NEXT, PREVIOUS]
    .map((name) => join(dataDir, name))
    .filter(existsSync)
    .map(readKey);

/** Made once: a change that was broken off goes on with the same key. */
export const nextEmbeddedKey = (dataDir: string): string => {
  const file = join(dataDir, NEXT);
  if (!existsSync(file)) makeKey(dataDir, file);
  return readKey(file);
};

// The former key stays beside it: a power cut may take back the last writes of the embedded database, and with them
// the wrapping under the new one.
export const takeNextKey = (dataDir: string): void => {
  const [file, next, previous] = ['master.key', NEXT, PREVIOUS].map((name) => join(dataDir, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(`${previous}.new`, readFileSync(file), { mode: 0o600, flush: true });
  renameSync(`${previous}.new`, previous);
  flushFolder(dataDir);
  renameSync(next, file);
  flushFolder(dataDir);
};
