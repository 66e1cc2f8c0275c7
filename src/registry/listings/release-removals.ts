import { type Day, day, dayOf } from '../../kernel/day.ts';
import { releasedFrom } from '../../law/rulebook/removal.rules.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import type { HeldRemoval } from '../records/held-removal.rules.ts';
import type { RecordRow } from '../records/record.table.ts';
import { hasEarlyRemovals, takeEarlyRemovals } from '../records/record-view.store.ts';
import { findListingsOfRecords } from './listing.store.ts';
import type { ListingRow } from './listing.table.ts';
import { claimOf } from './removal-claim.rules.ts';
import { takeRemoval } from './settle-removal.step.ts';

const AT_ONCE = 500;

type Due = { record: RecordRow; listing: ListingRow | undefined; removal: HeldRemoval };

/**
 * Removals that only came too early are taken when their wait is over, though nobody sends them again: from
 * that day the law allows what the authority has decided. Gives the last record looked at; null = the rest is
 * none.
 * Basis: 国办发〔2020〕49号第（八）项；等待期见 removal-grounds.ts
 */
export const releaseRemovals = async (ctx: Ctx, after: number): Promise<number | null> => {
  if (!(await hasEarlyRemovals(ctx.db, after))) return null;
  return act(ctx, 'listing.release-removal', async (tx) => {
    const today = dayOf(ctx.clock.now());
    const waiting = await takeEarlyRemovals(tx, { after, limit: AT_ONCE });
    const listings = await findListingsOfRecords(
      tx,
      waiting.map(({ id }) => id),
    );
    const law = { setting: await settingsOn(tx, today), today };
    const due = waiting.flatMap((record) =>
      dueRemoval(
        record,
        listings.find(({ recordId }) => recordId === record.id),
        law,
      ),
    );
    const events: NewEvent[] = [];
    for (const { removal, ...ended } of due) events.push(...(await takeRemoval({ ctx, tx }, ended, removal)));
    const audit = { records: due.map(({ record }) => record.id), waiting: waiting.length - due.length };
    return { value: waiting.length < AT_ONCE ? null : (waiting.at(-1)?.id ?? null), audit, events };
  });
};

type Law = { setting: (key: string) => number; today: Day };

// A removal counts from the first day on which it was allowed, or from the authority's own where that is
// later.
const dueRemoval = (record: RecordRow, listing: ListingRow | undefined, law: Law): Due[] => {
  const { heldRemoval: removal } = record;
  if (!removal || (listing && listing.state !== 'listed')) return [];
  const listed = listing ?? {
    list: record.catalog,
    listedOn: day(record.decidedOn),
    dueOn: null,
    measuresUntil: null,
  };
  const correctedOn = removal.correctedOn ?? null;
  const from = releasedFrom({ ...claimOf(listed), ground: removal.ground, correctedOn }, law);
  const on = from !== null && removal.on > from ? removal.on : from;
  return on === null || on > law.today ? [] : [{ record, listing, removal: { ...removal, on } }];
};
