import fc from 'fast-check';
import { zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { detectFormat } from '../../../src/intake/reading/detect-format.ts';
import type { FileSource } from '../../../src/intake/reading/file-source.ts';
import { countRows } from '../../../src/intake/reading/read-rows.ts';
import { cleanText } from '../../../src/law/catalogs/reading/clean-text.rules.ts';
import { writeXlsx } from '../../../src/platform/sheets/xlsx-writer.ts';
import {
  aCsv,
  aFile,
  aWorkbook,
  bytesOf,
  CELLS,
  catalog,
  dataRow,
  HEADER,
  headerRow,
  headOf,
  problemCode,
  rowsOf,
} from './files.ts';

const TELLABLE = /^(none|batch\.(format|archive|header|empty|encoding|bomb|unreadable))$/;
const BROKEN_OFF = /^batch\.(encoding|bomb|unreadable)$/;
const BEFORE_202 = /^(none|batch\.(format|archive|header|empty))$/;

// The count, which comes before any row is written, finds whatever would break the rows off.
const expectRowsOrOneProblem = async (file: FileSource) => {
  expect(await problemCode(headOf(file))).toMatch(BEFORE_202);
  const rows = await problemCode(rowsOf(file));
  expect(rows).toMatch(TELLABLE);
  if (BROKEN_OFF.test(rows)) expect(await problemCode(countRows({ catalog }, file))).toBe(rows);
};

it('any bytes are rows or one problem', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 64 }), (bytes, partBytes) =>
      expectRowsOrOneProblem(aFile(bytes, { partBytes })),
    ),
    { numRuns: 300 },
  );
});

const written = writeXlsx({ name: 'x', header: HEADER, rows: [CELLS] });
const csv = bytesOf(aCsv([HEADER, CELLS, CELLS]));
const json = bytesOf(JSON.stringify([Object.fromEntries(HEADER.map((text, place) => [text, CELLS[place]]))]));

it.each([
  ['workbook', written],
  ['CSV', csv],
  ['TSV', bytesOf(aCsv([HEADER, CELLS], '\t'))],
  ['JSON array', json],
  ['archive', zipSync({ 'a.csv': csv, 'b.json': json })],
  ['archive with a workbook in it', zipSync({ 'a.xlsx': written, 'b.csv': csv })],
])('a %s with any of its bytes changed or cut is rows or one problem', async (_, whole) => {
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (place, byte, end) => {
      const bytes = Uint8Array.from(whole);
      bytes[place] = byte;
      return expectRowsOrOneProblem(aFile(bytes.subarray(0, Math.max(end, place + 1))));
    }),
    { numRuns: 200 },
  );
});

// Every number of the list at the end may lie, in a workbook as in an archive of one.
it.each([
  ['workbook', written],
  ['archive', zipSync({ 'a.csv': csv, 'b.xlsx': written })],
])('a %s whose list of contents lies is rows or one problem', async (_, whole) => {
  const listAt = new DataView(whole.buffer, whole.byteOffset).getUint32(whole.length - 6, true);
  const edit = fc.record({
    at: fc.integer({ min: listAt, max: whole.length - 4 }),
    value: fc.oneof(fc.constantFrom(0, 1, 0x7fffffff, 0xffffffff, 0xffff), fc.nat(whole.length)),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      const bytes = Uint8Array.from(whole);
      for (const { at, value } of edits) new DataView(bytes.buffer).setUint32(at, value, true);
      return expectRowsOrOneProblem(aFile(bytes));
    }),
    { numRuns: 300 },
  );
});

it('an archive of any files under any names is rows or one problem', async () => {
  const name = fc.oneof(
    fc.constantFrom('a.csv', 'b.tsv', 'c.xlsx', 'd.json', 'e.ndjson', '../f.csv', 'g/h.csv', '.csv', 'i.zip'),
    // The library that writes the archive cannot bear this one name.
    fc.string({ maxLength: 12 }).filter((text) => text !== '__proto__'),
  );
  const nested = zipSync({ 'a.csv': csv });
  const content = fc.oneof(
    fc.constantFrom(csv, json, written, nested, new Uint8Array(0)),
    fc.uint8Array({ maxLength: 60 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, content, { maxKeys: 5 }), (files) =>
      expectRowsOrOneProblem(aFile(zipSync(files), { contentType: 'application/zip' })),
    ),
    { numRuns: 200 },
  );
});

