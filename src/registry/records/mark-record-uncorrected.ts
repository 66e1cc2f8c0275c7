import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { type CorrectionNote, correctionNoteOf, ownPublicRecord } from './own-public-record.step.ts';
import type { RecordRow } from './record.table.ts';
import { markUncorrected } from './record-clock.store.ts';
import { findRecord } from './record-view.store.ts';

// The authority says that the behaviour still lasts: at the longest publicity the record is held for its
// decision.
// Errors: record.unknown, record.wrong-stage. Basis: 信用修复管理办法（发展改革委令第36号）
export const markRecordUncorrected = (ctx: Ctx, id: number, note: CorrectionNote): Promise<RecordRow> =>
  act(ctx, 'record.mark-uncorrected', async (tx) => {
    const record = await ownPublicRecord({ ctx, tx }, id, 'record.mark-uncorrected');
    await markUncorrected(tx, id, ctx.clock.now().toISOString());
    return { value: (await findRecord(tx, id)) ?? record, audit: correctionNoteOf(record, note), events: [] };
  });
