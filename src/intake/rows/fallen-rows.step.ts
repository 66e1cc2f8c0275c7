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

// holds: the row would bring the decision back. warns: it fell for another subject only.
export type Fallen = { id: number; holds: Fault } | { warns: Fault };
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
  return new Map(
    wave.flatMap((row): [string, Fallen][] => {
      const found = fallenOf(row, fallen, known);
      return found ? [[row.sourceNo, found]] : [];
    }),
  );
};

// A row that itself says that the decision was revoked brings nothing back.
const fallenOf = (
  row: PreparedRow,
  fallen: readonly FallenDecision[],
  known: Files & { records: Records },
): Fallen | undefined => {
  const { documentNo, authorityUscc, ended } = row.draft;
  if (ended?.state === 'withdrawn') return undefined;
  const same = fallen.filter((one) =>
    isSameDecision(one, { sourceNo: row.sourceNo, documentNo, authorityUscc }),
  );
  const [first] = same;
  if (!first) return undefined;
  const { subject } = resolveSubject(row, known);
  const own = same.find(({ subjectId }) => subjectId === subject?.id);
  if (!own) return { warns: fallenOfOther(first.end) };
  return standsBeside(row, known.records.get(row.sourceNo), own)
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
