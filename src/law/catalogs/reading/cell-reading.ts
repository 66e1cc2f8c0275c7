import type { Fault } from '../../../kernel/problems.ts';
import type { Cell, CellContext, Field } from '../catalog.ts';

// One row while its cells are being read: what was found so far. failed: names of fields with a fault.
export type RowReading = {
  values: Record<string, string | undefined>;
  faults: Fault[];
  failed: Set<string>;
  warnings: Fault[];
  // By a number that is kept in another spelling than it was written in.
  spelled: Record<string, string>;
  context: CellContext;
};

// Reads one filled cell: sets the value, or adds faults.
export type CellReader = (cell: Cell, row: RowReading) => void;

export const addFault = (row: RowReading, field: Field, code: string, message: string): void =>
  addSuggestion(row, field, { code, message });

// suggestion is left out where none is certain.
export const addSuggestion = (
  row: RowReading,
  field: Field,
  { suggestion, ...fault }: Pick<Fault, 'code' | 'message'> & { suggestion?: string | undefined },
): void => {
  row.failed.add(field.name);
  row.faults.push({ column: field.header, ...fault, ...(suggestion !== undefined && { suggestion }) });
};

export const addWarning = (row: RowReading, field: Field, code: string, message: string): void => {
  row.warnings.push({ column: field.header, code, message });
};
