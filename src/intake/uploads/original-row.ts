import type { Ctx } from '../../platform/door/deps.ts';
import { openedOrNull } from '../../platform/keys/opened.ts';
import { rowPurpose } from '../rows/row-faults.rules.ts';

/** A refused row as it was sent; null where none was kept, or it does not open. */
export const originalRow = async (
  ctx: Ctx,
  batchId: string,
  sealed: Uint8Array | null,
): Promise<string[] | null> => {
  const opened = sealed && (await openedOrNull(ctx, sealed, rowPurpose(batchId)));
  return opened ? (JSON.parse(opened) as string[]) : null;
};
