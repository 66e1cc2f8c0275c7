import { strToU8, zipSync } from 'fflate';
import type { Cell } from './sample-file.ts';

const MADE_AT = new Date('2020-01-01T00:00:00Z');
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const OFFICE = 'http://schemas.openxmlformats.org';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

// As spreadsheets write it: every cell with its place, blank cells left out.
const cellXml = (cell: Cell, place: string): string => {
  if (cell === '') return '';
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  return `<c r="${place}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
};
const rowXml = (cells: readonly Cell[], row: number) =>
  `<row r="${row}">${cells.map((cell, column) => cellXml(cell, String.fromCharCode(65 + column) + row)).join('')}</row>`;

const sheetXml = (rows: readonly (readonly Cell[])[]) =>
  `${XML}<worksheet xmlns="${OFFICE}/spreadsheetml/2006/main"><sheetData>${rows
    .map((cells, place) => rowXml(cells, place + 1))
    .join('')}</sheetData></worksheet>`;

const parts = (rows: readonly (readonly Cell[])[]) => ({
  '[Content_Types].xml': `${XML}<Types xmlns="${OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/></Types>`,
  '_rels/.rels': `${XML}<Relationships xmlns="${OFFICE}/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${XML}<workbook xmlns="${OFFICE}/spreadsheetml/2006/main" xmlns:r="${OFFICE}/officeDocument/2006/relationships"><sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${OFFICE}/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  'xl/worksheets/sheet1.xml': sheetXml(rows),
});

// Unlike the error file's writer, this one leaves numbers numbers: that is the dirt which spreadsheets bring.
export const writeSheet = (rows: readonly (readonly Cell[])[]): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts(rows)).map(([name, text]) => [name, strToU8(text)])), {
    mtime: MADE_AT,
  });
