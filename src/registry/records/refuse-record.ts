import { Problem } from '../../kernel/problems.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { stepRecord } from './record.rules.ts';
import { moveRecords } from './record.store.ts';
import type { RecordRow } from './record.table.ts';
import { findRecord } from './record-view.store.ts';

export const refuseRecord = (ctx: Ctx, id: number): Promise<RecordRow> =>
  act(ctx, 'record.refuse', async (tx) => {
    const record = await findRecord(tx, id);
    if (!record) throw new Problem('record.unknown');
    const to = must(stepRecord(record.state, 'refuse'));
    const at = ctx.clock.now().toISOString();
    const moved = await moveRecords(tx, { to, at }, [{ id, version: record.version }]);
    if (moved.length === 0) throw new Problem('record.stale');
    const about = { record: id, subjectId: record.subjectId, holdCode: record.holdCode };
    return { value: (await findRecord(tx, id)) ?? record, audit: about, events: [] };
  });
