import { Problem } from '../../kernel/problems.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { stepBatch } from './batch.rules.ts';
import { moveBatch } from './batch.store.ts';
import type { BatchRow } from './batch.table.ts';
import { findOwnBatch } from './find-own-batch.ts';

// A person answers for it by name: the records that the whole list left out may now be withdrawn.
export const confirmBatch = async (ctx: Ctx, id: string): Promise<BatchRow> => {
  const batch = await act(ctx, 'batch.confirm', async (tx) => {
    const { status, missing } = await findOwnBatch(tx, { actor: ctx.actor, action: 'batch.confirm' }, id);
    const to = must(stepBatch(status, 'confirm'));
    const at = ctx.clock.now().toISOString();
    const moved = await moveBatch(tx, { id, from: [status], to, at, confirmedBy: ctx.actor.by });
    if (!moved) throw new Problem('batch.stage');
    return { value: moved, audit: { batch: id, missing }, events: [] };
  });
  ctx.poke('batches');
  return batch;
};
