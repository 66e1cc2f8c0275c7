import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { RecordRow } from './record.table.ts';
import { findOwnRecord, isPastRetention } from './record-view.store.ts';

// Another agency's record is as unknown as one that never was, and so is one past its retention; only what
// its sender has fed today may be read back today. Basis: 本市设定，参照河南省社会信用条例第十九条（期满归档，不再提供）
export const showRecord = (ctx: Ctx, key: { catalog: string; sourceNo: string }): Promise<RecordRow> =>
  look(ctx, 'record.read', async (tx) => {
    const today = dayOf(ctx.clock.now());
    const record = await findOwnRecord(tx, { ...key, agencyId: ctx.actor.agency?.id ?? 0, today });
    const isFedToday = record?.state !== 'archived' && dayOf(new Date(record?.knownFrom ?? 0)) === today;
    const isGone = record && !isFedToday && (await isPastRetention(tx, record.id, today));
    if (!record || isGone) throw new Problem('record.unknown');
    return { value: record, audit: { record: record.id, subjectId: record.subjectId } };
  });
