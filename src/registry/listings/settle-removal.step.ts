import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { must } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import { endOfHeld, type HeldRemoval, stepOfHeld } from '../records/held-removal.rules.ts';
import { stepRecord } from '../records/record.rules.ts';
import { holdRemovals, moveRecords } from '../records/record.store.ts';
import type { RecordRow } from '../records/record.table.ts';
import { isLive } from './listing.rules.ts';
import { findListingsOfRecords } from './listing.store.ts';
import type { ListingRow } from './listing.table.ts';
import { end } from './listing-move.rules.ts';
import { moveListings, sayAnew } from './move-listings.step.ts';
import { daysUnder } from './record-days.step.ts';

type At = { ctx: Ctx; tx: Db };

/** The registrar has seen the authority's document: the removal counts from the authority's day. */
export const confirmRemoval = async (
  { ctx, tx }: At,
  record: RecordRow,
  given: string | undefined,
): Promise<NewEvent[]> => {
  const { heldRemoval: removal, id } = record;
  if (!removal) throw new Problem('record.wrong-stage');
  const documentNo = given ?? removal.documentNo;
  if (!documentNo)
    throw new Problem('listing.document-required', {
      detail: '确认移出须填写 documentNo（认定单位准予移出的文书号）。',
      errors: [{ pointer: '/documentNo', code: 'field.required', message: '请填写认定单位准予移出的文书号' }],
    });
  const [listing] = await findListingsOfRecords(tx, [id]);
  if (listing && !isLive(listing.state)) throw new Problem('listing.wrong-stage');
  const words = `${removal.words}（${documentNo}）`;
  return takeRemoval({ ctx, tx }, { record, listing }, { ...removal, words });
};

type Waited = {
  record: Pick<RecordRow, 'id' | 'version' | 'state' | 'decidedOn' | 'catalog' | 'subjectKind'>;
};

/** The removal that waited is taken: record and listing end together, and departments are told. */
export const takeRemoval = async (
  { ctx, tx }: At,
  { record, listing }: Waited & { listing: ListingRow | undefined },
  removal: HeldRemoval,
): Promise<NewEvent[]> => {
  const { id, version } = record;
  const now = ctx.clock.now();
  const to = must(stepRecord(record.state, stepOfHeld(removal)));
  const days =
    to === 'withdrawn' ? {} : await daysUnder(tx, record, { until: removal.on, today: dayOf(now) });
  const moved = await moveRecords(tx, { to, at: now.toISOString() }, [{ id, version, ...days }]);
  if (moved.length === 0) throw new Problem('record.stale');
  if (!listing) return [];
  const move = end(listing.state, {
    on: removal.on,
    state: endOfHeld(removal),
    ground: removal.words,
    removal: removal.ground,
  });
  return moveListings({ ctx, tx, basis: findCatalog(listing.list)?.basis }, [{ listing, move }]);
};

/** The registrar does not confirm it: the listing stands, and the same row is known again. */
export const refuseRemoval = async ({ ctx, tx }: At, record: RecordRow): Promise<NewEvent[]> => {
  const { heldRemoval: removal, id, version } = record;
  if (!removal) throw new Problem('record.wrong-stage');
  const settled = [{ id, version, removal: null, refused: removal.print }];
  const done = await holdRemovals(tx, settled, ctx.clock.now().toISOString());
  if (done.length === 0) throw new Problem('record.stale');
  const [listing] = await findListingsOfRecords(tx, [id]);
  return sayAnew({ ctx, tx }, [listing ?? null]);
};