// The worst a sheet can hold between its tags: no writer's XML, but some sender's.
it('a sheet of any fragments of XML is rows or one problem', async () => {
  const piece = fc.constantFrom(
    ...[
      '<row r="2">',
      '<row>',
      '</row>',
      '<c r="A2">',
      '<c t="s">',
      '<c t="inlineStr">',
      '</c>',
      '<v>',
      '</v>',
    ],
    ...[
      '0',
      '9e99',
      '-1',
      'NaN',
      '<is><t>',
      '</t></is>',
      '<f>',
      '</f>',
      '&amp;',
      '&#0;',
      '&x;',
      '<![CDATA[',
      ']]>',
    ],
    ...[
      '<!--',
      '-->',
      '<?x',
      '?>',
      '<!DOCTYPE a [<!ENTITY b "c">]>',
      '</sheetData>',
      '\u0000',
      '"',
      '<',
      '>',
    ],
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 30 }), (pieces) =>
      expectRowsOrOneProblem(aFile(aWorkbook({ rows: headerRow() + pieces.join('') + dataRow(900) }))),
    ),
    { numRuns: 150 },
  );
});

it.each([
  ['nested objects', `[${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}]`],
  ['nested arrays', '['.repeat(100_000)],
  ['one endless string', `["${'a'.repeat(2_000_000)}`],
  ['one endless line', `${HEADER.join(',')}\n${'a'.repeat(2_000_000)}`],
  ['one endless quote', `${HEADER.join(',')}\n"${'a'.repeat(2_000_000)}`],
  ['only delimiters', ','.repeat(900_000)],
  ['a hundred thousand columns', Array.from({ length: 100_000 }, (_, i) => `列名${i}`).join(',')],
  ['only quotes', '"'.repeat(900_000)],
  ['a header of empty columns and one at their end', `${HEADER.join(',')}${','.repeat(100_000)}备注\n`],
  ['a column name of colons', `${HEADER.join(',')},${':'.repeat(200_000)}x\n${CELLS.join(',')}`],
])('%s are refused and take no time', async (_, text) => {
  // Of this process: who shares the machine costs none of it.
  const before = process.cpuUsage();
  expect(await problemCode(rowsOf(aFile(text)))).toMatch(/^batch\.(unreadable|header|empty)$/);
  expect(process.cpuUsage(before).user).toBeLessThan(4_000_000);
});

it('a long run of blanks within a cell costs no more than one look at each', () => {
  const blanks = ' '.repeat(300_000);
  expect(cleanText(`\uFEFF ${blanks}a${blanks}b${blanks}\u200B`)).toBe(`a${blanks}b`);
});

it('thousands of empty columns behind the last are nothing', async () => {
  const text = [HEADER, CELLS].map((cells) => `${cells.join(',')}${','.repeat(16_000)}`).join('\n');
  const rows = await rowsOf(aFile(text));
  expect(rows.map(({ original, faults }) => [original, faults])).toEqual([[CELLS, []]]);
});

it('a workbook whose cells all point to one long text is refused, not read a thousandfold', async () => {
  const cells = '<c t="s"><v>0</v></c>'.repeat(HEADER.length);
  const file = aFile(
    aWorkbook({
      rows: `${headerRow()}<row r="2">${cells}</row>`,
      sharedStrings: `<si><t>${' '.repeat(900_000)}</t></si>`,
    }),
  );
  expect(await problemCode(rowsOf(file))).toBe('batch.bomb');
});

it('a workbook that lists sheets without end is refused', async () => {
  const file = aFile(
    aWorkbook({ rows: headerRow(), workbookPr: `<sheets>${'<sheet name="x"/>'.repeat(300_000)}</sheets>` }),
  );
  expect(await problemCode(rowsOf(file))).toBe('batch.bomb');
});

it.each([
  ['text/csv; charset=gbk', undefined, 'csv'],
  ['application/octet-stream', 'a.tsv', 'csv'],
  ['application/vnd.ms-excel', 'a.csv', 'csv'],
  [undefined, undefined, 'csv'],
  ['image/png', undefined, 'batch.format'],
  ['application/json', undefined, 'batch.format'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', undefined, 'batch.format'],
])('a CSV declared as %s, named %s, is %s', async (contentType, fileName, expected) => {
  const format = detectFormat(aFile(csv, { contentType, fileName }));
  expect(expected.startsWith('batch.') ? await problemCode(format) : await format).toBe(expected);
});

it.each([
  ['a PDF', '%PDF-1.7 abc'],
  ['something binary', 'ab\0cd'],
])('%s is no format of ours', async (_, text) => {
  expect(await problemCode(detectFormat(aFile(text)))).toBe('batch.format');
});
