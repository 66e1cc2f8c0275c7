import fc from 'fast-check';
import { expect, it } from 'vitest';
import { detectFormat } from '../../../src/batches/readers/detect-format.ts';
import type { FileSource } from '../../../src/batches/readers/file-source.ts';
import { writeXlsx } from '../../../src/platform/xlsx-writer.ts';
import { aCsv, aFile, bytesOf, CELLS, HEADER, headOf, problemCode, rowsOf } from './files.ts';

const TELLABLE = /^(none|batch\.(format|header|empty|encoding|bomb|unreadable))$/;
const BEFORE_202 = /^(none|batch\.(format|header|empty))$/;

const expectRowsOrOneProblem = async (file: FileSource) => {
  expect(await problemCode(headOf(file))).toMatch(BEFORE_202);
  expect(await problemCode(rowsOf(file))).toMatch(TELLABLE);
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
  ['JSON array', json],
])('a %s with any of its bytes changed or cut is rows or one problem', async (_, whole) => {
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (place, byte, end) => {
      const bytes = Uint8Array.from(whole);
      bytes[place] = byte;
      return expectRowsOrOneProblem(aFile(bytes.subarray(0, Math.max(end, place + 1))));
    }),
    { numRuns: 300 },
  );
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
