import type { Deps } from '../../platform/door/deps.ts';
import { findPart } from './batch-part.store.ts';

export const PART_BYTES = 256 * 1024;

export const partPurpose = (batchId: string): string => `batch:${batchId}`;

export type StoredFile = { id: string; partCount: number };

// Gives the stored original from a byte on, with one part in memory at a time. Its end is where it was told: a
// part that is not found is a fault of ours, for half of a whole list would withdraw the other half.
export async function* storedParts(
  { db, vault }: Pick<Deps, 'db' | 'vault'>,
  { id, partCount }: StoredFile,
  from = 0,
): AsyncGenerator<Uint8Array> {
  const first = Math.floor(from / PART_BYTES);
  for (let no = first + 1; no <= partCount; no++) {
    const sealed = await findPart(db, id, no);
    if (!sealed) throw new Error(`part ${no} of ${partCount} of the upload ${id} is not found`);
    const part = await vault.open(sealed, partPurpose(id));
    yield no === first + 1 ? part.subarray(from - first * PART_BYTES) : part;
  }
}
