import type { Fault } from '../../../kernel/problems.ts';
import { normaliseHeader } from '../../../kernel/text.ts';
import type { Field, FieldTable } from '../catalog.ts';
import type { ColumnMapping } from './column-mapping.rules.ts';
import { namesOf, shown } from './field-names.rules.ts';
import { isForbiddenColumn } from './forbidden-columns.rules.ts';
import { nearestField } from './nearest-field.rules.ts';

export type HeaderColumn =
  | { kind: 'field'; field: Field }
  | { kind: 'forbidden'; header: string }
  | { kind: 'ignored' }
  | { kind: 'unnamed' }
  | { kind: 'unknown' };

export type HeaderMatch = { columns: readonly HeaderColumn[]; faults: readonly Fault[] };

// Columns of our own error file, and the running number that clerks add.
const OURS = new Set(['错误原因', '行号', '序号', 'NO'].map(normaliseHeader));

const MOST_FAULTS = 100;
// Each row is held against every column, however few cells it has.
const MOST_COLUMNS = 512;

export const matchHeader = (
  catalog: FieldTable,
  header: readonly string[],
  mapping?: ColumnMapping,
): HeaderMatch => {
  const named = header.slice(0, lastNamed(header) + 1);
  if (named.length > MOST_COLUMNS) return { columns: [], faults: [tooManyFault(named.length)] };
  const columns = named.map((text) => columnNamed(catalog, text, mapping));
  const faults = [...missingFaults(catalog, columns), ...columnFaults(catalog, header, columns)];
  return { columns, faults: faults.slice(0, MOST_FAULTS) };
};

// How many of the columns the table knows: a line of a title or of data names nearly none.
export const namedFields = (
  catalog: FieldTable,
  header: readonly string[],
  mapping?: ColumnMapping,
): number =>
  header.slice(0, MOST_COLUMNS).filter((text) => columnNamed(catalog, text, mapping).kind === 'field').length;

// A spreadsheet may give thousands of empty columns behind the last.
const lastNamed = (header: readonly string[]): number => header.findLastIndex((text) => text.trim() !== '');

const tooManyFault = (count: number): Fault => ({
  code: 'header.too-many',
  message: `表头有 ${count} 列，最多 ${MOST_COLUMNS} 列；请核对分隔符，并删除多余的列。`,
});

// The agency's own mapping of its header wins over our synonyms, but a forbidden column stays forbidden.
export const columnNamed = (catalog: FieldTable, text: string, mapping?: ColumnMapping): HeaderColumn => {
  const normal = normaliseHeader(text);
  if (normal === '') return { kind: 'unnamed' };
  const field = namesOf(catalog).get(normal);
  if (!field && isForbiddenColumn(text)) return { kind: 'forbidden', header: shown(text) };
  const mapped = mapping?.get(normal);
  if (mapped === null) return { kind: 'ignored' };
  if (mapped ?? field) return { kind: 'field', field: (mapped ?? field) as Field };
  return { kind: OURS.has(normal) ? 'ignored' : 'unknown' };
};

const columnFaults = (
  catalog: FieldTable,
  header: readonly string[],
  columns: readonly HeaderColumn[],
): Fault[] => {
  const seen = new Set<string>();
  const present = new Set(fieldNames(columns));
  const absent = catalog.fields.filter(({ name }) => !present.has(name));
  let compared = 0;
  return columns.flatMap((column, place) => {
    const text = shown(header[place] ?? '');
    if (column.kind === 'unknown') {
      const isShown = compared++ < MOST_FAULTS;
      return [unknownFault(text, place + 1, isShown ? nearestField(absent, header[place] ?? '') : undefined)];
    }
    if (column.kind !== 'field' || !seen.has(column.field.name)) {
      if (column.kind === 'field') seen.add(column.field.name);
      return [];
    }
    const message = `第 ${place + 1} 列“${text}”与前面的“${column.field.header}”重复，请只保留一列。`;
    return [{ column: text, code: 'header.doubled', message }];
  });
};

const unknownFault = (text: string, place: number, nearest: Field | undefined): Fault => ({
  column: text,
  code: 'header.unknown',
  message: nearest
    ? `第 ${place} 列“${text}”不在目录中，与“${nearest.header}”相近；确是该列的，请改用此列名或保存列名对应。`
    : `第 ${place} 列“${text}”不在目录中，请对照模板改正列名、保存列名对应或删除该列。`,
  ...(nearest && { suggestion: nearest.header }),
});

const fieldNames = (columns: readonly HeaderColumn[]): string[] =>
  columns.flatMap((column) => (column.kind === 'field' ? [column.field.name] : []));

const missingFaults = (catalog: FieldTable, columns: readonly HeaderColumn[]): Fault[] => {
  const present = new Set(fieldNames(columns));
  return catalog.fields
    .filter((field) => field.required && !present.has(field.name))
    .map(({ header }) => ({
      column: header,
      code: 'header.missing',
      message: `缺少必填列“${header}”，请按模板补上该列。`,
    }));
};
