import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import { findListingsOfRecords } from '../../registry/listings/listing.store.ts';
import { withdrawListing } from '../../registry/listings/listing-move.rules.ts';
import { moveListings } from '../../registry/listings/move-listings.step.ts';
import { moveRecords } from '../../registry/records/record.store.ts';
import type { Run } from './intake.ts';
import { findTakenNumbers, holdRecords } from './reused-before.store.ts';
import { REUSED, waitingFault } from './reused-number.rules.ts';
import type { FaultyRow, TakenRow } from './row-faults.rules.ts';

type TakenBack = { faults: FaultyRow[]; events: NewEvent[] };
const nothing: TakenBack = { faults: [], events: [] };

// A row of an earlier chunk was taken before the file gave its number to somebody else: it waits like one
// that has both in sight.
export const takeBackEarlier = async (run: Run, taken: readonly TakenRow[]): Promise<TakenBack> => {
  const near = new Set(taken.map(({ row }) => row.rowNo));
  const later = new Map(
    taken.flatMap(({ row, fault }): [string, { row: number; later: number }][] =>
      fault?.code === REUSED && row.earlier && !near.has(row.earlier.row)
        ? [[row.sourceNo, { row: row.earlier.row, later: row.rowNo ?? 0 }]]
        : [],
    ),
  );
  const { batchId } = run.stamp;
  if (later.size === 0 || batchId === null) return nothing;
  const numbers = [...later].map(([no, { row }]) => ({ no, row }));
  const found = await findTakenNumbers(run.tx, run.feed, { numbers, batchId });
  const back = found.filter(({ id, isNew, isTold }) => !isTold && (run.isDryRun ? id === null : isNew));
  const faults = back.flatMap(({ sourceNo }): FaultyRow[] => {
    const both = later.get(sourceNo);
    if (!both) return [];
    const fault = waitingFault(both.row, both.later);
    return [{ row: both.row, verdict: 'held', faults: [fault], original: null }];
  });
  return { faults, events: run.isDryRun ? [] : await holdBack(run, back) };
};

type Back = { id: number | null; version: number | null };

const holdBack = async ({ ctx, tx, catalog, stamp }: Run, back: readonly Back[]): Promise<NewEvent[]> => {
  const seen = back.map(({ id, version }) => ({ id: id ?? 0, version: version ?? 0 }));
  if (seen.length === 0) return [];
  const ids = seen.map(({ id }) => id);
  if ((await moveRecords(tx, { to: 'held', at: stamp.at }, seen)).length < seen.length)
    throw new Problem('record.stale');
  await holdRecords(tx, ids, REUSED);
  const endings = (await findListingsOfRecords(tx, ids)).flatMap((listing) => {
    const ground = '同一文件把该来源记录号用于两个当事人，待核实';
    const move = withdrawListing(listing.state, { on: dayOf(ctx.clock.now()), ground, removal: 'revoked' });
    return move ? [{ listing, move }] : [];
  });
  return moveListings({ ctx, tx, basis: catalog.basis }, endings);
};
