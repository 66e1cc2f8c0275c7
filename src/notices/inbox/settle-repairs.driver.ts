import type { Ctx } from '../../platform/door/deps.ts';
import { completeRepairs } from '../../remedy/repairs/complete-repairs.ts';
import { hasSyncingRepairs, liftConfirmations } from './lift-confirmation.store.ts';

// A repair works at its grant. Here the registry only finds out who has yet to confirm; notices/ knows who
// was told.
export const settleRepairs = async (ctx: Ctx): Promise<void> => {
  if (!(await hasSyncingRepairs(ctx.db))) return;
  const confirmations = await liftConfirmations(ctx.db);
  if (confirmations.length > 0) await completeRepairs(ctx, confirmations);
};
