import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBlankLine } from '../../../src/intake/reading/build-row.ts';
import { csvRecords } from '../../../src/intake/reading/csv-records.ts';
import { countRows } from '../../../src/intake/reading/read-rows.ts';
import { openTable } from '../../../src/intake/reading/table-lines.ts';
import type { Problem } from '../../../src/kernel/problems.ts';
import { gb18030Of } from '../../kit/gb18030.ts';
import {
  aCsv,
  aFile,
  bytesOf,
  CELLS,
  catalog,
  HEADER,
  headOf,
  problemCode,
  rowsOf,
  textsOf,
} from './files.ts';

const FILE = aCsv([HEADER, CELLS]);
const withBom = Uint8Array.of(0xef, 0xbb, 0xbf, ...bytesOf(FILE));

describe('the encoding is told by the bytes', () => {
  it.each([
    ['UTF-8', bytesOf(FILE), 'utf-8'],
    ['UTF-8 with BOM', withBom, 'utf-8'],
    ['GB18030', gb18030Of(FILE), 'gb18030'],
  ] as const)('%s', async (_, bytes, encoding) => {
    for (const partBytes of [65536, 7, 1]) {
      const file = aFile(bytes, { partBytes });
      expect(await headOf(file)).toMatchObject({
        format: 'csv',
        encoding,
        separator: 'comma',
        header: HEADER,
      });
      expect((await rowsOf(file)).map((row) => row.original)).toEqual([CELLS]);
    }
  });

  it('Chinese that comes only after thousands of ASCII rows is still read', async () => {
    const keys = 'subjectName,uscc,reason,listedOn,documentNo,authorityName,authorityUscc\n';
    const ascii = 'A,B,C,2026-01-01,D,E,F\n'.repeat(5000);
    const file = aFile(gb18030Of(`${keys}${ascii}示例,B,C,2026-01-01,D,E,F\n`));
    expect(textsOf((await rowsOf(file)).at(-1)).subjectName).toBe('示例');
  });

  it('a file that is neither is taken, and the job says why it failed', async () => {
    const broken = Uint8Array.of(...bytesOf(FILE), 0xff, 0xff, 0x0a);
    expect(await headOf(aFile(broken))).toMatchObject({ encoding: null, header: null });
    expect(await problemCode(rowsOf(aFile(broken)))).toBe('batch.encoding');
  });

  it.each([
    ['utf-16le', Uint8Array.of(0xff, 0xfe)],
    ['utf-16be', Uint8Array.of(0xfe, 0xff)],
  ] as const)('%s by its mark, as Excel saves “Unicode 文本”', async (encoding, mark) => {
    const text = aCsv([HEADER, CELLS], '\t');
    const units = [...text].flatMap((char) => {
      const code = char.charCodeAt(0);
      return encoding === 'utf-16le' ? [code & 0xff, code >> 8] : [code >> 8, code & 0xff];
    });
    for (const partBytes of [65536, 7, 1]) {
      const file = aFile(Uint8Array.of(...mark, ...units), { partBytes });
      expect(await headOf(file)).toMatchObject({ format: 'csv', encoding, separator: 'tab', header: HEADER });
      expect((await rowsOf(file)).map((row) => row.original)).toEqual([CELLS]);
    }
  });

  it('UTF-16 cut in the middle of a character is neither', async () => {
    const cut = Uint8Array.of(0xff, 0xfe, 0x41, 0x00, 0x42);
    expect(await problemCode(rowsOf(aFile(cut)))).toBe('batch.encoding');
  });
});

