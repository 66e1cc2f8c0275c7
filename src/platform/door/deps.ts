import type { KeyedHashes } from '../keys/portable-crypto.ts';
import type { Vault } from '../keys/vault.ts';
import type { OpenFolder } from '../outside/drop-box.ts';
import type { ReadCertificate, Send } from '../outside/post.ts';
import type { Reach } from '../outside/reach.ts';
import type { Witness } from '../outside/witness.ts';
import type { Config } from '../running/config.ts';
import type { Log } from '../running/log.ts';
import type { Meter } from '../running/meter.ts';
import type { Db, Statement } from './db.ts';
import type { Scrypt } from './password.ts';
import type { Permission } from './permissions.ts';

export type Clock = { now(): Date };

// Work that waits in tables; poke says "look now" so that nobody waits for the next tick.
// 'schedules' is the tick itself.
export type Queue = 'batches' | 'notices' | 'schedules';

export type Deps = {
  db: Db;
  statement: Statement;
  // The same for the hottest reads and inserts, which never wait for a lock: what waits
  // there would hold them all up.
  quick: Statement;
  clock: Clock;
  newId(): string;
  randomBytes(count: number): Uint8Array;
  vault: Vault;
  keyedHashes: KeyedHashes;
  scrypt: Scrypt;
  log: Log;
  config: Config;
  send: Send;
  // Figures of this process's senders, for /metrics.
  attempts: Meter;
  // Absent where no certificate can be shown to a receiver.
  readCertificate: ReadCertificate | null;
  poke(queue: Queue): void;
  reach: Reach;
  // Absent where none is named: who holds the database could then put an earlier state of it in its place.
  witness: Witness | null;
  // Absent where there are no files, or no folder was named for them.
  openFolder: OpenFolder | null;
  // Aborted when this process stops: whatever watches or waits then ends by itself.
  closing: AbortSignal;
  permissionsOf(roles: readonly string[], whose: 'key' | 'person'): ReadonlySet<Permission>;
};

export type AgencyRef = {
  id: number;
  code: string;
  name: string;
  uscc: string;
  region: string;
  catalogs: readonly string[];
};

// by is what the audit line names: 'key:<id>', 'staff:<id>', 'job:<name>', 'operator:<name>'.
export type Actor = {
  by: string;
  name: string;
  agency: AgencyRef | null;
  roles: readonly string[];
  may: ReadonlySet<Permission>;
};

export type Ctx = Deps & {
  actor: Actor;
  requestId: string;
  idempotency?: { key: string; requestHash: string };
};
