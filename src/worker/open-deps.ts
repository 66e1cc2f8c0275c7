import { scryptAsync } from '@noble/hashes/scrypt.js';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { permissionsOf } from '../access/reach.rules.ts';
import type { Db, DbRow, Statement } from '../platform/door/db.ts';
import type { Deps, Queue } from '../platform/door/deps.ts';
import { askProvider } from '../platform/keys/ask-provider.ts';
import { portableCrypto, portableGm } from '../platform/keys/data-key.ts';
import { portableSm3 } from '../platform/keys/gm-crypto.ts';
import { type KeyRing, openRing } from '../platform/keys/key-ring.ts';
import { learningKeys } from '../platform/keys/load-keys.ts';
import { idMaker } from '../platform/keys/new-id.ts';
import { portableSha256 } from '../platform/keys/portable-crypto.ts';
import { providerWrappingKey } from '../platform/keys/provider-key.ts';
import { unsealing } from '../platform/keys/unsealing.ts';
import { vaultOver } from '../platform/keys/vault.ts';
import { localWrappingKey } from '../platform/keys/wrapping-key.ts';
import { type Config, readConfig } from '../platform/running/config.ts';
import { makeLog } from '../platform/running/log.ts';
import { openMeter } from '../platform/running/meter.ts';
import { postgresOptions } from '../platform/running/postgres-options.ts';
import { fetchFromAllowed, sendToAllowed } from './allowed-send.ts';

type WorkerDatabase = { db: Db; statement: Statement; quick: Statement; close(): Promise<void> };
type Reads = ReturnType<typeof unsealing>;

// A client lives as long as its request: Hyperdrive keeps the real connections, and a
// Worker may open six at once.
const openWorkerDatabase = (connectionString: string, reads: Reads): WorkerDatabase => {
  const client = postgres(connectionString, { ...postgresOptions(reads), max: 5 });
  const statement: Statement = async (text, params) => [
    ...(await client.unsafe<DbRow[]>(text, [...params], { prepare: true })),
  ];
  return {
    db: drizzle(client),
    statement,
    quick: statement,
    close: () => client.end({ timeout: 5 }),
  };
};

export type WorkerEnv = Record<string, unknown> & { HYPERDRIVE: { connectionString: string } };
export type WorkerDeps = Deps & { poked: Set<Queue>; close(): Promise<void> };

// A Worker has 128 MB: uploads are smaller than on Node, and XLSX, read in memory, smaller still.
const MAX_UPLOAD_MB = '50';
const MAX_XLSX_BYTES = 5 * 1024 * 1024;

export const readWorkerConfig = (env: WorkerEnv): Config => {
  const config = readConfig({ MAX_UPLOAD_MB, ...env, DATABASE_URL: env.HYPERDRIVE.connectionString });
  return { ...config, maxXlsxBytes: Math.min(config.maxUploadBytes, MAX_XLSX_BYTES) };
};

const now = () => new Date();
const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));
const idAt = idMaker(randomBytes);

// Data keys are read once an isolate.
const rings = new Map<string, KeyRing>();
const ringOver = async ({ masterKey, nextMasterKey, keyProvider, cryptoSuite }: Config): Promise<KeyRing> => {
  const named = [masterKey, nextMasterKey].filter((key) => key !== undefined);
  const house = keyProvider.kind === 'house' ? keyProvider : null;
  const known = [cryptoSuite, ...named, house?.url].join();
  const suite = cryptoSuite === 'gm' ? portableGm : portableCrypto;
  const found = rings.get(known);
  if (found) return found;
  const kept = house ? [await providerWrappingKey(askProvider(house, fetch))] : [];
  const ring = openRing([...kept, ...named.map((key) => localWrappingKey(key, suite))], suite);
  rings.set(known, ring);
  return ring;
};

export const openDeps = async (env: WorkerEnv): Promise<WorkerDeps> => {
  const config = readWorkerConfig(env);
  const poked = new Set<Queue>();
  const reads = unsealing();
  const log = makeLog(config.logLevel, (line) => console.error(line), now);
  const database = openWorkerDatabase(env.HYPERDRIVE.connectionString, reads);
  const ring = await ringOver(config);
  const vault = vaultOver(ring, learningKeys(ring, database.statement));
  reads.unsealBy({ vault, log });
  return {
    ...database,
    clock: { now },
    newId: () => idAt(now()),
    randomBytes,
    vault,
    scrypt: scryptAsync,
    keyedHashes: { sha256: portableSha256, sm3: portableSm3 },
    log,
    config,
    send: sendToAllowed(config.pushAllow),
    // A Worker shows a certificate only through a binding of its own, made by the operator.
    readCertificate: null,
    attempts: openMeter(),
    poked,
    // A Worker ends with its request; nothing tells it before.
    closing: new AbortController().signal,
    reach: fetchFromAllowed(config.pushAllow),
    openFolder: null,
    witness: null,
    poke: (queue) => void poked.add(queue),
    permissionsOf,
  };
};
