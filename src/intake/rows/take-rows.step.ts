import { dayOf } from '../../kernel/day.ts';
import type { Fault } from '../../kernel/problems.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import { statementOver } from '../../platform/door/statement-over.ts';
import { assureIndex } from '../../platform/keys/assure-index.ts';
import { holdForRegistrar } from '../../registry/listings/hold-removals.step.ts';
import type { ListingState } from '../../registry/listings/listing.rules.ts';
import type { HeldRemoval } from '../../registry/records/held-removal.rules.ts';
import { isSameRemoval } from '../../registry/records/held-removal.rules.ts';
import { keepPrints } from '../../registry/records/record.store.ts';
import { type PreparedRow, wavesOf } from '../reading/prepared-row.rules.ts';
import { writeChanges } from './changed-rows.step.ts';
import { underExtendedTerms } from './extended-terms.step.ts';
import type { Run } from './intake.ts';
import { findKnown, type Known, underFormerNumbers } from './known-rows.step.ts';
import { nameRecords } from './missing-record.store.ts';
import { holdFault, type RowLaw, removalHold, standingRow } from './removal-hold.rules.ts';
import { isReused, movedWarning, reusedFault, waitingFault, waitsForLater } from './reused-number.rules.ts';
import {
  decideRow,
  isUnchanged,
  type RowDecision,
  resolveSubject,
  subjectWarnings,
} from './row-decision.rules.ts';
import type { TakenRow } from './row-faults.rules.ts';
import type { RowChange } from './row-writes.rules.ts';
import { openCaseWarning } from './settled-decision.rules.ts';

// Refuses to write a single record over a version that its writer has not seen. It is not called where
// nothing would change: a request that is repeated because its answer was lost finds its work done.
type VersionCheck = (version: number | undefined) => void;

// The chunks of an upload and single records take the same way into the registry. While the index of subjects
// is broken every subject would look new, so nothing is written then.
export const takeRows = async (
  run: Run,
  rows: readonly PreparedRow[],
  requireVersion?: VersionCheck,
): Promise<{ taken: TakenRow[]; events: NewEvent[] }> => {
  await assureIndex(run.ctx, statementOver(run.tx));
  const taken: TakenRow[] = [];
  const events: NewEvent[] = [];
  for (const wave of wavesOf(rows)) {
    const written = await takeWave(run, wave, requireVersion);
    taken.push(...written.taken);
    events.push(...written.events);
  }
  return { taken, events };
};

const takeWave = async (run: Run, rows: readonly PreparedRow[], requireVersion?: VersionCheck) => {
  const filed = await underFormerNumbers(run, rows);
  const known = await findKnown(run, filed);
  const wave = await underExtendedTerms(run, filed, known);
  for (const row of wave) {
    const record = known.records.get(row.sourceNo);
    if (!isUnchanged(row, record)) requireVersion?.(record?.version);
  }
  const today = dayOf(run.ctx.clock.now());
  const when = { today, isDryRun: run.isDryRun, catalog: run.catalog.code, setting: run.context.setting };
  const decided = wave.map((row) => decide(row, known, when));
  const changes = run.isDryRun ? [] : decided.flatMap(({ change }) => change ?? []);
  const { ids, events } = await writeChanges(run, changes, known);
  const holds = run.isDryRun ? [] : decided.flatMap(({ hold }) => hold ?? []);
  if (holds.length > 0) await holdRowRemovals(run, holds, { known, ids });
  if (!run.isDryRun) await learnPrints(run, wave, known);
  if (run.isWholeList && run.stamp.batchId)
    await nameRecords(run.tx, run.stamp.batchId, namedBy(wave, known, ids));
  return { taken: decided.map(({ taken }) => taken), events };
};

// A refused row too names the record that has its number: it stays as it was.
const namedBy = (wave: readonly PreparedRow[], { records }: Known, ids: ReadonlyMap<string, number>) =>
  wave.flatMap(({ sourceNo, rowNo }) => {
    const id = ids.get(sourceNo) ?? records.get(sourceNo)?.id;
    return id === undefined || rowNo === null ? [] : [{ id, row: rowNo }];
  });

