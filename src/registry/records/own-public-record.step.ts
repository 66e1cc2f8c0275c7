import { answersFor } from '../../access/agencies/answers-for.step.ts';
import { reachesAll } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { Permission } from '../../platform/door/permissions.ts';
import type { RecordRow } from './record.table.ts';
import { findRecord, holdRecord } from './record-view.store.ts';

export type CorrectionNote = { ground: string; documentNo?: string | undefined };

// Another agency's record is as unknown as one that never was.
export const ownPublicRecord = async (
  { ctx, tx }: { ctx: Ctx; tx: Db },
  id: number,
  action: Permission,
): Promise<RecordRow> => {
  await holdRecord(tx, id);
  const record = await findRecord(tx, id);
  const isOwn = record && (reachesAll(ctx.actor, action) || (await answersFor({ ctx, tx }, record.agencyId)));
  if (!isOwn) throw new Problem('record.unknown');
  if (record.state !== 'live')
    throw new Problem('record.wrong-stage', { detail: '该记录已不在公示，无须再标注是否纠正。' });
  return record;
};

export const correctionNoteOf = ({ id, subjectId }: RecordRow, { ground, documentNo }: CorrectionNote) => ({
  record: id,
  subjectId,
  ground,
  documentNo: documentNo ?? null,
});
