import { reaches } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Actor } from '../../platform/door/deps.ts';
import type { Permission } from '../../platform/door/permissions.ts';
import { findBatch } from './batch.store.ts';
import type { BatchRow } from './batch.table.ts';

// Another agency's batch looks as unknown as one that never was. The registrar sees all.
export const findOwnBatch = async (
  db: Db,
  { actor, action }: { actor: Actor; action: Permission },
  id: string,
): Promise<BatchRow> => {
  const batch = await findBatch(db, id);
  if (!batch || !reaches(actor, action, batch.agencyId) || batch.status === 'uploading')
    throw new Problem('batch.unknown');
  return batch;
};
