import { Problem } from '../../kernel/problems.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { confirmRemoval } from '../../registry/listings/settle-removal.step.ts';
import { aboutHeld } from '../../registry/records/held-removal.rules.ts';
import { stepRecord } from '../../registry/records/record.rules.ts';
import { moveRecords } from '../../registry/records/record.store.ts';
import type { RecordRow } from '../../registry/records/record.table.ts';
import { findRecord, holdRecord } from '../../registry/records/record-view.store.ts';
import { refuseFallen } from './fallen-record.step.ts';
import { openHeldListing } from './held-listing.step.ts';

// The registrar admits a doubtful record; the listing that it opens opens now. A removal that waits is confirmed, by the
// number of the authority's document. What fell is brought back by a
// restoration alone.
// Errors: record.unknown, record.wrong-stage, record.decision-fallen, record.stale, listing.document-required,
// listing.wrong-stage.
export const admitRecord = (
  ctx: Ctx,
  id: number,
  { documentNo }: { documentNo?: string | undefined } = {},
): Promise<RecordRow> =>
  act(ctx, 'record.admit', async (tx) => {
    await holdRecord(tx, id);
    const record = await findRecord(tx, id);
    const catalog = record && findCatalog(record.catalog);
    if (!record || !catalog) throw new Problem('record.unknown');
    if (record.heldRemoval) {
      const events = await confirmRemoval({ ctx, tx }, record, documentNo);
      return { value: (await findRecord(tx, id)) ?? record, audit: aboutHeld(record, documentNo), events };
    }
    const to = must(stepRecord(record.state, 'admit'));
    await refuseFallen({ ctx, tx }, record);
    const at = ctx.clock.now().toISOString();
    const moved = await moveRecords(tx, { to, at }, [{ id, version: record.version }]);
    if (moved.length === 0) throw new Problem('record.stale');
    const events = await openHeldListing({ ctx, tx, catalog, at }, record);
    const about = { record: id, subjectId: record.subjectId, holdCode: record.holdCode };
    return { value: (await findRecord(tx, id)) ?? record, audit: about, events };
  });
