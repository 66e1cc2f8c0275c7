import type { Fault } from '../../kernel/problems.ts';
import type { PreparedRow } from '../reading/prepared-row.rules.ts';
import type { RowVerdict } from '../uploads/batch.rules.ts';

// original is null where nothing of the row may be kept.
export type RefusedRow = {
  row: number;
  faults: readonly Fault[];
  warnings: readonly Fault[];
  original: readonly string[] | null;
};
export type TakenRow = {
  row: PreparedRow;
  verdict: RowVerdict;
  warnings: readonly Fault[];
  fault: Fault | null;
};
export type FaultyRow = {
  row: number;
  verdict: 'rejected' | 'held' | 'warned';
  faults: readonly Fault[];
  original: readonly string[] | null;
};

// The sealed copy of a refused row is bound to its batch.
export const rowPurpose = (batchId: string): string => `batch-row:${batchId}`;

// About the file, and told beside its first row whatever becomes of that row.
const isOfFile = ({ code }: Fault): boolean => code === 'batch.sheet-unread';

// The agency reads these faults and warnings; only a refused row is kept as uploaded, to be mended.
export const rowFaults = (taken: readonly TakenRow[], refused: readonly RefusedRow[]): FaultyRow[] => [
  ...taken.flatMap(faultyRow),
  ...refused.map(({ row, faults, warnings, original }) => ({
    row,
    verdict: 'rejected' as const,
    faults: [...faults, ...warnings.filter(isOfFile)],
    original,
  })),
];

const faultyRow = ({ row, verdict, warnings, fault }: TakenRow): FaultyRow[] => {
  const { rowNo } = row;
  if (rowNo === null) return [];
  const ofFile = warnings.filter(isOfFile);
  if (fault && verdict === 'rejected')
    return [{ row: rowNo, verdict, faults: [fault, ...ofFile], original: row.original }];
  const shown = verdict === 'unchanged' ? ofFile : warnings;
  if (fault === null && shown.length === 0) return [];
  const faults = [...(fault ? [fault] : []), ...shown];
  return [{ row: rowNo, verdict: fault ? 'held' : 'warned', faults, original: null }];
};
