import { strToU8, zipSync } from 'fflate';
import type { FileSource, RawRow } from '../../../src/intake/reading/file-source.ts';
import { readHead } from '../../../src/intake/reading/read-head.ts';
import { readRows } from '../../../src/intake/reading/read-rows.ts';
import { Problem } from '../../../src/kernel/problems.ts';
import { catalogOf, validTexts } from '../catalogs/rows.ts';

export const catalog = catalogOf('serious-violation');
export const HEADER = catalog.fields.map(({ header }) => header);

const valid: Readonly<Record<string, string>> = validTexts('serious-violation');
export const CELLS = catalog.fields.map(({ name }) => valid[name] ?? '');

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

// The same bytes in parts of the given size: no reader may care where a part ends.
export const aFile = (
  content: string | Uint8Array,
  about: Partial<FileSource> & { partBytes?: number } = {},
): FileSource => {
  const bytes = typeof content === 'string' ? bytesOf(content) : content;
  const { partBytes = 65536, ...rest } = about;
  return {
    ...rest,
    byteCount: bytes.length,
    async *parts(from = 0) {
      for (let at = from; at < bytes.length; at += partBytes) yield bytes.subarray(at, at + partBytes);
    },
  };
};

export const aCsv = (rows: readonly (readonly string[])[], delimiter = ','): string =>
  rows.map((cells) => cells.join(delimiter)).join('\r\n');

export const rowsOf = async (file: FileSource, fromRow = 1): Promise<RawRow[]> => {
  const rows: RawRow[] = [];
  for await (const row of readRows({ catalog }, file, { fromRow })) rows.push(row);
  return rows;
};

export const headOf = (file: FileSource) => readHead({ catalog }, file);

export const problemCode = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'none';
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
};

export const textsOf = (row: RawRow | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(row?.cells ?? {}).map(([name, { text }]) => [name, text]));

const sheetXml = (rows: string) =>
  `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;

// A workbook as other programs write it: shared strings, a sheet that stands before them, more than one
// sheet.
export const aWorkbook = (about: {
  rows: string;
  sharedStrings?: string;
  workbookPr?: string;
  sheet?: string;
}): Uint8Array =>
  zipSync({
    'xl/worksheets/sheet1.xml': strToU8(about.sheet ?? sheetXml(about.rows)),
    'xl/worksheets/sheet9.xml': strToU8(sheetXml('<row r="1"><c r="A1"><v>9</v></c></row>')),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">${about.workbookPr ?? ''}<sheets><sheet name="藏" sheetId="2" state="hidden" r:id="r9"/><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r9" Target="/xl/worksheets/sheet9.xml"/></Relationships>',
    ),
    'xl/sharedStrings.xml': strToU8(`<sst>${about.sharedStrings ?? ''}</sst>`),
  });

export const headerRow = (extra = ''): string =>
  `<row r="1">${HEADER.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}${extra}</row>`;

const LETTERS = 'ABCDEFGHIJ';
// The valid row at line r, some cells given as XML.
export const dataRow = (r: number, cells: Readonly<Record<string, string>> = {}): string =>
  `<row r="${r}">${catalog.fields
    .map(({ name }, place) => {
      const reference = `${LETTERS[place]}${r}`;
      const given = cells[name];
      if (given !== undefined) return given.replace('<c', `<c r="${reference}"`);
      return valid[name] ? `<c r="${reference}" t="inlineStr"><is><t>${valid[name]}</t></is></c>` : '';
    })
    .join('')}</row>`;
