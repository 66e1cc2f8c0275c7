import { predecessorsOf } from '../../access/agencies/agency.store.ts';
import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { confirmRemoval } from '../../registry/listings/settle-removal.step.ts';
import { documentKey, fallenText, isSameDecision } from '../../registry/records/fallen-decision.rules.ts';
import { findFallen } from '../../registry/records/fallen-decision.store.ts';
import { aboutHeld } from '../../registry/records/held-removal.rules.ts';
import { stepRecord } from '../../registry/records/record.rules.ts';
import { moveRecords } from '../../registry/records/record.store.ts';
import type { RecordRow } from '../../registry/records/record.table.ts';
import { findRecord, holdRecord } from '../../registry/records/record-view.store.ts';
import { openHeldListing } from './held-listing.step.ts';

// The registrar admits a doubtful record; the listing that it opens opens now. A removal that waits is
// confirmed, by the number of the authority's document. A decision that fell is brought back by a restoration
// alone.
// Errors: record.unknown, record.wrong-stage, record.decision-fallen, record.stale,
// listing.document-required, listing.wrong-stage.
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

// Asked anew, whatever the record is held for: its decision may have fallen while it waited.
const refuseFallen = async ({ ctx, tx }: { ctx: Ctx; tx: Db }, record: RecordRow): Promise<void> => {
  const { agencyId, catalog, sourceNo, documentNo } = record;
  const heirTo = await predecessorsOf(tx, { agencyId, today: dayOf(ctx.clock.now()) });
  const key = documentKey(documentNo);
  const fallen = await findFallen(
    tx,
    { agencyId, catalog, heirTo: heirTo.map(({ id }) => id) },
    { sourceNos: [sourceNo], documentKeys: key === null ? [] : [key] },
  );
  const own = fallen.find((one) => one.subjectId === record.subjectId && isSameDecision(one, record));
  if (own) throw new Problem('record.decision-fallen', { detail: fallenText(own.end) });
};
