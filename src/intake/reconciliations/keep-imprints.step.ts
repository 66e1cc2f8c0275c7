import type { RowKey } from '../../law/catalogs/reading/assess-row.rules.ts';
import type { Run } from '../rows/intake.ts';
import { addImprints } from './imprint.store.ts';
import { imprintPurpose } from './imprint-purpose.rules.ts';
import { imprintsOf } from './imprints.ts';

// In the transaction of its rows. Sealed, because an imprint alone could be guessed from a person's number.
export const keepImprints = async (
  { ctx, tx, stamp }: Pick<Run, 'ctx' | 'tx' | 'stamp'>,
  nextRow: number,
  keys: readonly RowKey[],
): Promise<void> => {
  const { batchId } = stamp;
  if (batchId === null || keys.length === 0) return;
  const sealed = await ctx.vault.seal(imprintsOf(keys), imprintPurpose(batchId, nextRow));
  await addImprints(tx, { batchId, nextRow, sealed });
};
