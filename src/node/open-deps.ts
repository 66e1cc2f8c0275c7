import { createPrivateKey, randomFillSync, X509Certificate } from 'node:crypto';
import { permissionsOf } from '../access/reach.rules.ts';
import type { Deps } from '../platform/door/deps.ts';
import { openRing } from '../platform/keys/key-ring.ts';
import { learningKeys } from '../platform/keys/load-keys.ts';
import { idMaker } from '../platform/keys/new-id.ts';
import { randomPool } from '../platform/keys/random-pool.ts';
import { vaultOver } from '../platform/keys/vault.ts';
import type { ReadCertificate, Send } from '../platform/outside/post.ts';
import type { Config } from '../platform/running/config.ts';
import { makeLog } from '../platform/running/log.ts';
import { openMeter } from '../platform/running/meter.ts';
import { dropFolders } from './drop-folders.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { masterKeysOf } from './master-keys.ts';
import { nativeHashes, nativeSuite } from './native-crypto.ts';
import { queuedScrypt } from './native-scrypt.ts';
import { type Database, openPglite, openPostgres } from './open-database.ts';
import { openWitness } from './open-witness.ts';

const readCertificate: ReadCertificate = ({ certificate, key }) => {
  try {
    const own = new X509Certificate(certificate);
    return own.checkPrivateKey(createPrivateKey(key)) ? { validUntil: own.validToDate } : undefined;
  } catch {
    return undefined;
  }
};

export const openDatabase = (config: Config): Promise<Database> | Database =>
  config.databaseUrl
    ? openPostgres(config.databaseUrl, {
        migrationUrl: config.migrationDatabaseUrl,
        limits: config.databaseLimits,
      })
    : openPglite(config.dataDir);

export type OpenDeps = Deps & { database: Database };

export const depsOver = async (
  config: Config,
  database: Database,
  parts: { send: Send; now?: () => Date; poke?: Deps['poke']; closing?: AbortSignal },
): Promise<OpenDeps> => {
  const now = parts.now ?? (() => new Date());
  const drawBytes = randomPool((into) => randomFillSync(into));
  const idAt = idMaker(drawBytes);
  const log = makeLog(config.logLevel, (line) => process.stderr.write(`${line}\n`), now);
  const ring = openRing(await masterKeysOf(config, database), nativeSuite(config.cryptoSuite));
  // No other process writes an embedded database, and within a transaction its one connection would wait for itself.
  const vault =
    database.kind === 'embedded' ? vaultOver(ring) : vaultOver(ring, learningKeys(ring, database.statement));
  database.unsealBy({ vault, log });
  return {
    database,
    db: database.db,
    statement: database.statement,
    quick: database.quick,
    clock: { now },
    newId: () => idAt(now()),
    randomBytes: drawBytes,
    vault,
    keyedHashes: nativeHashes,
    scrypt: queuedScrypt(),
    log,
    config,
    send: parts.send,
    readCertificate,
    attempts: openMeter(),
    poke: parts.poke ?? (() => {}),
    reach: guardedFetch(config.pushAllow),
    openFolder: config.dropRoot ? dropFolders(config.dropRoot) : null,
    witness: config.witnessUrl ? openWitness(config.witnessUrl) : null,
    closing: parts.closing ?? new AbortController().signal,
    permissionsOf,
  };
};
