import { Problem } from '../../kernel/problems.ts';
import type { RowKey } from '../../law/catalogs/reading/assess-row.rules.ts';
import { act } from '../../platform/door/act.ts';
import { hex } from '../../platform/keys/bytes.ts';
import { findSameRecords } from '../../registry/records/record.store.ts';
import { type AssessedRows, assessInto } from '../reading/assess-into.rules.ts';
import type { ReadChunk, SameRow } from '../reading/read-chunks.ts';
import { keepImprints } from '../reconciliations/keep-imprints.step.ts';
import { countVerdicts, type RowCounts } from '../uploads/batch.rules.ts';
import { advanceBatch, type Lease } from '../uploads/batch.store.ts';
import type { BatchRow } from '../uploads/batch.table.ts';
import { addRowFaults } from '../uploads/batch-error.store.ts';
import { countIntake } from './count-intake.step.ts';
import { type Intake, type Run, runOf } from './intake.ts';
import { type NamedRecord, nameRecords } from './missing-record.store.ts';
import { type RefusedRow, rowFaults, rowPurpose, type TakenRow } from './row-faults.rules.ts';
import { takeBackEarlier } from './take-back.step.ts';
import { takeRows } from './take-rows.step.ts';

type Held = { batch: Pick<BatchRow, 'id' | 'mode'>; lease: Lease };

// One transaction holds a chunk's records, listings, faults and counts, and the place where the next chunk
// begins.
export const workChunk = (intake: Intake, chunk: ReadChunk, { batch, lease }: Held): Promise<RowCounts> =>
  act(intake.ctx, 'batch.work', async (tx) => {
    const { ctx, catalog } = intake;
    const run = runOf(intake, tx, batch);
    const { rows, refused, unchanged } = await settleSameRows(run, chunk);
    const { taken, events } = await takeRows(run, rows);
    const back = await takeBackEarlier(run, taken);
    if (run.isWholeList) await keepImprints(run, chunk.nextRow, keysOfList(unchanged, taken));
    const faulty = [...rowFaults(taken, refused), ...back.faults].map(async ({ original, ...row }) => ({
      ...row,
      sealed: original && hex(await ctx.vault.seal(JSON.stringify(original), rowPurpose(batch.id))),
    }));
    if (faulty.length > 0) await addRowFaults(tx, batch.id, await Promise.all(faulty));
    const counted = { taken, refused, unchanged: unchanged.length, takenBack: back.faults.length };
    const progress = progressOf(chunk, counted);
    if (!(await advanceBatch(tx, lease, progress))) throw new Problem('batch.stage');
    await countIntake(run, taken, progress.counts);
    const about = { batch: batch.id, catalog: catalog.code, ...progress.counts };
    return { value: progress.counts, audit: about, events: events.concat(back.events) };
  });

// The records are looked at once more here: a row whose record changed since the chunk was read is assessed
// after all.
const settleSameRows = async (
  run: Run,
  { same, rows, refused }: ReadChunk,
): Promise<AssessedRows & { unchanged: readonly SameRow[] }> => {
  const assessed: AssessedRows = { rows: [...rows], refused: [...refused] };
  if (same.length === 0) return { ...assessed, unchanged: [] };
  const found = await findSameRecords(run.tx, run.feed, same);
  const ids = new Map(found.map(({ sourceNo, id }) => [sourceNo, id]));
  const unchanged: SameRow[] = [];
  const named: NamedRecord[] = [];
  for (const row of same) {
    const id = ids.get(row.sourceNo);
    if (id === undefined) assessInto(assessed, row, run);
    else {
      unchanged.push(row);
      named.push({ id, row: row.raw.row });
    }
  }
  if (run.isWholeList && run.stamp.batchId) await nameRecords(run.tx, run.stamp.batchId, named);
  return { ...assessed, unchanged };
};

// A refused row leaves no imprint: nothing of it may be kept but its number.
const keysOfList = (unchanged: readonly SameRow[], taken: readonly TakenRow[]): RowKey[] => [
  ...unchanged.map(({ key }) => key),
  ...taken.flatMap(({ verdict, row }) => (verdict === 'rejected' ? [] : [row.draft])),
];

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
