import { findSameRecords } from '../../registry/records/record.store.ts';
import type { ReadRows } from '../reading/read-chunks.ts';
import type { Chunk, Run } from './intake.ts';
import { nameRecords } from './missing-record.store.ts';

type Settled = ReadRows & { unchanged: number };

// Looked at once more where it counts: what someone else changed since the chunk was read is read after all.
export const settleSameRows = async (run: Run, { same, rows, refused }: Chunk): Promise<Settled> => {
  const read: Settled = { rows: [...rows], refused: [...refused], unchanged: 0 };
  if (same.length === 0) return read;
  const held = await findSameRecords(run.tx, run.feed, same);
  const numbers = new Set(held.map(({ sourceNo }) => sourceNo));
  for (const row of same) if (!numbers.has(row.sourceNo)) row.assessInto(read);
  if (run.isWholeList && run.stamp.batchId)
    await nameRecords(
      run.tx,
      run.stamp.batchId,
      held.map(({ id }) => id),
    );
  return { ...read, unchanged: held.length };
};
