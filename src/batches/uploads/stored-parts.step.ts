import type { Deps } from '../../platform/deps.ts';
import { findPart } from '../batch-part.store.ts';

export const partPurpose = (batchId: string): string => `batch:${batchId}`;

// The kept original, one part in memory at a time.
export async function* storedParts(
  { db, vault }: Pick<Deps, 'db' | 'vault'>,
  batchId: string,
): AsyncGenerator<Uint8Array> {
  for (let no = 1; ; no++) {
    const sealed = await findPart(db, batchId, no);
    if (!sealed) return;
    yield await vault.open(sealed, partPurpose(batchId));
  }
}
