import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { strToU8, Zip, ZipDeflate } from 'fflate';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const column = (place: number) => String.fromCharCode(65 + place);

// A workbook as Excel saves it, written as it is made: every text once in a table of its own, cells pointing
// there.
export const writeWorkbook = async (file: string, rows: Iterable<readonly string[]>): Promise<void> => {
  const out = createWriteStream(file);
  const zip = new Zip((_, bytes, isLast) => {
    out.write(bytes);
    if (isLast) out.end();
  });
  const part = (name: string) => {
    const entry = new ZipDeflate(name, { level: 1 });
    zip.add(entry);
    return {
      write: async (text: string, isLast = false) => {
        entry.push(strToU8(text), isLast);
        if (out.writableNeedDrain) await once(out, 'drain');
      },
    };
  };
  await part('xl/workbook.xml').write(
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    true,
  );
  await part('xl/_rels/workbook.xml.rels').write(
    `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    true,
  );
  const texts = new Map<string, number>();
  const cell = (text: string, place: number, row: number) => {
    if (text === '') return '';
    const index = texts.get(text) ?? texts.size;
    texts.set(text, index);
    return `<c r="${column(place)}${row}" t="s"><v>${index}</v></c>`;
  };
  const sheet = part('xl/worksheets/sheet1.xml');
  await sheet.write(`${XML}<worksheet xmlns="${MAIN}"><sheetData>`);
  let at = 0;
  for (const cells of rows) {
    at += 1;
    await sheet.write(`<row r="${at}">${cells.map((text, place) => cell(text, place, at)).join('')}</row>`);
  }
  await sheet.write('</sheetData></worksheet>', true);
  const table = part('xl/sharedStrings.xml');
  await table.write(`${XML}<sst xmlns="${MAIN}" uniqueCount="${texts.size}">`);
  for (const text of texts.keys()) await table.write(`<si><t>${escaped(text)}</t></si>`);
  await table.write('</sst>', true);
  zip.end();
  await finished(out);
};
