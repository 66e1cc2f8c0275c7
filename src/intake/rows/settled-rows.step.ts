import type { KnownRecord } from '../../registry/records/record.table.ts';
import type { Taken } from '../../registry/subjects/resolve.rules.ts';
import type { PreparedRow } from '../reading/prepared-row.rules.ts';
import type { Fallen } from './fallen-rows.step.ts';
import type { Run } from './intake.ts';
import { settleMovedFlags } from './moved-flags.store.ts';
import { resolveSubject, type Subject } from './row-decision.rules.ts';
import type { RowChange } from './row-writes.rules.ts';
import { isSameDocument, type SettledRecord, settledFault } from './settled-decision.rules.ts';
import { copyOpenCases, findRepairedBefore, findSettled } from './settled-decision.store.ts';

type Files = { subjects: ReadonlyMap<string, Subject>; taken: Taken };
type Records = ReadonlyMap<string, KnownRecord>;
// openOf: by source number, the record of the same decision whose open cases reach the row too.
export type SettledRows = {
  holds: ReadonlyMap<string, Fallen>;
  openOf: ReadonlyMap<string, number>;
};

/**
 * The desk's decision is undone by no row: neither by another number of the same decision, nor by one that comes
 * again after a withdrawal.
 */
export const settledAmong = async (
  run: Run,
  fresh: readonly PreparedRow[],
  known: Files & { records: Records },
): Promise<SettledRows> => {
  const none = { holds: new Map(), openOf: new Map() };
  if (run.catalog.nature !== 'negative' || fresh.length === 0) return none;
  const placed = fresh.flatMap((row) => {
    const { subject } = resolveSubject(row, known);
    return subject ? [{ row, subject, record: known.records.get(row.sourceNo) }] : [];
  });
  const added = placed.filter(({ record }) => record === undefined);
  const back = placed.flatMap(({ row, subject, record }) =>
    record?.state === 'withdrawn' && record.subjectId === subject.id ? [{ row, id: record.id }] : [],
  );
  const ids = [...new Set(added.map(({ subject }) => subject.id))];
  const settled = ids.length > 0 ? await findSettled(run.tx, run.catalog.code, ids) : [];
  const before =
    back.length > 0
      ? await findRepairedBefore(
          run.tx,
          back.map(({ id }) => id),
        )
      : new Set<number>();
  const same = added.flatMap(({ row, subject }) => {
    const found = settled.find((one) => isTwinOf(run, one, { row, subjectId: subject.id }));
    return found ? [{ row, found }] : [];
  });
  const held = (what: 'repaired' | 'stopped'): Fallen => ({ id: null, holds: settledFault(what) });
  return {
    holds: new Map([
      ...back.flatMap(({ row, id }) => (before.has(id) ? [[row.sourceNo, held('repaired')] as const] : [])),
      ...same.flatMap(({ row, found: { what } }) =>
        what === 'open' ? [] : [[row.sourceNo, held(what)] as const],
      ),
    ]),
    openOf: new Map(
      same.flatMap(({ row, found }) => (found.what === 'open' ? [[row.sourceNo, found.id]] : [])),
    ),
  };
};

// A row that says its own end brings nothing back.
const isTwinOf = (
  { agency }: Run,
  settled: SettledRecord,
  { row: { draft }, subjectId }: { row: PreparedRow; subjectId: number },
): boolean =>
  settled.subjectId === subjectId &&
  !draft.ended &&
  !draft.listing?.ended &&
  isSameDocument(settled, {
    agencyId: agency.id,
    authorityUscc: draft.authorityUscc,
    documentNo: draft.documentNo,
  });

/** One decision may stand under two numbers: its appeals and disputes, and so a stay, are under both. */
export const reachSameDecision = async (
  { tx, stamp }: Run,
  changes: readonly RowChange[],
  { ids, openOf }: { ids: ReadonlyMap<string, number>; openOf: SettledRows['openOf'] },
): Promise<void> => {
  const copies = changes.flatMap(({ row: { sourceNo }, decision }) => {
    const [recordId, of] = [ids.get(sourceNo), openOf.get(sourceNo)];
    return recordId && of && decision.doubt === null ? [{ recordId, of }] : [];
  });
  if (copies.length === 0) return;
  await copyOpenCases(tx, copies, stamp.at);
  await settleMovedFlags(
    tx,
    copies.map(({ recordId }) => recordId),
    stamp.at,
  );
};
