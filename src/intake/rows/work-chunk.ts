import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { hex } from '../../platform/keys/bytes.ts';
import { countVerdicts, type RowCounts } from '../uploads/batch.rules.ts';
import { advanceBatch } from '../uploads/batch.store.ts';
import { addRowFaults } from '../uploads/batch-error.store.ts';
import { countIntake } from './count-intake.step.ts';
import { type Chunk, type Feeding, runOf } from './intake.ts';
import { type RefusedRow, rowFaults, rowPurpose, type TakenRow } from './row-faults.rules.ts';
import { settleSameRows } from './same-rows.step.ts';
import { takeRows } from './take-rows.step.ts';

// One chunk of an upload: its records, listings, faults, counts and how far we are stand or fall together.
export const workChunk = (ctx: Ctx, feeding: Feeding, chunk: Chunk): Promise<RowCounts> =>
  act(ctx, 'batch.work', async (tx) => {
    const run = runOf(ctx, tx, { ...feeding, chunk });
    const { rows, refused, unchanged } = await settleSameRows(run, chunk);
    const { taken, events } = await takeRows(run, { rows });
    const faulty = rowFaults(taken, refused).map(async ({ original, ...row }) => ({
      ...row,
      sealed: original && hex(await ctx.vault.seal(JSON.stringify(original), rowPurpose(chunk.lease.id))),
    }));
    if (faulty.length > 0) await addRowFaults(tx, chunk.lease.id, await Promise.all(faulty));
    const progress = progressOf(chunk, { taken, refused, unchanged });
    if (!(await advanceBatch(tx, { ...chunk.lease, at: run.stamp.at }, progress)))
      throw new Problem('batch.stage');
    await countIntake(run, taken, { counts: progress.counts, inTime: feeding.inTime ?? null });
    const about = { batch: chunk.lease.id, catalog: feeding.catalog.code, ...progress.counts };
    return { value: progress.counts, audit: about, events };
  });

type Done = { taken: readonly TakenRow[]; refused: readonly RefusedRow[]; unchanged: number };

const progressOf = ({ nextRow }: Chunk, { taken, refused, unchanged }: Done) => {
  const counts = countVerdicts([
    ...taken,
    ...refused.map(({ warnings }) => ({ verdict: 'rejected' as const, warnings })),
  ]);
  return {
    counts: { ...counts, unchanged: counts.unchanged + unchanged },
    nextRow,
    withdrawn: 0,
    hasStruckRows: refused.some(({ original }) => original === null),
  };
};
