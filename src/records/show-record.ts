import { Problem } from '../kernel/problems.ts';
import { look } from '../platform/act.ts';
import type { Ctx } from '../platform/deps.ts';
import { findOwnRecord, type RecordRow } from './record-view.store.ts';

// Another agency's record is as unknown as one that never was.
export const showRecord = (ctx: Ctx, key: { catalog: string; sourceNo: string }): Promise<RecordRow> =>
  look(ctx, 'record.read', async (tx) => {
    const record = await findOwnRecord(tx, { ...key, agencyId: ctx.actor.agency?.id ?? 0 });
    if (!record) throw new Problem('record.unknown');
    return { value: record, audit: { record: record.id, subjectId: record.subjectId } };
  });
