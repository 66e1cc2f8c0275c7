import { type SQL, sql } from 'drizzle-orm';
import { type Db, rows } from './db.ts';

// Every lock that is no row's, with its key as SQL: /readyz and /metrics name by this list what waits. A key
// never changes: two releases serve beside each other during an upgrade. Idempotency-Key and column mappings
// lock by a key of their data.
const KEYS = {
  migrations: '815001',
  'audit-seal': '815002',
  relay: '4401001',
  merges: '4401003',
  letters: '4401022',
  publishing: '4401023',
  'agency-successions': `hashtextextended('agency_successions', 0)`,
  'matter-editions': `hashtextextended('matter_editions', 0)`,
  'law-changes': `hashtextextended('changes', 0)`,
  'data-keys': `hashtextextended('data_keys', 0)`,
  'rule-sets': `hashtextextended('rule_sets', 0)`,
} as const;
export type LockName = keyof typeof KEYS;

export const lockKey = (name: LockName): string => KEYS[name];
const keyOf = (name: LockName): SQL => sql.raw(KEYS[name]);

// Held until the transaction ends; whoever comes later waits.
export const holdLock = (tx: Db, name: LockName) =>
  tx.execute(sql`select pg_advisory_xact_lock(${keyOf(name)})`);
export const shareLock = (tx: Db, name: LockName) =>
  tx.execute(sql`select pg_advisory_xact_lock_shared(${keyOf(name)})`);
export const tryLock = async (tx: Db, name: LockName): Promise<boolean> =>
  (await rows<{ got: boolean }>(tx, sql`select pg_try_advisory_xact_lock(${keyOf(name)}) as got`))[0]?.got ??
  false;

export const holdKeyed = (tx: Db, of: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${of}, 0))`);

/** The name of an advisory lock's key, as an SQL expression over that key. */
export const lockNameOf = (key: string): string =>
  `case ${key} ${Object.entries(KEYS)
    .map(([name, value]) => `when ${value} then '${name}'`)
    .join(' ')} else 'keyed' end`;
export const lockNames = Object.keys(KEYS) as LockName[];
