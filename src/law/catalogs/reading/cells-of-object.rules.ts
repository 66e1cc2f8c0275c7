import type { Fault } from '../../../kernel/problems.ts';
import type { Cell, FieldTable, Row } from '../catalog.ts';
import type { ColumnMapping } from './column-mapping.rules.ts';
import { fieldNamed, shown } from './field-names.rules.ts';
import { forbiddenWarning, isForbiddenColumn } from './forbidden-columns.rules.ts';
import { columnNamed } from './match-header.rules.ts';

// One JSON record as a row. Keys are field names; headers and national codes are understood too, and what the
// agency mapped.
export const cellsOfObject = (
  catalog: FieldTable,
  object: Readonly<Record<string, unknown>>,
  mapping?: ColumnMapping,
): Row => {
  const cells: Record<string, Cell> = {};
  const faults: Fault[] = [];
  const warnings: Fault[] = [];
  for (const [key, value] of Object.entries(object)) {
    const column = mapping && columnNamed(catalog, key, mapping);
    if (column?.kind === 'ignored') continue;
    const field = column?.kind === 'field' ? column.field : fieldNamed(catalog, key);
    const cell = cellOf(value);
    if (!field && isForbiddenColumn(key)) warnings.push(forbiddenWarning(shown(key)));
    else if (!field) faults.push(unknownField(shown(key)));
    else if (cells[field.name]) faults.push(doubledField(field.header));
    else if (!cell) faults.push(nestedField(field.header));
    else cells[field.name] = cell;
  }
  return { cells, faults, warnings };
};

const cellOf = (value: unknown): Cell | undefined => {
  if (value === null || value === undefined) return { text: '', kind: 'text' };
  if (typeof value === 'string') return { text: value, kind: 'text' };
  return typeof value === 'number' ? { text: String(value), kind: 'number' } : undefined;
};

const unknownField = (column: string): Fault => ({
  column,
  code: 'field.unknown',
  message: `不认识的字段“${column}”，请对照目录改正或删除。`,
});

const doubledField = (column: string): Fault => ({
  column,
  code: 'field.doubled',
  message: `“${column}”给出了不止一次，请只保留一个。`,
});

const nestedField = (column: string): Fault => ({
  column,
  code: 'field.type',
  message: `“${column}”只能是文本或数字，请改正。`,
});
