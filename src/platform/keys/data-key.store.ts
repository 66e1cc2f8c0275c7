import { sql } from 'drizzle-orm';
import { ask, type Db, rows, type Statement } from '../door/db.ts';
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

export const holdDataKeys = (tx: Db) => rows<WrappedKey>(tx, sql.raw(`${KEYS} for update of k`));

export const rewrapKey = (tx: Db, { no, wrapped, wrappedBy }: Omit<WrappedKey, 'keyId' | 'suite'>) =>
  tx.execute(sql`update data_keys set wrapped = decode(${hex(wrapped)}, 'hex'), wrapped_by = ${wrappedBy}
    where no = ${no}`);
