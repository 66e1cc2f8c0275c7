import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonElements } from '../../../src/intake/reading/json-elements.ts';
import { countRows } from '../../../src/intake/reading/read-rows.ts';
import { PERSON_ID, validTexts } from '../catalogs/rows.ts';
import { aFile, CELLS, catalog, HEADER, headOf, problemCode, rowsOf, textsOf } from './files.ts';

const RECORD = validTexts('serious-violation');
const arrayOf = (...records: unknown[]) => JSON.stringify(records, null, 2);
const linesOf = (...records: unknown[]) => records.map((record) => JSON.stringify(record)).join('\n');

describe.each([
  ['an array', arrayOf, 'json'],
  ['lines', linesOf, 'ndjson'],
] as const)('JSON as %s', (_, write, format) => {
  it('is read record by record, wherever its parts end', async () => {
    for (const partBytes of [65536, 3]) {
      const file = aFile(write(RECORD, RECORD), { partBytes });
      expect(await headOf(file)).toMatchObject({ format, encoding: 'utf-8', header: HEADER });
      expect((await rowsOf(file)).map(({ row, original }) => [row, original])).toEqual([
        [1, CELLS],
        [2, CELLS],
      ]);
      expect(await countRows({ catalog }, file)).toEqual({ rows: 2, encoding: 'utf-8', files: null });
    }
  });

  it('goes on from a given row', async () => {
    expect((await rowsOf(aFile(write(RECORD, RECORD, RECORD)), 3)).map(({ row }) => row)).toEqual([3]);
  });

  it('tells of an unknown field and keeps nothing of it', async () => {
    const [row] = await rowsOf(aFile(write({ ...RECORD, 身份证: PERSON_ID, phone: '13800000000' })));
    expect(row?.faults).toMatchObject([{ column: '身份证', code: 'field.unknown' }]);
    expect(row?.warnings).toMatchObject([{ column: 'phone', code: 'column.forbidden' }]);
    expect(JSON.stringify(row)).not.toContain('13800000000');
    expect(JSON.stringify(row)).not.toContain(PERSON_ID);
  });

  it('knows a number from a text', async () => {
    const [row] = await rowsOf(aFile(write({ ...RECORD, uscc: 123 })));
    expect(row?.cells.uscc).toEqual({ text: '123', kind: 'number' });
  });

  it('tells of a record that is no object', async () => {
    const [first, second] = await rowsOf(aFile(write(RECORD, [1])));
    expect(first?.faults).toEqual([]);
    expect(second?.faults).toMatchObject([{ code: 'row.not-json' }]);
  });
});

describe('a JSON file is refused', () => {
  it.each([
    ['an empty array', '[ ]', 'batch.empty'],
    ['one object, not lines', JSON.stringify(RECORD, null, 2), 'batch.format'],
    ['no JSON at all', '企业名称', 'batch.format'],
  ])('as %s', async (_, text, code) => {
    expect(await problemCode(headOf(aFile(text, { contentType: 'application/json' })))).toBe(code);
  });

  it.each([
    ['cut off', arrayOf(RECORD, RECORD).slice(0, -20)],
    ['with something after the end', `${arrayOf(RECORD)} x`],
    ['with an empty place', `[${JSON.stringify(RECORD)},,1]`],
    ['with a comma at the end', `[${JSON.stringify(RECORD)},]`],
    ['with brackets that do not fit', `[${JSON.stringify(RECORD)}}]`],
    ['nested beyond reason', `[${'['.repeat(100_000)}`],
    ['with one endless record', `[{"a":"${'x'.repeat(1_200_000)}`],
  ])('later, when it is %s', async (_, text) => {
    expect(await problemCode(rowsOf(aFile(text)))).toBe('batch.unreadable');
  });

  it('a broken line spoils only itself', async () => {
    const rows = await rowsOf(aFile(`${JSON.stringify(RECORD)}\n{"a":\n\n${JSON.stringify(RECORD)}`));
    expect(rows.map(({ faults }) => faults?.map(({ code }) => code))).toEqual([[], ['row.not-json'], []]);
    expect(textsOf(rows[2])).toEqual(RECORD);
  });
});

it('an array is cut into exactly its elements, wherever the chunks end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.jsonValue({ maxDepth: 3 }), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 9 }),
      async (values, size) => {
        const text = JSON.stringify(values, null, 1);
        const chunks = async function* () {
          for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
        };
        const elements: string[] = [];
        for await (const batch of jsonElements(chunks())) elements.push(...batch);
        expect(elements.map((element) => JSON.parse(element))).toEqual(JSON.parse(text));
      },
    ),
    { numRuns: 300 },
  );
});
