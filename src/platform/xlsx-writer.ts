import { strToU8, zipSync } from 'fflate';

type Sheet = { name: string; header: readonly string[]; rows: readonly (readonly string[])[] };

const BOLD = 1;
const TEXT = 2;
const WIDEST = 60;
const FIXED_TIME = '2020-01-01T00:00:00Z';

// One sheet, every cell text: a code keeps all its digits, and a cell that starts with = is no formula.
export const writeXlsx = (sheet: Sheet): Uint8Array<ArrayBuffer> =>
  zipSync(
    {
      '[Content_Types].xml': strToU8(CONTENT_TYPES),
      '_rels/.rels': strToU8(relations('officeDocument', 'xl/workbook.xml')),
      'xl/workbook.xml': strToU8(workbook(sheet.name)),
      'xl/_rels/workbook.xml.rels': strToU8(
        relations('worksheet', 'worksheets/sheet1.xml', 'styles', 'styles.xml'),
      ),
      'xl/styles.xml': strToU8(STYLES),
      'xl/worksheets/sheet1.xml': strToU8(worksheet(sheet)),
    },
    { mtime: new Date(FIXED_TIME) },
  );

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const PART = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const CONTENT_TYPES = `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${PART}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${PART}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${PART}.styles+xml"/></Types>`;

// Number format 49 is "text": what a clerk types into the column stays as typed.
const STYLES = `${DECLARATION}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" fontId="1" applyFont="1" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>`;

const relations = (...pairs: readonly string[]): string => {
  const one = (at: number) =>
    `<Relationship Id="rId${at / 2 + 1}" Type="${OFFICE}/${pairs[at]}" Target="${pairs[at + 1]}"/>`;
  const all = pairs.flatMap((_, at) => (at % 2 === 0 ? [one(at)] : []));
  return `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
};

const workbook = (name: string): string =>
  `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(sheetName(name))}" sheetId="1" r:id="rId1"/></sheets></workbook>`;

const sheetName = (name: string): string => name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31) || 'Sheet1';

const worksheet = ({ header, rows }: Sheet): string => {
  const columns = header.map(
    (text, place) =>
      `<col min="${place + 1}" max="${place + 1}" width="${widthOf(text)}" style="${TEXT}" customWidth="1"/>`,
  );
  const lines = [rowXml(header, 1, BOLD), ...rows.map((cells, i) => rowXml(cells, i + 2, TEXT))];
  return `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>${lines.join('')}</sheetData></worksheet>`;
};

// A Chinese character is about two columns of a digit wide.
const widthOf = (text: string): number => Math.min(WIDEST, text.length * 2 + 4);

const rowXml = (cells: readonly string[], at: number, style: number): string => {
  const filled = cells.map((text, place) =>
    text === ''
      ? ''
      : `<c r="${columnName(place)}${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`,
  );
  return `<row r="${at}">${filled.join('')}</row>`;
};

const columnName = (place: number): string =>
  place < 26
    ? String.fromCharCode(65 + place)
    : columnName(Math.floor(place / 26) - 1) + columnName(place % 26);

const UNWRITABLE = /[^\P{Cc}\n\t]|[\uFFFE\uFFFF]/gu;

const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(UNWRITABLE, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
