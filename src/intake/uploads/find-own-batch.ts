import { mayServe } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Actor } from '../../platform/door/deps.ts';
import { findBatch } from './batch.store.ts';
import type { BatchRow } from './batch.table.ts';

// Another agency's batch looks as unknown as one that never was. The registrar sees all.
export const findOwnBatch = async (db: Db, actor: Actor, id: string): Promise<BatchRow> => {
  const batch = await findBatch(db, id);
  if (!batch || !mayServe(actor, batch.agencyId) || batch.status === 'uploading')
    throw new Problem('batch.unknown');
  return batch;
};
