import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { touchFeed } from '../feeds/feed.store.ts';
import { digestList } from '../reconciliations/digest-list.ts';
import { keepWholeList } from '../reconciliations/whole-list.step.ts';
import { findBatch, type Lease } from './batch.store.ts';
import type { BatchRow } from './batch.table.ts';
import { endBatch } from './batch-lease.store.ts';
import { dropStruckOriginal } from './batch-part.store.ts';

// The feed is fresh from now on, even where every row was known before. A whole list ends with its
// reconciliation: what it named takes the place of what the list before it named.
export const finishBatch = async (ctx: Ctx, batch: BatchRow, lease: Lease): Promise<void> => {
  const list =
    batch.mode === 'full' ? await digestList(ctx, (await findBatch(ctx.db, batch.id)) ?? batch) : null;
  await act(ctx, 'batch.work', async (tx) => {
    const now = ctx.clock.now();
    const at = now.toISOString();
    if (batch.mode !== 'dry-run') await touchFeed(tx, batch, { at, day: dayOf(now) });
    if (!(await endBatch(tx, lease, { status: 'done', at }))) throw new Problem('batch.stage');
    await dropStruckOriginal(tx, batch.id);
    if (list) await keepWholeList(tx, batch, { ...list, at });
    return { value: undefined, audit: { batch: batch.id, status: 'done' }, events: [] };
  });
};
