import { dayOf } from '../../kernel/day.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import { endTwins } from './end-twins.step.ts';
import { documentKey } from './fallen-decision.rules.ts';
import { keepFallen } from './fallen-decision.store.ts';
import type { RecordRow } from './record.table.ts';

// The decision fell by somebody's act, and is remembered so that no upload brings it back.
// Basis: 国办发〔2020〕49号第（八）项；行政处罚法第四十八条
export const fallDecision = async (
  { ctx, tx }: { ctx: Ctx; tx: Db },
  record: RecordRow,
  { documentNo, ground }: { documentNo: string | undefined; ground: string },
): Promise<NewEvent[]> => {
  const now = ctx.clock.now();
  const fallen = {
    catalog: record.catalog,
    agencyId: record.agencyId,
    sourceNo: record.sourceNo,
    recordId: record.id,
    subjectId: record.originId ?? record.subjectId,
    authorityUscc: record.authorityUscc,
    documentKey: documentKey(record.documentNo),
    endedBy: ctx.actor.agency?.name ?? ctx.actor.name,
    endedOn: dayOf(now),
    documentNo: documentNo || null,
  };
  await keepFallen(tx, [fallen], { at: now.toISOString(), actor: ctx.actor.by });
  return endTwins({ ctx, tx }, [fallen], ground);
};
