import type { Ctx } from '../../platform/door/deps.ts';
import { nextImprints } from './imprint.store.ts';
import { imprintPurpose } from './imprint-purpose.rules.ts';
import { digestOf, type ListDigest } from './imprints.ts';

async function* openImprints({ db, vault }: Pick<Ctx, 'db' | 'vault'>, batchId: string) {
  let after = 0;
  for (;;) {
    const pieces = await nextImprints(db, batchId, after);
    for (const { nextRow, sealed } of pieces) {
      yield await vault.open(sealed, imprintPurpose(batchId, nextRow));
      after = nextRow;
    }
    if (pieces.length === 0) return;
  }
}

// The digest of a whole list whose rows are all written.
export const digestList = (
  ctx: Pick<Ctx, 'db' | 'vault'>,
  { id, totalRows }: { id: string; totalRows: number | null },
): Promise<ListDigest> => digestOf(() => openImprints(ctx, id), totalRows ?? 0);
