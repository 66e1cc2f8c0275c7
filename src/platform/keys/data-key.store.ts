import { ask, type Statement } from '../door/db.ts';
import type { dataKeys, keyStanding } from './data-key.table.ts';

export type WrappedKey = Pick<typeof dataKeys.$inferSelect, 'no' | 'keyId' | 'wrapped' | 'wrappedBy'>;
export type KeyLevels = Omit<typeof keyStanding.$inferSelect, 'id'>;
type KeptKeys = { keys: WrappedKey[]; levels: KeyLevels };

const LEVELS = `select announced, top, settled, resealed from key_standing`;

// 'no table': a database before its migration, which its master key seals itself. One statement: a key and the
// word that it counts are of one moment.
export const readDataKeys = async (run: Statement): Promise<KeptKeys | 'no table' | null> => {
  const [has] = await run(`select to_regclass('key_standing') is not null as found`, []);
  if (!has?.found) return 'no table';
  const found = await ask<WrappedKey & KeyLevels>(
    run,
    `select k.no, k.key_id as "keyId", k.wrapped, k.wrapped_by as "wrappedBy", s.announced, s.top, s.settled,
      s.resealed
    from data_keys k cross join (${LEVELS}) s order by k.no`,
    [],
  );
  const [first] = found;
  return first ? { keys: found, levels: first } : null;
};

export type NewDataKey = WrappedKey & { at: string; by: string };

// Two processes may start together on a new database: the first key is kept, and the second process asks what it
// is.
export const keepFirstKey = (run: Statement, key: NewDataKey) =>
  run(
    `with kept as (
      insert into data_keys (no, key_id, wrapped, wrapped_by, made_at, made_by)
      values (1, $1, $2, $3, $4::text::timestamptz, $5)
      on conflict do nothing returning no)
    insert into key_standing (announced, top, settled, resealed) select no, no, no, no from kept
    on conflict do nothing`,
    [key.keyId, key.wrapped, key.wrappedBy, key.at, key.by],
  );