// The print of a row that changed nothing is kept: the next time the row need not be read.
const learnPrints = async (run: Run, wave: readonly PreparedRow[], known: Known) => {
  const learnt = wave.flatMap((row) => {
    const record = known.records.get(row.sourceNo);
    const { print } = row;
    const isNews = record && print !== null && print !== record.rowPrint;
    return isNews && isUnchanged(row, record) ? [{ id: record.id, print }] : [];
  });
  if (learnt.length > 0) await keepPrints(run.tx, learnt);
};

type Decided = { taken: TakenRow; change?: RowChange; hold?: RowHold };
type When = RowLaw & { isDryRun: boolean };

const unchanged = (row: PreparedRow): Decided => ({
  taken: { row, verdict: 'unchanged', warnings: row.warnings, fault: null },
});

const decide = (row: PreparedRow, known: Known, when: When): Decided => {
  const record = known.records.get(row.sourceNo);
  if (isUnchanged(row, record)) return unchanged(row);
  const opened = record && known.listings.get(record.id);
  const listing = (opened ?? known.notified.get(row.sourceNo))?.state ?? null;
  const removal = record?.state === 'repaired' ? null : removalHold(row, listing, when);
  if (!removal) return decideOn(row, { known, listing, when });
  if (isSameRemoval(record, row.contentHash)) return unchanged(row);
  const { taken, change } = decideOn(standingRow(row), { known, listing, when });
  if (!change || change.decision.doubt) return { taken: { ...taken, row }, ...(change && { change }) };
  return {
    taken: { ...taken, row, verdict: 'held', fault: holdFault(removal) },
    change,
    hold: { sourceNo: row.sourceNo, removal },
  };
};

type On = { known: Known; listing: ListingState | null; when: When };

const decideOn = (row: PreparedRow, { known, listing, when }: On): Decided => {
  const record = known.records.get(row.sourceNo);
  const resolution = resolveSubject(row, known);
  const fell = known.fallen.get(row.sourceNo);
  const { subject } = resolution;
  const owner = record && record.subjectId !== subject?.id ? 'another' : record && 'the-same';
  const fallen = fell && 'holds' in fell ? fell.holds : null;
  const waiting = waitsForLater(row, { owner }) ? waitingFault(row.rowNo ?? 0, row.later ?? 0) : null;
  const decision = isReused(row, { owner, isDryRun: when.isDryRun })
    ? { verdict: 'rejected' as const, fault: reusedFault(row) }
    : decideRow(row, { record, listing, resolution, fallen: fallen ?? waiting, today: when.today });
  const isWritten = decision.verdict !== 'unchanged' && decision.verdict !== 'rejected';
  const ofMove =
    owner === 'another' ? [movedWarning] : known.openOf.has(row.sourceNo) ? [openCaseWarning] : [];
  const moved = fell && 'warns' in fell ? [fell.warns] : ofMove;
  const ofWritten = isWritten ? [...moved, ...subjectWarnings(row, resolution)] : [];
  const taken: TakenRow = {
    row,
    verdict: decision.verdict,
    warnings: [...row.warnings, ...ofWritten],
    fault: faultOf(decision),
  };
  return isWritten && subject ? { taken, change: { row, subject, resolution, decision } } : { taken };
};

const faultOf = (decision: RowDecision): Fault | null => {
  if (decision.verdict === 'rejected') return decision.fault;
  return decision.verdict === 'held' ? decision.doubt : null;
};

type RowHold = { sourceNo: string; removal: HeldRemoval };

// The rows were written without their removal; the event of that says to departments that one waits.
const holdRowRemovals = async (
  { ctx, tx }: Run,
  holds: readonly RowHold[],
  { known, ids }: { known: Known; ids: ReadonlyMap<string, number> },
): Promise<void> => {
  const waiting = holds.flatMap(({ sourceNo, removal }) => {
    const id = ids.get(sourceNo);
    const version = (known.records.get(sourceNo)?.version ?? 0) + 1;
    return id === undefined ? [] : [{ id, version, listing: null, removal }];
  });
  await holdForRegistrar({ ctx, tx }, waiting);
};
