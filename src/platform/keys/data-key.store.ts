import { sql } from 'drizzle-orm';
import { ask, type Db, rows, type Statement } from '../door/db.ts';
import { holdLock } from '../door/named-locks.ts';
import { hex } from './bytes.ts';
import type { dataKeys } from './data-key.table.ts';

export type WrappedKey = Pick<
  typeof dataKeys.$inferSelect,
  'no' | 'keyId' | 'suite' | 'wrapped' | 'wrappedBy'
>;

const KEYS = `select no, key_id as "keyId", coalesce(to_jsonb(k) ->> 'suite', 'default') as suite, wrapped, wrapped_by as "wrappedBy" from data_keys k order by no`;

// 'no table': a database before its migration, which its master key seals itself.
export const readDataKeys = async (run: Statement): Promise<WrappedKey[] | 'no table'> => {
  const [has] = await run(`select to_regclass('data_keys') is not null as found`, []);
  return has?.found ? ask<WrappedKey>(run, KEYS, []) : 'no table';
};

type NewDataKey = WrappedKey & { at: string; by: string };

// Two processes may start together on a new database: the first key is kept, and the second process asks what it
// is.
export const keepFirstKey = (run: Statement, key: NewDataKey) =>
  run(
    `insert into data_keys (no, key_id, suite, wrapped, wrapped_by, made_at, made_by)
    values (1, $1, $2, $3, $4, $5::text::timestamptz, $6)
    on conflict do nothing`,
    [key.keyId, key.suite, key.wrapped, key.wrappedBy, key.at, key.by],
  );

// A key made beside a change of the master key would stay under the former one: each waits for the other.
export const holdDataKeys = async (tx: Db) => {
  await holdLock(tx, 'data-keys');
  return rows<WrappedKey>(tx, sql.raw(`${KEYS} for update of k`));
};

// The key whose rows are still being sealed anew; null where all is done.
export const findUnfinished = async (db: Db): Promise<number | null> => {
  const [found] = await rows<{ no: number | null }>(
    db,
    sql`select max(no) as no from data_keys where resealed_at is null and no > 1`,
  );
  return found?.no ?? null;
};

export const addDataKey = (tx: Db, { no, keyId, suite, wrapped, wrappedBy, at, by }: NewDataKey) =>
  tx.execute(sql`insert into data_keys (no, key_id, suite, wrapped, wrapped_by, made_at, made_by)
    values (${no}, ${keyId}, ${suite}, decode(${hex(wrapped)}, 'hex'), ${wrappedBy}, ${at}::timestamptz, ${by})`);

export const endResealing = (tx: Db, no: number, at: string) =>
  tx.execute(sql`update data_keys set resealed_at = ${at}::timestamptz where no = ${no}`);

export const rewrapKey = (tx: Db, { no, wrapped, wrappedBy }: Omit<WrappedKey, 'keyId' | 'suite'>) =>
  tx.execute(sql`update data_keys set wrapped = decode(${hex(wrapped)}, 'hex'), wrapped_by = ${wrappedBy}
    where no = ${no}`);
