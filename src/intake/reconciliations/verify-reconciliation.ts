import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { readReceipt } from './summary-receipt.ts';

// Is the summary the registry's own, word for word?
export const verifyReconciliation = (
  ctx: Ctx,
  receipt: string,
): { genuine: boolean; text: string | null } => {
  permit(ctx, 'reconciliation.show');
  const text = readReceipt(receipt, ctx.vault.sign);
  return { genuine: text !== null, text };
};
