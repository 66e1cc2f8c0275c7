import { dayOf } from '../kernel/day.ts';
import { Problem } from '../kernel/problems.ts';
import { act, must } from '../platform/act.ts';
import type { Db } from '../platform/db.ts';
import type { Ctx } from '../platform/deps.ts';
import { stepRecord } from './record.rules.ts';
import { moveRecords } from './record.store.ts';
import { markCorrected, markUncorrected } from './record-clock.store.ts';
import { findRecord, holdRecord, type RecordRow } from './record-view.store.ts';

export type CorrectionNote = { ground: string; documentNo?: string | undefined };

// The authority says that the behaviour still lasts: at the longest publicity the record is held for its decision.
// Basis: 信用修复管理办法（发展改革委令第36号）; domain.md §5.3
export const markRecordUncorrected = (ctx: Ctx, id: number, note: CorrectionNote): Promise<RecordRow> =>
  act(ctx, 'record.mark-uncorrected', async (tx) => {
    const record = await ownRecord(ctx, tx, id);
    if (record.state !== 'live') throw new Problem('record.wrong-stage', { detail: NOT_PUBLIC });
    await markUncorrected(tx, id, ctx.clock.now().toISOString());
    return { value: await again(tx, record), audit: about(record, note), events: [] };
  });

// It has been corrected: what stood past its longest publicity for that reason alone ends at once.
export const markRecordCorrected = (ctx: Ctx, id: number, note: CorrectionNote): Promise<RecordRow> =>
  act(ctx, 'record.mark-corrected', async (tx) => {
    const record = await ownRecord(ctx, tx, id);
    if (record.state !== 'live') throw new Problem('record.wrong-stage', { detail: NOT_PUBLIC });
    await markCorrected(tx, id);
    const now = ctx.clock.now();
    if (record.publishedUntil !== null && record.publishedUntil <= dayOf(now)) {
      const to = must(stepRecord(record.state, 'end-publicity'));
      await moveRecords(tx, { to, at: now.toISOString() }, [{ id, version: record.version }]);
    }
    return { value: await again(tx, record), audit: about(record, note), events: [] };
  });

const NOT_PUBLIC = '该记录已不在公示，无须再标注是否纠正。';

// Another agency's record is as unknown as one that never was.
const ownRecord = async (ctx: Ctx, tx: Db, id: number): Promise<RecordRow> => {
  await holdRecord(tx, id);
  const record = await findRecord(tx, id);
  const isOwn = record?.agencyId === ctx.actor.agency?.id || ctx.actor.roles.includes('registrar');
  if (!record || !isOwn) throw new Problem('record.unknown');
  return record;
};

const again = async (tx: Db, record: RecordRow) => (await findRecord(tx, record.id)) ?? record;
const about = ({ id, subjectId }: RecordRow, { ground, documentNo }: CorrectionNote) => ({
  record: id,
  subjectId,
  ground,
  documentNo: documentNo ?? null,
});
