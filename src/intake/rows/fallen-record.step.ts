import { predecessorsOf } from '../../access/agencies/agency.store.ts';
import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { documentKey, fallenText, isSameDecision } from '../../registry/records/fallen-decision.rules.ts';
import { findFallen } from '../../registry/records/fallen-decision.store.ts';
import type { RecordRow } from '../../registry/records/record.table.ts';

// Asked anew, whatever the record is held for: its decision may have fallen while it waited.
export const refuseFallen = async ({ ctx, tx }: { ctx: Ctx; tx: Db }, record: RecordRow): Promise<void> => {
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
