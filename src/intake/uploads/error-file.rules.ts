import { maskCode } from '../../kernel/identifiers.ts';
import { maskPersonName } from '../../kernel/names.ts';
import { isOrganisationCode, isPersonCode } from '../../kernel/person-codes.ts';
import { withoutPersonalNumbers } from '../../kernel/personal-numbers.ts';
import type { Fault } from '../../kernel/problems.ts';
import type { Field } from '../../law/catalogs/catalog.ts';
import { type HeaderColumn, matchHeader } from '../../law/catalogs/reading/match-header.rules.ts';
import type { ColumnLayout } from '../reading/build-row.ts';

export const REASON_HEADER = '错误原因';
const NO_ROW_KEPT = '（本行内容依法不得留存，未保留原值）';

type NumberedFile = { name: string; firstRow: number | null };
export type RowPlace = { file: string | null; fileRow: number | null };

// Finds the file of an archive in which a row stands, and its place there.
export const placeOfRow = (files: readonly NumberedFile[] | null, row: number): RowPlace => {
  const file = files?.findLast(({ firstRow }) => firstRow !== null && firstRow <= row);
  return file ? { file: file.name, fileRow: row - (file.firstRow ?? 0) + 1 } : { file: null, fileRow: null };
};

export const reasonText = (row: number, place: RowPlace, faults: readonly Fault[]): string => {
  const where = place.file === null ? `第 ${row} 行` : `${place.file} 第 ${place.fileRow} 行`;
  const reasons = faults.map(({ column, message }) => (column ? `[${column}] ${message}` : message));
  return `${where}：${reasons.join('；')}`;
};

type RefusedLine = {
  row: number;
  place: RowPlace;
  faults: readonly Fault[];
  original: readonly string[] | null;
};

// Gives the row as it was uploaded, with one more column. A row that may not be kept shows only its number
// and reason.
export const errorLine = (
  header: readonly string[],
  { row, place, faults, original }: RefusedLine,
): string[] => [
  ...header.map((_, at) => original?.[at] ?? ''),
  reasonText(row, place, faults) + (original ? '' : NO_ROW_KEPT),
];

// A spreadsheet runs a cell that begins like a formula; the apostrophe makes it text.
export const safeCell = (text: string): string => (/^[=+@\t\r]|^-(?!\s*$)/.test(text) ? `'${text}` : text);

const LONG_NUMBER = /\d{15,17}[\dXx]?/g;

// Basis: 个人信息保护法第六条: on a screen a person's number and name are masked even to their sender.
export const maskedRow = (
  { catalog, mapping }: ColumnLayout,
  header: readonly string[],
  original: readonly string[],
): { header: string; column: string | null; text: string }[] => {
  const { columns } = matchHeader(catalog, header, mapping);
  const isOfPerson = columns.some(
    (column, place) =>
      column.kind === 'field' && column.field.type === 'identity-no' && (original[place] ?? '') !== '',
  );
  return header.map((text, place) => {
    const column = columns[place];
    return {
      header: text,
      column: column?.kind === 'field' ? column.field.header : null,
      text: maskedCell(column, original[place] ?? '', isOfPerson),
    };
  });
};

const isNumberForName = (field: Field | undefined, text: string): boolean =>
  field?.type === 'name' && !/\p{Script=Han}/u.test(text) && /\d\D*(\d\D*){4,}/.test(text);

const maskedCell = (column: HeaderColumn | undefined, text: string, isOfPerson: boolean): string => {
  const field = column?.kind === 'field' ? column.field : undefined;
  if (text === '' || (field?.type === 'uscc' && isOrganisationCode(text))) return text;
  if (field?.type === 'identity-no' || field?.isPersonal) return maskCode('citizen-id', text);
  if (field?.type === 'name' && isOfPerson && text.length <= 6) return maskPersonName(text, 'one');
  if (field?.type === 'uscc' || isPersonCode(text) || isNumberForName(field, text))
    return maskCode('citizen-id', text);
  return withoutPersonalNumbers(text).replace(LONG_NUMBER, (number) => maskCode('citizen-id', number));
};

// Adds to each fault the value in its column.
export const withValues = (
  faults: readonly Fault[],
  cells: readonly { column: string | null; text: string }[],
): (Fault & { value?: string })[] =>
  faults.map((fault) => {
    const value = cells.find(({ column }) => column !== null && column === fault.column)?.text;
    return value ? { ...fault, value } : fault;
  });