describe('rows', () => {
  it.each([',', '\t', ';'])('may be divided by %j', async (delimiter) => {
    expect((await rowsOf(aFile(aCsv([HEADER, CELLS], delimiter))))[0]?.original).toEqual(CELLS);
  });

  it.each([
    [{ contentType: 'text/tab-separated-values' }, 'tab'],
    [{ fileName: '名单.tsv' }, 'tab'],
    [{ separator: 'tab' }, 'tab'],
    [{ contentType: 'text/csv' }, 'comma'],
  ] as const)(
    'of a file said to be %j are divided by %s, whatever else its header holds',
    async (about, separator) => {
      const header = ['企业名称\t列入原因,列入,日期,(说明)'];
      const table = openTable({ catalog }, aFile(`${header}\n甲\t乙\n`, about));
      for await (const _ of table.lines);
      expect(table.separator()).toBe(separator);
    },
  );

  it.each(['\n', '\r\n', '\r'])('may end with %j', async (end) => {
    const file = aFile([HEADER, CELLS, CELLS].map((cells) => cells.join(',')).join(end));
    expect((await rowsOf(file)).map((row) => row.row)).toEqual([1, 2]);
  });

  it('may hold line breaks, delimiters and quotes inside quotes', async () => {
    const quoted = CELLS.map((text, place) =>
      HEADER[place] === '列入原因' ? '"第一行\n第二行, ""引文"""' : text,
    );
    const [row] = await rowsOf(aFile(aCsv([HEADER, quoted]), { partBytes: 5 }));
    expect(textsOf(row).reason).toBe('第一行\n第二行, "引文"');
  });

  it('are counted by their place; blank ones count but are not given', async () => {
    const blank = CELLS.map(() => '');
    const file = aFile(`\r\n${aCsv([HEADER, CELLS, blank, CELLS])}\r\n\r\n`);
    expect((await rowsOf(file)).map((row) => row.row)).toEqual([1, 3]);
    expect((await rowsOf(file, 2)).map((row) => row.row)).toEqual([3]);
    expect(await countRows({ catalog }, file)).toEqual({ rows: 2, encoding: 'utf-8', files: null });
  });

  it('lose forbidden columns and our own, and keep the rest as uploaded', async () => {
    const file = aFile(
      aCsv([
        ['序号', ...HEADER, '联系电话', '错误原因'],
        ['1', ...CELLS, '13800000000', '校验码不符'],
      ]),
    );
    expect((await headOf(file)).header).toEqual([...HEADER, '联系电话']);
    const [row] = await rowsOf(file);
    expect(row?.original).toEqual([...CELLS, '']);
    expect(row?.warnings).toMatchObject([{ column: '联系电话', code: 'column.forbidden' }]);
    expect(JSON.stringify(row)).not.toContain('13800000000');
  });

  it('with more cells than the header are told so, instead of shifting', async () => {
    const [row] = await rowsOf(aFile(aCsv([HEADER, [...CELLS, '多出']])));
    expect(row?.faults).toMatchObject([{ code: 'row.extra-cells' }]);
  });

  it('with fewer cells lack the last ones', async () => {
    const [row] = await rowsOf(aFile(aCsv([HEADER, CELLS.slice(0, -1)])));
    expect(row?.faults).toEqual([]);
    expect(textsOf(row)).not.toHaveProperty('authorityUscc');
  });
});

describe('a file is refused', () => {
  it.each([
    ['without bytes', '', 'batch.empty'],
    ['with blank lines only', '\n \n', 'batch.empty'],
    ['with a header only', HEADER.join(','), 'batch.empty'],
    ['with a header and blank rows only', `${HEADER.join(',')}\n,,,\n`, 'batch.empty'],
    [
      'with a doubled header',
      aCsv([
        [...HEADER, '列入原因'],
        [...CELLS, 'x'],
      ]),
      'batch.header',
    ],
    [
      'with an unknown column',
      aCsv([
        [...HEADER, '颜色'],
        [...CELLS, '红'],
      ]),
      'batch.header',
    ],
    ['without a header', aCsv([CELLS, CELLS]), 'batch.header'],
  ])('%s', async (_, text, code) => {
    expect(await problemCode(headOf(aFile(text)))).toBe(code);
  });

  it('when a quote is never closed', async () => {
    expect(await problemCode(rowsOf(aFile(`${FILE}\n"${'一'.repeat(100)}`)))).toBe('batch.unreadable');
    expect(await problemCode(rowsOf(aFile(`${FILE}\n"${'一'.repeat(2_000_000)}`)))).toBe('batch.unreadable');
  });
});

it('records are split as csv-parse splits them, wherever the chunks end', async () => {
  const cell = fc.oneof(
    fc.constantFrom('', 'a', '一"二', ',', '\n', '\r\n', ';', '"', 'x y'),
    fc.string({ maxLength: 6 }),
  );
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
  const quoted = (text: string) =>
    /["\n\r,;\t]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text;
  await fc.assert(
    fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (rows, size) => {
      const text = `a,b\n${rows.map((cells) => cells.map(quoted).join(',')).join('\n')}\n`;
      const chunks = async function* () {
        for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
      };
      const records: string[][] = [];
      for await (const batch of csvRecords(chunks())) records.push(...batch);
      expect(records).toEqual(parse(text, { relax_column_count: true, record_delimiter: '\n' }));
    }),
    { numRuns: 300 },
  );
});

it('records that are only counted are as many, and blank where the others are', async () => {
  const cell = fc.constantFrom(
    '',
    ' ',
    '\u3000',
    '\u00a0',
    'a',
    '一',
    '"',
    '" "',
    '""',
    '"\n"',
    '"a\nb"',
    '\r',
  );
  const line = fc.array(cell, { maxLength: 4 }).map((cells) => cells.join(','));
  const file = fc.tuple(fc.array(line, { maxLength: 6 }), fc.constantFrom('\n', '\r\n'));
  const read = async (text: string, size: number, isCounted: boolean) => {
    const chunks = async function* () {
      for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
    };
    const records: string[][] = [];
    for await (const batch of csvRecords(chunks(), { isCounted: () => isCounted })) records.push(...batch);
    return records.map((texts) => isBlankLine(texts));
  };
  const outcome = (reading: Promise<boolean[]>) => reading.catch((problem: Problem) => problem.code);
  await fc.assert(
    fc.asyncProperty(file, fc.integer({ min: 1, max: 9 }), async ([lines, eol], size) => {
      const text = `a,b${eol}${lines.join(eol)}`;
      expect(await outcome(read(text, size, true))).toEqual(await outcome(read(text, size, false)));
    }),
    { numRuns: 500 },
  );
});
