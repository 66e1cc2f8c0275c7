import { dayOf } from '../kernel/day.ts';
import { type Fault, Problem } from '../kernel/problems.ts';
import { act } from '../platform/act.ts';
import { hex } from '../platform/bytes.ts';
import type { Ctx } from '../platform/deps.ts';
import type { NewEvent } from '../platform/outbox.ts';
import { touchFeed } from '../records/record.store.ts';
import { countVerdicts } from './batch.rules.ts';
import { advanceBatch } from './batch.store.ts';
import { addRowFaults } from './batch-error.store.ts';
import { writeChanges } from './changed-rows.ts';
import type { Chunk, Intake, Run } from './intake.ts';
import { findKnown, type Known } from './known-rows.ts';
import { nameRecords } from './missing-record.store.ts';
import { type PreparedRow, wavesOf } from './prepared-row.rules.ts';
import {
  decideRow,
  doubtTexts,
  nameWarning,
  type RowDecision,
  resolveSubject,
} from './row-decision.rules.ts';
import { rowFaults, rowPurpose, type TakenRow } from './row-faults.rules.ts';
import type { RowChange } from './row-writes.rules.ts';

// A chunk of an upload, or one record fed by itself: everything its rows change stands or falls together.
export const takeRows = (ctx: Ctx, intake: Intake): Promise<TakenRow[]> =>
  act(ctx, intake.chunk ? 'batch.work' : 'record.write', async (tx) => {
    const { catalog, agency, chunk } = intake;
    const run: Run = {
      ctx,
      tx,
      catalog,
      agency,
      feed: { agencyId: agency.id, catalog: catalog.code },
      stamp: { at: ctx.clock.now().toISOString(), batchId: chunk?.lease.id ?? null },
      isDryRun: chunk?.mode === 'dry-run',
    };
    const taken: TakenRow[] = [];
    const events: NewEvent[] = [];
    for (const wave of wavesOf(intake.rows)) {
      const { rows, told } = await takeWave(run, wave, intake);
      taken.push(...rows);
      events.push(...told);
    }
    const counts = chunk ? await keepProgress(run, chunk, taken) : countVerdicts(taken);
    if (!chunk) await touchFeed(tx, run.feed, run.stamp.at);
    return { value: taken, audit: { catalog: catalog.code, batch: run.stamp.batchId, ...counts }, events };
  });

const takeWave = async (run: Run, wave: readonly PreparedRow[], { chunk, precondition }: Intake) => {
  const known = await findKnown(run, wave);
  for (const { sourceNo } of wave) precondition?.(known.records.get(sourceNo)?.version);
  const decided = wave.map((row) => decide(run, row, known));
  const changes = run.isDryRun ? [] : decided.flatMap(({ change }) => change ?? []);
  const { ids, events } = await writeChanges(run, changes, known);
  if (chunk?.mode === 'full')
    await nameRecords(run.tx, chunk.lease.id, [
      ...[...known.records.values()].map(({ id }) => id),
      ...ids.values(),
    ]);
  return { rows: decided.map(({ taken }) => taken), told: events };
};

const decide = ({ ctx }: Run, row: PreparedRow, known: Known): { taken: TakenRow; change?: RowChange } => {
  const record = known.records.get(row.sourceNo);
  const listing = record ? (known.listings.get(record.id)?.state ?? null) : null;
  const resolution = resolveSubject(row, known.subjects);
  const decision = decideRow(row, { record, listing, resolution, today: dayOf(ctx.clock.now()) });
  const { nameOnFile, subject } = resolution;
  const isWritten = decision.verdict !== 'unchanged' && decision.verdict !== 'rejected';
  const differs = isWritten && nameOnFile !== null ? [nameWarning(row, nameOnFile)] : [];
  const taken: TakenRow = {
    row,
    verdict: decision.verdict,
    warnings: [...row.warnings, ...differs],
    fault: faultOf(decision),
  };
  return isWritten && subject ? { taken, change: { row, subject, resolution, decision } } : { taken };
};

const faultOf = (decision: RowDecision): Fault | null => {
  if (decision.verdict === 'rejected') return decision.fault;
  return decision.verdict === 'held' && decision.doubt
    ? { code: decision.doubt, message: doubtTexts[decision.doubt] }
    : null;
};

const keepProgress = async ({ ctx, tx, stamp }: Run, chunk: Chunk, taken: readonly TakenRow[]) => {
  const { lease, refused, nextRow } = chunk;
  const faulty = rowFaults(taken, refused).map(async ({ original, ...row }) => ({
    ...row,
    sealed: original && hex(await ctx.vault.seal(JSON.stringify(original), rowPurpose(lease.id))),
  }));
  if (faulty.length > 0) await addRowFaults(tx, lease.id, await Promise.all(faulty));
  const counts = countVerdicts([
    ...taken,
    ...refused.map(({ warnings }) => ({ verdict: 'rejected' as const, warnings })),
  ]);
  const hasStruckRows = refused.some(({ original }) => original === null);
  const progress = { counts, nextRow, withdrawn: 0, hasStruckRows };
  if (!(await advanceBatch(tx, { ...lease, at: stamp.at }, progress))) throw new Problem('batch.stage');
  return counts;
};
