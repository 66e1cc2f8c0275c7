import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Catalog } from '../../law/catalogs/catalog.ts';
import { must } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import {
  addListingSteps,
  changeListings,
  findListingsOfRecords,
  insertListings,
} from '../../registry/listings/listing.store.ts';
import { listingContent } from '../../registry/listings/listing-content.rules.ts';
import { listingEvent } from '../../registry/listings/listing-event.rules.ts';
import { moveListing, stepsOf } from '../../registry/listings/listing-move.rules.ts';
import { findNotified } from '../../registry/listings/prior-notice.store.ts';
import type { RecordRow } from '../../registry/records/record.table.ts';
import { findIdentities } from '../../registry/subjects/subject.store.ts';

export const openHeldListing = async (
  { ctx, tx, catalog, at }: { ctx: Ctx; tx: Db; catalog: Catalog; at: string },
  record: RecordRow,
): Promise<NewEvent[]> => {
  const draft = record.heldListing;
  if (!draft) return [];
  const today = dayOf(ctx.clock.now());
  const place = { list: catalog.code, agencyId: record.agencyId, today };
  const [opened] = await findListingsOfRecords(tx, [record.id]);
  const before = opened ?? (await findNotified(tx, place, [record.subjectId]))[0];
  const move = must(moveListing(before?.state ?? null, draft, { today, isFirst: true }));
  if (!move) return [];
  const content = listingContent({ ...record, list: catalog.code, recordId: record.id }, draft, move);
  const [written] = before
    ? await changeListings(tx, [{ ...content, id: before.id, version: before.version }], at)
    : await insertListings(tx, [content], at);
  if (!written) throw new Problem('record.stale');
  await addListingSteps(tx, stepsOf(written.id, move), { at, actor: ctx.actor.by });
  const subject = (await findIdentities(tx, ctx, [record.subjectId])).get(record.subjectId);
  if (!subject || !move.change) return [];
  return [listingEvent(move.change, { ...content, id: written.id }, { subject, basis: catalog.basis })];
};
