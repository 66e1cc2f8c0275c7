// isStrict: nothing but one of the values may be typed; else the list is an offer
// (several values in one cell).
export type Choices = { values: readonly string[]; isStrict: boolean };

type Table = { header: readonly string[]; rows: readonly (readonly string[])[] };

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const BOLD = 1;
const TEXT = 2;
const WIDEST = 60;
const LAST_ROW = 1_048_576;

export const worksheet = ({ header, rows }: Table, dropDowns: string): string => {
  const columns = header.map(
    (text, place) =>
      `<col min="${place + 1}" max="${place + 1}" width="${widthOf(text)}" style="${TEXT}" customWidth="1"/>`,
  );
  const lines = [rowXml(header, 1, BOLD), ...rows.map((cells, i) => rowXml(cells, i + 2, TEXT))];
  return [
    `${DECLARATION}<worksheet xmlns="${MAIN}">`,
    '<sheetViews><sheetView workbookViewId="0">',
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
    '</sheetView></sheetViews>',
    `<cols>${columns.join('')}</cols>`,
    `<sheetData>${lines.join('')}</sheetData>${dropDowns}</worksheet>`,
  ].join('');
};

// One column a list, from the first row on.
export const listSheet = (lists: readonly Choices[]): string => {
  const height = Math.max(...lists.map(({ values }) => values.length));
  const lines = Array.from({ length: height }, (_, at) =>
    rowXml(
      lists.map(({ values }) => values[at] ?? ''),
      at + 1,
      TEXT,
    ),
  );
  return `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`;
};

// Basis: ECMA-376 18.3.1.33: a list written into the rule itself may have 255 characters
// only; one in a sheet, any length.
export const validations = (
  choices: ReadonlyMap<number, Choices> | undefined,
  lists: readonly Choices[],
  listsName: string,
): string => {
  const rules = [...(choices ?? [])].map(([place, list]) => {
    const column = columnName(lists.indexOf(list));
    const range = `'${listsName}'!$${column}$1:$${column}$${list.values.length}`;
    const cells = `${columnName(place)}2:${columnName(place)}${LAST_ROW}`;
    const error = list.isStrict
      ? ' showErrorMessage="1" errorTitle="不在代码表中" error="请从下拉列表中选择。"'
      : ' showInputMessage="1" promptTitle="可多选" prompt="多个值之间用英文分号（;）隔开。"';
    const formula = `<formula1>${escaped(range)}</formula1>`;
    return `<dataValidation type="list" allowBlank="1"${error} sqref="${cells}">${formula}</dataValidation>`;
  });
  return rules.length === 0
    ? ''
    : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
};

// A Chinese character is about two columns of a digit wide.
const widthOf = (text: string): number => Math.min(WIDEST, text.length * 2 + 4);

const rowXml = (cells: readonly string[], at: number, style: number): string => {
  const filled = cells.map((text, place) => {
    if (text === '') return '';
    const value = `<is><t xml:space="preserve">${escaped(text)}</t></is>`;
    return `<c r="${columnName(place)}${at}" s="${style}" t="inlineStr">${value}</c>`;
  });
  return `<row r="${at}">${filled.join('')}</row>`;
};

const columnName = (place: number): string =>
  place < 26
    ? String.fromCharCode(65 + place)
    : columnName(Math.floor(place / 26) - 1) + columnName(place % 26);

const UNWRITABLE = /[^\P{Cc}\n\t]|[\uFFFE\uFFFF]/gu;

// Basis: ECMA-376 22.9.2.19: _x000D_ stands for a carriage return unless its underscore is escaped itself.
const ESCAPE_ALIKE = /_(?=x[0-9A-Fa-f]{4}_)/g;

export const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(UNWRITABLE, '')
    .replace(ESCAPE_ALIKE, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
