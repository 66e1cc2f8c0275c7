import { writeWithdrawal } from '../../intake/rows/withdrawn-rows.step.ts';
import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import { findListingsOfRecords } from '../../registry/listings/listing.store.ts';
import { withdrawListing } from '../../registry/listings/listing-move.rules.ts';
import { moveListings } from '../../registry/listings/move-listings.step.ts';
import { fallDecision } from '../../registry/records/fall-decision.step.ts';
import { stepRecord } from '../../registry/records/record.rules.ts';
import type { CaseTarget } from './case-target.step.ts';

/**
 * The decision falls: its record is withdrawn and its listing revoked. The source unit may have withdrawn the
 * record meanwhile, or its retention may be over; the decision falls all the same.
 * Basis: 国办发〔2020〕49号第（八）项；行政处罚法第四十八条
 */
export const deleteTarget = async (
  { ctx, tx }: { ctx: Ctx; tx: Db },
  { record }: CaseTarget,
  { ground, documentNo }: { ground: string; documentNo: string | undefined },
): Promise<NewEvent[]> => {
  const twins = await fallDecision({ ctx, tx }, record, { documentNo, ground });
  if (!stepRecord(record.state, 'withdraw').ok)
    return twins.concat(await revokeEnded({ ctx, tx }, record.id, ground));
  const catalog = findCatalog(record.catalog);
  if (!catalog) throw new Problem('catalog.unknown');
  const stamp = { at: ctx.clock.now().toISOString(), batchId: null };
  const seen = [{ id: record.id, version: record.version }];
  const gone = { words: ground, removal: 'revoked' } as const;
  return twins.concat(await writeWithdrawal({ ctx, tx, catalog, stamp }, seen, gone));
};

// Its source took the record back before: the listing was removed then, and now it was never made.
const revokeEnded = async (
  { ctx, tx }: { ctx: Ctx; tx: Db },
  recordId: number,
  ground: string,
): Promise<NewEvent[]> => {
  const about = { on: dayOf(ctx.clock.now()), ground, removal: 'revoked' };
  const endings = (await findListingsOfRecords(tx, [recordId])).flatMap((listing) => {
    const move = withdrawListing(listing.state, about);
    return move ? [{ listing, move }] : [];
  });
  return moveListings({ ctx, tx }, endings);
};
