import { dayOf } from '../../kernel/day.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { type CorrectionNote, correctionNoteOf, ownPublicRecord } from './own-public-record.step.ts';
import { stepRecord } from './record.rules.ts';
import { moveRecords } from './record.store.ts';
import type { RecordRow } from './record.table.ts';
import { markCorrected } from './record-clock.store.ts';
import { findRecord } from './record-view.store.ts';

// It has been corrected: what stood past its longest publicity for that reason alone ends at once.
// Errors: record.unknown, record.wrong-stage.
export const markRecordCorrected = (ctx: Ctx, id: number, note: CorrectionNote): Promise<RecordRow> =>
  act(ctx, 'record.mark-corrected', async (tx) => {
    const record = await ownPublicRecord({ ctx, tx }, id, 'record.mark-corrected');
    await markCorrected(tx, id);
    const now = ctx.clock.now();
    if (record.publishedUntil !== null && record.publishedUntil <= dayOf(now)) {
      const to = must(stepRecord(record.state, 'end-publicity'));
      await moveRecords(tx, { to, at: now.toISOString() }, [{ id, version: record.version }]);
    }
    return { value: (await findRecord(tx, id)) ?? record, audit: correctionNoteOf(record, note), events: [] };
  });
