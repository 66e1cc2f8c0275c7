import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findEndedListing } from '../listings/listing.store.ts';
import { findRecord, isPastRetention } from './record-view.store.ts';

// One record that waits for the registrar, with the listing that a restoration would bring back.
// Errors: record.unknown, record.wrong-stage.
export const showHeldRecord = (ctx: Ctx, id: number) =>
  look(ctx, 'record.list-held', async (tx) => {
    const record = await findRecord(tx, id);
    if (!record || (await isPastRetention(tx, id, dayOf(ctx.clock.now()))))
      throw new Problem('record.unknown');
    if (record.state !== 'held' && !record.heldRemoval) throw new Problem('record.wrong-stage');
    const ended = record.fallen ? await findEndedListing(tx, id) : undefined;
    return { value: { record, ended }, audit: { record: id, subjectId: record.subjectId } };
  });
