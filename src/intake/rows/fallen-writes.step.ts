import type { NewEvent } from '../../platform/door/outbox.ts';
import { endTwins } from '../../registry/records/end-twins.step.ts';
import { documentKey } from '../../registry/records/fallen-decision.rules.ts';
import { keepFallen, nameFallen } from '../../registry/records/fallen-decision.store.ts';
import type { FallenRows } from './fallen-rows.step.ts';
import type { Run } from './intake.ts';
import type { RowChange } from './row-writes.rules.ts';

type Written = { ids: ReadonlyMap<string, number>; fallen: FallenRows };

// A held row is tied to the decision that it would bring back. A row that says that its decision against the
// subject was revoked is an end of it, as a revocation by hand is.
export const writeFalls = async (
  run: Run,
  changes: readonly RowChange[],
  { ids, fallen }: Written,
): Promise<NewEvent[]> => {
  const held = changes.flatMap(({ row, decision }) => {
    const found = fallen.get(row.sourceNo);
    const id = ids.get(row.sourceNo);
    return decision.doubt && found && 'holds' in found && found.id && id ? [{ id, fallenId: found.id }] : [];
  });
  if (held.length > 0) await nameFallen(run.tx, held);
  const ended = changes.flatMap((change) => fallOf(run, change, ids.get(change.row.sourceNo)) ?? []);
  if (ended.length === 0) return [];
  await keepFallen(run.tx, ended, { at: run.stamp.at, actor: run.ctx.actor.by });
  return endTwins(run, ended, `${run.agency.name}报送撤销同一决定`);
};

// Basis: 行政处罚法第四十八条；国办发〔2020〕49号第（八）项
const fallOf = (
  { catalog, feed, agency }: Run,
  { row, subject, decision }: RowChange,
  recordId: number | undefined,
) => {
  const { ended, documentNo, authorityUscc } = row.draft;
  if (ended?.state !== 'withdrawn' || catalog.nature !== 'negative') return undefined;
  if (decision.doubt || recordId === undefined) return undefined;
  return {
    catalog: feed.catalog,
    agencyId: feed.agencyId,
    sourceNo: row.sourceNo,
    recordId,
    subjectId: subject.originId,
    authorityUscc,
    documentKey: documentKey(documentNo),
    endedBy: agency.name,
    endedOn: ended.on,
    documentNo: null,
  };
};
