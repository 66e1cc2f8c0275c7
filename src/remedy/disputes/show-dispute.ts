import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { ShownCase } from '../cases/case.rules.ts';
import { historyFor } from '../cases/case-side.step.ts';
import { findDispute } from './dispute.store.ts';
import { type DisputeLine, disputeOut } from './dispute-out.ts';

// Errors: dispute.unknown.
export const showDispute = (ctx: Ctx, id: number): Promise<ShownCase<DisputeLine>> =>
  look(ctx, 'dispute.show', async (tx) => {
    const dispute = await findDispute(tx, id);
    const history = await historyFor({ ctx, tx }, 'dispute', dispute);
    if (!dispute || !history) throw new Problem('dispute.unknown');
    return {
      value: { ...disputeOut(dispute, dayOf(ctx.clock.now())), ...history },
      audit: { subjectId: dispute.subjectId, dispute: id },
    };
  });
