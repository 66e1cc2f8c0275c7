import { Problem } from '../../kernel/problems.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { forgetWholeList } from '../reconciliations/whole-list.step.ts';
import { stepBatch } from './batch.rules.ts';
import { moveBatch } from './batch.store.ts';
import type { BatchRow } from './batch.table.ts';
import { findOwnBatch } from './find-own-batch.ts';

// Rows already written stay; the worker fails at the fence with its next chunk and stops.
export const cancelBatch = (ctx: Ctx, id: string): Promise<BatchRow> =>
  act(ctx, 'batch.cancel', async (tx) => {
    const batch = await findOwnBatch(tx, { actor: ctx.actor, action: 'batch.cancel' }, id);
    const to = must(stepBatch(batch.status, 'cancel'));
    const at = ctx.clock.now().toISOString();
    const moved = await moveBatch(tx, { id, from: [batch.status], to, at });
    if (!moved) throw new Problem('batch.stage');
    await forgetWholeList(tx, id);
    return { value: moved, audit: { batch: id, from: batch.status }, events: [] };
  });
