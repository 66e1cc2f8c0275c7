import type { Deps } from '../../platform/door/deps.ts';
import { findPart } from './batch-part.store.ts';

export const PART_BYTES = 256 * 1024;

export const partPurpose = (batchId: string): string => `batch:${batchId}`;

// Gives the stored original from a byte on, with one part in memory at a time.
export async function* storedParts(
  { db, vault }: Pick<Deps, 'db' | 'vault'>,
  batchId: string,
  from = 0,
): AsyncGenerator<Uint8Array> {
  const first = Math.floor(from / PART_BYTES);
  for (let no = first + 1; ; no++) {
    const sealed = await findPart(db, batchId, no);
    if (!sealed) return;
    const part = await vault.open(sealed, partPurpose(batchId));
    yield no === first + 1 ? part.subarray(from - first * PART_BYTES) : part;
  }
}
