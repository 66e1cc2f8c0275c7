import type { Fault } from '../../kernel/problems.ts';
import type { Cell, FieldTable } from '../../law/catalogs/catalog.ts';
import { cellsOfObject } from '../../law/catalogs/reading/cells-of-object.rules.ts';
import type { ColumnMapping } from '../../law/catalogs/reading/column-mapping.rules.ts';
import { forbiddenWarning } from '../../law/catalogs/reading/forbidden-columns.rules.ts';
import type { HeaderColumn } from '../../law/catalogs/reading/match-header.rules.ts';
import type { RawRow } from './file-source.ts';

// A file's columns are read by its catalogue and, where there is one, by the agency's mapping.
export type ColumnLayout = { catalog: FieldTable; mapping?: ColumnMapping | undefined };

// One line of a table. kinds is absent where every cell is text. at: the header's own place in the file.
export type Line = {
  row: number;
  texts: readonly string[];
  kinds?: readonly (Cell['kind'] | undefined)[];
  at?: number;
};

export const isBlankLine = (texts: readonly string[]): boolean =>
  texts.every((text) => text === '' || text.trim() === '');

export const rowOfLine = (columns: readonly HeaderColumn[], { row, texts, kinds }: Line): RawRow => {
  const cells: Record<string, Cell> = {};
  const original: string[] = [];
  const faults: Fault[] = [];
  const warnings: Fault[] = [];
  columns.forEach((column, place) => {
    const text = texts[place] ?? '';
    if (column.kind === 'field') {
      original.push(text);
      if (text !== '' || kinds?.[place] === 'formula')
        cells[column.field.name] = { text, kind: kinds?.[place] ?? 'text' };
    } else if (column.kind === 'forbidden') {
      original.push('');
      if (text.trim() !== '') warnings.push(forbiddenWarning(column.header));
    }
  });
  if (strays(columns, texts)) faults.push(strayFault);
  return { row, cells, original, faults, warnings };
};

const strays = (columns: readonly HeaderColumn[], texts: readonly string[]): boolean => {
  const isNamed = texts.length <= columns.length && columns.every(({ kind }) => kind !== 'unnamed');
  return (
    !isNamed &&
    texts.some((text, place) => text.trim() !== '' && (columns[place]?.kind ?? 'unnamed') === 'unnamed')
  );
};

const strayFault: Fault = {
  code: 'row.extra-cells',
  message: '该行有内容落在没有列名的列中，可能多了分隔符；请对齐各列，内容含逗号的加引号。',
};

// Gives one JSON record; a row that is no object keeps nothing, since nobody can say what it holds.
export const rowOfJson = ({ catalog, mapping }: ColumnLayout, row: number, text: string): RawRow => {
  const object = parsed(text);
  const found = object ? cellsOfObject(catalog, object, mapping) : { cells: {}, faults: [notObject] };
  return inCatalogOrder(catalog, { ...found, row });
};

export const inCatalogOrder = (catalog: FieldTable, row: Omit<RawRow, 'original'>): RawRow => ({
  ...row,
  original: catalog.fields.map(({ name }) => row.cells[name]?.text ?? ''),
});

const notObject: Fault = {
  code: 'row.not-json',
  message: '该条不是合法的 JSON 对象，请改正语法后重新上传。',
};

const parsed = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
