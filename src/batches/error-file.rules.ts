import type { Catalog, Field } from '../catalogs/catalog.ts';
import { fieldNamed } from '../catalogs/match-header.rules.ts';
import { maskCode } from '../kernel/identifiers.ts';
import { maskPersonName } from '../kernel/names.ts';
import type { Fault } from '../kernel/problems.ts';

export const REASON_HEADER = '错误原因';
const NO_ROW_KEPT = '（本行内容依法不得留存，未保留原值）';

export const reasonText = (row: number, faults: readonly Fault[]): string =>
  `第 ${row} 行：${faults.map(({ column, message }) => (column ? `[${column}] ${message}` : message)).join('；')}`;

// The row as it was uploaded, with one column more. What may not be kept is named by its number and reason only.
export const errorLine = (
  header: readonly string[],
  { row, faults, original }: { row: number; faults: readonly Fault[]; original: readonly string[] | null },
): string[] => [
  ...header.map((_, place) => original?.[place] ?? ''),
  reasonText(row, faults) + (original ? '' : NO_ROW_KEPT),
];

// A spreadsheet runs a cell that begins like a formula; the apostrophe makes it text.
export const safeCell = (text: string): string => (/^[=+@\t\r]|^-(?!\s*$)/.test(text) ? `'${text}` : text);

const LONG_NUMBER = /\d{15,17}[\dXx]?/g;

// Basis: 个人信息保护法第六条；domain: shown on a screen, a person's number and name are masked even to who sent them.
export const maskedRow = (
  catalog: Catalog,
  header: readonly string[],
  original: readonly string[],
): Record<string, string> => {
  const fields = header.map((text) => fieldNamed(catalog, text));
  const isOfPerson = fields.some(
    (field, place) => field?.type === 'identity-no' && (original[place] ?? '') !== '',
  );
  return Object.fromEntries(
    header.map((text, place) => [text, maskedCell(fields[place], original[place] ?? '', isOfPerson)]),
  );
};

const maskedCell = (field: Field | undefined, text: string, isOfPerson: boolean): string => {
  if (text === '' || field?.type === 'uscc') return text;
  if (field?.type === 'identity-no' || field?.isPersonal) return maskCode('citizen-id', text);
  if (field?.type === 'name' && isOfPerson && text.length <= 6) return maskPersonName(text, 'one');
  return text.replace(LONG_NUMBER, (number) => maskCode('citizen-id', number));
};
