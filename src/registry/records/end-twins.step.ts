import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import { findListingsOfRecords } from '../listings/listing.store.ts';
import { withdrawListing } from '../listings/listing-move.rules.ts';
import { moveListings } from '../listings/move-listings.step.ts';
import { documentKey, isTwin } from './fallen-decision.rules.ts';
import { findBeside, keepFallen } from './fallen-decision.store.ts';
import type { NewFallen } from './fallen-decision.table.ts';
import { moveRecords } from './record.store.ts';

// One decision may stand under two numbers of a subject: with the first it falls under the second too.
// Basis: 国办发〔2020〕49号第（八）项；行政处罚法第四十八条
export const endTwins = async (
  { ctx, tx }: { ctx: Ctx; tx: Db },
  fallen: readonly NewFallen[],
  ground: string,
): Promise<NewEvent[]> => {
  const dated = fallen.filter((one) => one.documentKey !== null);
  const [first] = dated;
  if (!first) return [];
  const beside = await findBeside(tx, {
    catalog: first.catalog,
    recordIds: dated.map(({ recordId }) => recordId),
  });
  const found = beside.flatMap((record) => {
    const of = dated.find((one) => isTwin(one, record));
    return of ? [[record.id, { record, of }] as const] : [];
  });
  const twins = [...new Map(found).values()];
  if (twins.length === 0) return [];
  const now = ctx.clock.now();
  const at = now.toISOString();
  const kept = twins.map(({ record, of }) => ({
    ...of,
    agencyId: record.agencyId,
    sourceNo: record.sourceNo,
    recordId: record.id,
    subjectId: record.originId ?? record.subjectId,
    authorityUscc: record.authorityUscc,
    documentKey: documentKey(record.documentNo),
  }));
  await keepFallen(tx, kept, { at, actor: ctx.actor.by });
  const seen = twins.map(({ record: { id, version } }) => ({ id, version }));
  if ((await moveRecords(tx, { to: 'withdrawn', at }, seen)).length < seen.length)
    throw new Problem('record.stale');
  const ids = seen.map(({ id }) => id);
  const endings = (await findListingsOfRecords(tx, ids)).flatMap((listing) => {
    const move = withdrawListing(listing.state, { on: dayOf(now), ground, removal: 'revoked' });
    return move ? [{ listing, move }] : [];
  });
  return moveListings({ ctx, tx, basis: findCatalog(first.catalog)?.basis }, endings);
};
