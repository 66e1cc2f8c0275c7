import { Problem } from '../../kernel/problems.ts';
import type { Db } from '../../platform/door/db.ts';
import { findChange } from './change.store.ts';
import type { ChangeRow } from './change.table.ts';

export const knownChange = async (db: Db, id: string): Promise<ChangeRow> => {
  const row = await findChange(db, id);
  if (!row) throw new Problem('change.unknown');
  return row;
};
