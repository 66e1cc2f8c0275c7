import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { countRows } from '../../../src/intake/reading/read-rows.ts';
import { writeXlsx } from '../../../src/platform/sheets/xlsx-writer.ts';
import {
  aFile,
  aWorkbook,
  CELLS,
  catalog,
  dataRow,
  HEADER,
  headerRow,
  headOf,
  problemCode,
  rowsOf,
  textsOf,
} from './files.ts';

const written = writeXlsx({ name: '示例/表', header: HEADER, rows: [CELLS, CELLS] });
const workbookOf = (rows: string, sharedStrings = '') =>
  aFile(aWorkbook({ rows: headerRow() + rows, sharedStrings }));

describe('a workbook', () => {
  it('that we wrote ourselves is read back', async () => {
    for (const partBytes of [65536, 101]) {
      const file = aFile(written, { partBytes });
      expect(await headOf(file)).toMatchObject({
        format: 'xlsx',
        encoding: null,
        separator: null,
        header: HEADER,
      });
      expect((await rowsOf(file)).map(({ row, original }) => [row, original])).toEqual([
        [1, CELLS],
        [2, CELLS],
      ]);
      expect(await countRows({ catalog }, file)).toEqual({ rows: 2, encoding: null, files: null });
    }
  });

  it('of which any character was written comes back the same', async () => {
    const odd = CELLS.map((text, place) =>
      HEADER[place] === '列入原因' ? ' <&"\'> =1+1 😀\n第二行 ' : text,
    );
    const [row] = await rowsOf(aFile(writeXlsx({ name: 'x', header: HEADER, rows: [odd] })));
    expect(row?.original).toEqual(odd);
  });

  it('may keep its texts in a shared list, plain or rich, without the reading aids', async () => {
    const shared = '<si><t>甲公司</t></si><si><r><t>虚假</t></r><r><t>登记</t></r><rPh><t>xu</t></rPh></si>';
    const row = dataRow(2, { subjectName: '<c t="s"><v>0</v></c>', reason: '<c t="s"><v>1</v></c>' });
    expect(textsOf((await rowsOf(workbookOf(row, shared)))[0])).toMatchObject({
      subjectName: '甲公司',
      reason: '虚假登记',
    });
  });

  it('tells numbers and formulas from texts', async () => {
    const row = dataRow(2, {
      uscc: '<c><v>9.3440300123456E17</v></c>',
      listedOn: '<c s="3"><v>46083</v></c>',
      reason: '<c t="str"><f>A1&amp;B1</f><v>值</v></c>',
      documentNo: '<c><f>NOW()</f></c>',
      subjectName: '<c t="e"><v>#REF!</v></c>',
    });
    const cells = (await rowsOf(workbookOf(row)))[0]?.cells;
    expect(cells).toMatchObject({
      uscc: { kind: 'number' },
      listedOn: { kind: 'number', text: '46083' },
      reason: { kind: 'formula' },
      documentNo: { kind: 'formula' },
      subjectName: { kind: 'formula' },
    });
  });

  it('may leave out where its cells stand, empty ones too', async () => {
    const cells = CELLS.map((text, place) =>
      place === 1 ? '<c/>' : `<c t="inlineStr"><is><t>${text}</t></is></c>`,
    );
    const [row] = await rowsOf(workbookOf(`<row>${cells.join('')}</row>`));
    expect(row?.original).toEqual(CELLS.map((text, place) => (place === 1 ? '' : text)));
  });

  it('numbers its rows as the spreadsheet shows them', async () => {
    const rows = await rowsOf(workbookOf(`${dataRow(3)}<row r="4"><c r="A4" s="1"/></row>${dataRow(9)}`));
    expect(rows.map(({ row }) => row)).toEqual([2, 8]);
  });

  it('with a cell far to the right of the header is told so', async () => {
    const far = dataRow(2).replace('</row>', '<c r="XFD2" t="inlineStr"><is><t>远</t></is></c></row>');
    expect((await rowsOf(workbookOf(far)))[0]?.faults).toMatchObject([{ code: 'row.extra-cells' }]);
  });
});

describe('a workbook is refused', () => {
  it.each([
    ['without rows', aWorkbook({ rows: headerRow() }), 'batch.empty'],
    ['without anything', aWorkbook({ rows: '' }), 'batch.empty'],
    ['when it is another kind of archive', zipSync({ 'word/document.xml': strToU8('<a/>') }), 'batch.format'],
    ['when it is an old or encrypted one', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3), 'batch.format'],
    [
      'with a doubled header',
      aWorkbook({ rows: headerRow('<c t="inlineStr"><is><t>列入原因</t></is></c>') + dataRow(2) }),
      'batch.header',
    ],
  ])('%s', async (_, bytes, code) => {
    expect(await problemCode(headOf(aFile(bytes)))).toBe(code);
  });

  it.each([
    ['it is cut off', written.subarray(0, written.length - 900)],
    [
      'its sheet is cut off',
      aWorkbook({ rows: '', sheet: `<worksheet><sheetData>${headerRow()}${dataRow(2)}` }),
    ],
    [
      'a shared text is missing',
      aWorkbook({ rows: headerRow() + dataRow(2, { reason: '<c t="s"><v>7</v></c>' }) }),
    ],
    ['its rows run backwards', aWorkbook({ rows: headerRow() + dataRow(3) + dataRow(2) })],
    [
      'its days count from 1904',
      aWorkbook({ rows: headerRow() + dataRow(2), workbookPr: '<workbookPr date1904="1"/>' }),
    ],
  ])('later, when %s', async (_, bytes) => {
    expect(await headOf(aFile(bytes)).then((head) => head.format)).toBe('xlsx');
    expect(await problemCode(rowsOf(aFile(bytes)))).toBe('batch.unreadable');
  });

  it.each([
    [
      'swells a thousandfold',
      () => aWorkbook({ rows: headerRow() + dataRow(2) + ' '.repeat(40 * 1024 ** 2) }),
    ],
    ['nests without end', () => aWorkbook({ rows: '<a>'.repeat(1000) })],
    [
      'holds thousands of entries',
      () =>
        zipSync(
          Object.fromEntries(Array.from({ length: 2100 }, (_, i) => [`xl/${i}.xml`, new Uint8Array(0)])),
        ),
    ],
  ])('as a bomb when it %s', async (_, make) => {
    const bytes = make();
    expect(bytes.length).toBeLessThan(1024 ** 2);
    expect(await problemCode(rowsOf(aFile(bytes)))).toBe('batch.bomb');
  });
});
