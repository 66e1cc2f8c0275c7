import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import { hex } from '../../platform/keys/bytes.ts';
import { findSameRecords } from '../../registry/records/record.store.ts';
import { type AssessedRows, assessInto } from '../reading/assess-into.rules.ts';
import type { ReadChunk } from '../reading/read-chunks.ts';
import { countVerdicts, type RowCounts } from '../uploads/batch.rules.ts';
import { advanceBatch, type HeldLease } from '../uploads/batch.store.ts';
import type { BatchRow } from '../uploads/batch.table.ts';
import { addRowFaults } from '../uploads/batch-error.store.ts';
import { countIntake } from './count-intake.step.ts';
import { type Intake, type Run, runOf } from './intake.ts';
import { nameRecords } from './missing-record.store.ts';
import { type RefusedRow, rowFaults, rowPurpose, type TakenRow } from './row-faults.rules.ts';
import { takeBackEarlier } from './take-back.step.ts';
import { takeRows } from './take-rows.step.ts';

type Held = { batch: Pick<BatchRow, 'id' | 'mode'>; lease: HeldLease };

// One transaction holds a chunk's records, listings, faults and counts, and the place where the next chunk
// begins.
export const workChunk = (intake: Intake, chunk: ReadChunk, { batch, lease }: Held): Promise<RowCounts> =>
  act(intake.ctx, 'batch.work', async (tx) => {
    const { ctx, catalog } = intake;
    const run = runOf(intake, tx, batch);
    const { rows, refused, unchanged } = await settleSameRows(run, chunk);
    const { taken, events } = await takeRows(run, rows);
    const back = await takeBackEarlier(run, taken);
    const faulty = [...rowFaults(taken, refused), ...back.faults].map(async ({ original, ...row }) => ({
      ...row,
      sealed: original && hex(await ctx.vault.seal(JSON.stringify(original), rowPurpose(batch.id))),
    }));
    if (faulty.length > 0) await addRowFaults(tx, batch.id, await Promise.all(faulty));
    const progress = progressOf(chunk, { taken, refused, unchanged, takenBack: back.faults.length });
    if (!(await advanceBatch(tx, { ...lease, at: run.stamp.at }, progress))) throw new Problem('batch.stage');
    await countIntake(run, taken, progress.counts);
    const about = { batch: batch.id, catalog: catalog.code, ...progress.counts };
    return { value: progress.counts, audit: about, events: events.concat(back.events) };
  });

// The records are looked at once more here: a row whose record changed since the chunk was read is assessed
// after all.
const settleSameRows = async (
  run: Run,
  { same, rows, refused }: ReadChunk,
): Promise<AssessedRows & { unchanged: number }> => {
  const assessed: AssessedRows = { rows: [...rows], refused: [...refused] };
  if (same.length === 0) return { ...assessed, unchanged: 0 };
  const unchanged = await findSameRecords(run.tx, run.feed, same);
  const numbers = new Set(unchanged.map(({ sourceNo }) => sourceNo));
  for (const row of same) if (!numbers.has(row.sourceNo)) assessInto(assessed, row, run);
  if (run.isWholeList && run.stamp.batchId)
    await nameRecords(
      run.tx,
      run.stamp.batchId,
      unchanged.map(({ id }) => id),
    );
  return { ...assessed, unchanged: unchanged.length };
};

type Done = {
  taken: readonly TakenRow[];
  refused: readonly RefusedRow[];
  unchanged: number;
  takenBack: number;
};

const progressOf = ({ nextRow }: ReadChunk, { taken, refused, unchanged, takenBack }: Done) => {
  const counts = countVerdicts([
    ...taken,
    ...refused.map(({ warnings }) => ({ verdict: 'rejected' as const, warnings })),
  ]);
  return {
    counts: {
      ...counts,
      unchanged: counts.unchanged + unchanged,
      accepted: counts.accepted - takenBack,
      held: counts.held + takenBack,
    },
    nextRow,
    withdrawn: 0,
    hasStruckRows: refused.some(({ original }) => original === null),
  };
};
