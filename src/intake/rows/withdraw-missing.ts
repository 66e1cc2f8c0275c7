import { Problem } from '../../kernel/problems.ts';
import type { Catalog } from '../../law/catalogs/catalog.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { countVerdicts } from '../uploads/batch.rules.ts';
import { advanceBatch, type Lease } from '../uploads/batch.store.ts';
import type { BatchRow } from '../uploads/batch.table.ts';
import { findMissing } from './missing-record.store.ts';
import { withdrawBySource } from './withdrawn-by-source.step.ts';

const AT_ONCE = 500;

// Withdraws at most AT_ONCE of the records that a whole list did not name. Gives how many; 0 when all are
// done.
export const withdrawMissing = (
  ctx: Ctx,
  batch: BatchRow,
  { lease, catalog }: { lease: Lease; catalog: Catalog },
): Promise<number> =>
  act(ctx, 'batch.work', async (tx) => {
    const stamp = { at: ctx.clock.now().toISOString(), batchId: batch.id };
    const seen = await findMissing(tx, batch, { batchId: batch.id, limit: AT_ONCE });
    const { events, held } =
      seen.length > 0
        ? await withdrawBySource({ ctx, tx, catalog, stamp }, seen, '整表覆盖：最新名单未再列明')
        : { events: [], held: 0 };
    const withdrawn = seen.length - held;
    const progress = {
      counts: countVerdicts([]),
      nextRow: batch.nextRow,
      withdrawn,
      hasStruckRows: false,
    };
    if (!(await advanceBatch(tx, lease, progress))) throw new Problem('batch.stage');
    return { value: seen.length, audit: { batch: batch.id, withdrawn, held }, events };
  });
