import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { WITHDRAWN } from '../../law/rulebook/removal-grounds.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import { findListingsOfRecords, findLiveListingsOf } from '../../registry/listings/listing.store.ts';
import { endBySource, withdrawListing } from '../../registry/listings/listing-move.rules.ts';
import { moveListings, sayAnew } from '../../registry/listings/move-listings.step.ts';
import { moveRecords } from '../../registry/records/record.store.ts';
import type { SeenRecord } from '../../registry/records/record.table.ts';
import {
  REGISTRATION,
  restoreRelations,
  settleDissolution,
  settleNames,
} from '../../registry/records/registered.store.ts';
import type { Run } from './intake.ts';

type Ground = { words: string; removal: string };

// The record is withdrawn. Where its decision fell, the listing that it opened is revoked; where the source
// takes it back, that listing is removed.
// Basis: 行政处罚法第四十八条；国办发〔2020〕49号第（八）项
export const writeWithdrawal = async (
  { ctx, tx, catalog, stamp }: Pick<Run, 'ctx' | 'tx' | 'catalog' | 'stamp'>,
  seen: readonly SeenRecord[],
  { words, removal }: Ground,
): Promise<NewEvent[]> => {
  const withdrawn = await moveRecords(tx, { to: 'withdrawn', at: stamp.at }, seen);
  if (withdrawn.length < seen.length) throw new Problem('record.stale');
  const recordIds = seen.map(({ id }) => id);
  const nameEvents = catalog.code === REGISTRATION ? await settleWithout({ ctx, tx }, recordIds) : [];
  const endings = (await findListingsOfRecords(tx, recordIds)).flatMap((listing) => {
    const about = { on: dayOf(ctx.clock.now()), ground: words };
    const move =
      removal === WITHDRAWN
        ? endBySource(listing.state, about)
        : withdrawListing(listing.state, { ...about, removal });
    return move ? [{ listing, move }] : [];
  });
  return [...nameEvents, ...(await moveListings({ ctx, tx, basis: catalog.basis }, endings))];
};

// An earlier registration speaks for the file again.
const settleWithout = async ({ ctx, tx }: Pick<Run, 'ctx' | 'tx'>, recordIds: readonly number[]) => {
  await settleDissolution(tx, recordIds);
  const renamed = await settleNames(tx, recordIds, { today: dayOf(ctx.clock.now()) });
  await restoreRelations(tx, recordIds);
  return renamed.length > 0 ? sayAnew({ ctx, tx }, await findLiveListingsOf(tx, renamed)) : [];
};
