import type { Fault } from '../../kernel/problems.ts';
import {
  documentKey,
  type FallenDecision,
  fallenFault,
  fallenOfOther,
  isSameDecision,
} from '../../registry/records/fallen-decision.rules.ts';
import { findFallen } from '../../registry/records/fallen-decision.store.ts';
import { countsAnew } from '../../registry/records/record.rules.ts';
import type { KnownRecord } from '../../registry/records/record.table.ts';
import type { Taken } from '../../registry/subjects/resolve.rules.ts';
import type { PreparedRow } from '../reading/prepared-row.rules.ts';
import type { Run } from './intake.ts';
import { resolveSubject, type Subject } from './row-decision.rules.ts';

// holds: the row would bring back what is over; id: the fall of its decision. warns: it fell for another
// subject only.
export type Fallen = { id: number | null; holds: Fault } | { warns: Fault };
export type FallenRows = ReadonlyMap<string, Fallen>;
type Files = { subjects: ReadonlyMap<string, Subject>; taken: Taken };
type Records = ReadonlyMap<string, KnownRecord>;

// By source number: the rows of a wave that say again what was revoked or deleted.
export const fallenAmong = async (
  { tx, feed }: Run,
  wave: readonly PreparedRow[],
  known: Files & { records: Records },
): Promise<FallenRows> => {
  const keys = wave.flatMap(({ draft }) => documentKey(draft.documentNo) ?? []);
  const fallen = await findFallen(tx, feed, {
    sourceNos: wave.map(({ sourceNo }) => sourceNo),
    documentKeys: [...new Set(keys)],
  });
  if (fallen.length === 0) return new Map();
  const named = namedBy(fallen);
  return new Map(
    wave.flatMap((row): [string, Fallen][] => {
      const found = fallenOf(row, named, known);
      return found ? [[row.sourceNo, found]] : [];
    }),
  );
};

type Named = { bySourceNo: Group; byDocument: Group };
type Group = ReadonlyMap<string | null, readonly FallenDecision[]>;

const namedBy = (fallen: readonly FallenDecision[]): Named => ({
  bySourceNo: Map.groupBy(fallen, ({ sourceNo }) => sourceNo),
  byDocument: Map.groupBy(fallen, ({ documentKey }) => documentKey),
});

// A row that itself says that the decision was revoked brings nothing back. One that carries a number of the
// subject beside another's may not bring it back either.
const fallenOf = (
  row: PreparedRow,
  { bySourceNo, byDocument }: Named,
  known: Files & { records: Records },
): Fallen | undefined => {
  const { sourceNo, draft } = row;
  if (draft.ended?.state === 'withdrawn') return undefined;
  const key = documentKey(draft.documentNo);
  const likely = [...(bySourceNo.get(sourceNo) ?? []), ...((key && byDocument.get(key)) || [])];
  const same = likely.filter((one) => isSameDecision(one, { ...draft, sourceNo }));
  const [first] = same;
  if (!first) return undefined;
  const { subject, others } = resolveSubject(row, known);
  const ids = new Set([subject, ...others].map((one) => one?.id));
  const own = same.find(({ subjectId }) => ids.has(subjectId));
  if (!own) return { warns: fallenOfOther(first.end) };
  return standsBeside(row, known.records.get(sourceNo), own)
    ? undefined
    : { id: own.id, holds: fallenFault(own.end) };
};

// One document may have made two records of a subject, of which one fell: the other is in force and may be
// corrected.
const standsBeside = (row: PreparedRow, record: KnownRecord | undefined, { subjectId }: FallenDecision) =>
  record !== undefined &&
  !countsAnew(record.state) &&
  record.subjectId === subjectId &&
  record.documentNo !== null &&
  documentKey(record.documentNo) === documentKey(row.draft.documentNo);
