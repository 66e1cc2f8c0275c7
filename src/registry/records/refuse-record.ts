import { Problem } from '../../kernel/problems.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { refuseRemoval } from '../listings/settle-removal.step.ts';
import { aboutHeld } from './held-removal.rules.ts';
import { stepRecord } from './record.rules.ts';
import { moveRecords } from './record.store.ts';
import type { RecordRow } from './record.table.ts';
import { findRecord, holdRecord } from './record-view.store.ts';

export const refuseRecord = (ctx: Ctx, id: number): Promise<RecordRow> =>
  act(ctx, 'record.refuse', async (tx) => {
    await holdRecord(tx, id);
    const record = await findRecord(tx, id);
    if (!record) throw new Problem('record.unknown');
    if (record.heldRemoval) {
      const events = await refuseRemoval({ ctx, tx }, record);
      return { value: (await findRecord(tx, id)) ?? record, audit: aboutHeld(record), events };
    }
    const to = must(stepRecord(record.state, 'refuse'));
    const at = ctx.clock.now().toISOString();
    const moved = await moveRecords(tx, { to, at }, [{ id, version: record.version }]);
    if (moved.length === 0) throw new Problem('record.stale');
    const about = { record: id, subjectId: record.subjectId, holdCode: record.holdCode };
    return { value: (await findRecord(tx, id)) ?? record, audit: about, events: [] };
  });
