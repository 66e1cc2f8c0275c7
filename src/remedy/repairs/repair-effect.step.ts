import { day, dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { UNSTATED } from '../../law/rulebook/removal-grounds.ts';
import { must } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import { stepListing } from '../../registry/listings/listing.rules.ts';
import { end, restoreMove } from '../../registry/listings/listing-move.rules.ts';
import { moveListings } from '../../registry/listings/move-listings.step.ts';
import { daysUnder } from '../../registry/listings/record-days.step.ts';
import { type RecordStep, stepRecord } from '../../registry/records/record.rules.ts';
import { moveRecords } from '../../registry/records/record.store.ts';
import type { SeenRecord } from '../../registry/records/record.table.ts';
import type { CaseTarget } from '../cases/case-target.step.ts';

type At = { ctx: Ctx; tx: Db };

// Publicity ends, sharing stops and measures lift in the transaction of the decision, without waiting for a
// department.
// Basis: 信用修复管理办法（发展改革委令第36号）第三条
export const endTarget = async (
  at: At,
  target: CaseTarget,
  { ground, removal }: { ground: string; removal: string | null },
): Promise<NewEvent[]> => {
  await moveRecord(at, target, 'repair');
  const { listing } = target;
  if (!listing) return [];
  must(stepListing(listing.state, 'repair'));
  const move = end(listing.state, {
    on: dayOf(at.ctx.clock.now()),
    state: 'repaired',
    ground,
    removal: removal ?? UNSTATED,
  });
  return moveListings({ ...at, basis: findCatalog(listing.list)?.basis }, [{ listing, move }]);
};

// After false material the listing stands again with its old term, as if nothing had been repaired.
export const bringBackTarget = async (at: At, target: CaseTarget, ground: string): Promise<NewEvent[]> => {
  const { listing, record } = target;
  const today = dayOf(at.ctx.clock.now());
  const until = listing && (listing.dueOn === null ? null : day(listing.dueOn));
  await moveRecord(at, target, 'restore', listing ? await daysUnder(at.tx, record, { until, today }) : {});
  if (!listing) return [];
  // A listing that was revoked meanwhile is for its authority to restore.
  if (listing.state !== 'repaired') throw new Problem('listing.wrong-stage');
  const move = restoreMove(today, ground);
  return moveListings({ ...at, basis: findCatalog(listing.list)?.basis }, [{ listing, move }]);
};

const moveRecord = async (
  { ctx, tx }: At,
  { record }: CaseTarget,
  step: RecordStep,
  days: Partial<SeenRecord> = {},
) => {
  const to = must(stepRecord(record.state, step));
  const seen = [{ ...days, id: record.id, version: record.version }];
  const moved = await moveRecords(tx, { to, at: ctx.clock.now().toISOString() }, seen);
  if (moved.length === 0) throw new Problem('record.stale');
};
