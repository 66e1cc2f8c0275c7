import { strToU8, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { countRows, readRows } from '../../../src/intake/reading/read-rows.ts';
import { Problem } from '../../../src/kernel/problems.ts';
import { writeXlsx } from '../../../src/platform/sheets/xlsx-writer.ts';
import { aCsv, aFile, bytesOf, CELLS, catalog, HEADER, headOf, problemCode, rowsOf } from './files.ts';

const csv = bytesOf(aCsv([HEADER, CELLS, CELLS.map(() => ''), CELLS]));
const tsv = bytesOf(aCsv([HEADER.toReversed(), CELLS.toReversed()], '\t'));
const xlsx = writeXlsx({ name: '表', header: HEADER, rows: [CELLS] });
const json = bytesOf(JSON.stringify([Object.fromEntries(HEADER.map((text, at) => [text, CELLS[at]]))]));

const archiveOf = (files: Zippable, partBytes = 65536) => aFile(zipSync(files), { partBytes });
const detailOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.catch((found: unknown) => found);
  return error instanceof Problem ? `${error.code} ${error.detail}` : 'none';
};

describe('an archive', () => {
  const files: Zippable = {
    '一月.csv': csv,
    '二月.tsv': tsv,
    '三月.xlsx': [xlsx, { level: 9 }],
    '四月.xlsx': [xlsx, { level: 0 }],
    '五月.json': json,
  };

  it.each([65536, 997])('gives the rows of every file in it, in parts of %i bytes', async (partBytes) => {
    const archive = archiveOf(files, partBytes);
    expect((await rowsOf(archive)).map(({ row, original }) => [row, original])).toEqual(
      [1, 3, 4, 5, 6, 7].map((row) => [row, CELLS]),
    );
  });

  it('tells of each file how it was read, and where its rows begin', async () => {
    const archive = archiveOf(files);
    expect(await headOf(archive)).toMatchObject({
      format: 'zip',
      header: catalog.fields.map(({ header }) => header),
      files: [
        { name: '一月.csv', format: 'csv', encoding: 'utf-8', separator: 'comma' },
        { name: '二月.tsv', format: 'csv', separator: 'tab' },
        { name: '三月.xlsx', format: 'xlsx', encoding: null },
        { name: '四月.xlsx', format: 'xlsx' },
        { name: '五月.json', format: 'json' },
      ],
    });
    const { rows, files: counted } = await countRows({ catalog }, archive);
    expect([rows, counted?.map(({ firstRow }) => firstRow)]).toEqual([6, [1, 4, 5, 6, 7]]);
  });

  it('goes on from any row with the same numbers', async () => {
    const archive = archiveOf(files);
    const whole = await rowsOf(archive);
    for (const fromRow of [2, 4, 6, 8])
      expect(await rowsOf(archive, fromRow)).toEqual(whole.filter(({ row }) => row >= fromRow));
  });

  it('may hold what systems pack along, and files without rows', async () => {
    const archive = archiveOf({
      '__MACOSX/._一月.csv': strToU8('x'),
      '.DS_Store': strToU8('x'),
      '空.csv': bytesOf(HEADER.join(',')),
      '全空.csv': new Uint8Array(0),
      '一月.csv': csv,
    });
    expect((await rowsOf(archive)).map(({ row }) => row)).toEqual([1, 3]);
    expect((await headOf(archive)).files?.map(({ name }) => name)).toEqual([
      '空.csv',
      '全空.csv',
      '一月.csv',
    ]);
  });

  it('named in GBK, as Windows does, is read by its name', async () => {
    const packed = zipSync({ 'abcd.csv': csv });
    const gbk = [0xd2, 0xbb, 0xd4, 0xc2];
    for (let at = 0; at < packed.length; at++)
      if (String.fromCharCode(...packed.subarray(at, at + 8)) === 'abcd.csv') packed.set(gbk, at);
    expect((await headOf(aFile(packed))).files?.[0]?.name).toBe('一月.csv');
  });
});

describe('an archive is refused before anything is promised', () => {
  const encrypted = () => {
    const packed = zipSync({ 'a.csv': csv });
    for (let at = 0; at < packed.length - 4; at++) {
      const mark = packed[at] === 0x50 && packed[at + 1] === 0x4b && packed[at + 2];
      if (mark === 1) packed[at + 8] = (packed[at + 8] ?? 0) | 1;
      if (mark === 3) packed[at + 6] = (packed[at + 6] ?? 0) | 1;
    }
    return packed;
  };
  it.each([
    [
      'an archive in it',
      zipSync({ 'a.csv': csv, 'b.zip': zipSync({ 'c.csv': csv }) }),
      /archive .*还有压缩包.*b\.zip/,
    ],
    ['an archive under another name', zipSync({ 'a.csv': zipSync({ 'c.csv': csv }) }), /archive .*a\.csv/],
    ['a folder', zipSync({ 导出: { 'a.csv': csv } }), /archive .*文件夹/],
    ['a path out of it', zipSync({ 'a.csv': csv, '../../etc/b.csv': csv }), /archive .*不安全的路径/],
    ['a drive path', zipSync({ 'C:\\b.csv': csv }), /archive .*不安全的路径/],
    ['a password', encrypted(), /archive .*加密/],
    ['some other file', zipSync({ 'a.csv': csv, '说明.docx': csv }), /archive .*说明\.docx/],
    [
      'too many files',
      zipSync(Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`${i}.csv`, csv]))),
      /archive .*101 个文件/,
    ],
    ['no data file', zipSync({ '说明.docx': csv }), /format .*没有/],
    ['nothing', zipSync({}), /format/],
    ['files without rows', zipSync({ 'a.csv': bytesOf(HEADER.join(',')) }), /empty/],
    [
      'a header that does not fit',
      zipSync({ 'a.csv': csv, 'b.csv': bytesOf('甲,乙\n1,2\n') }),
      /header .*b\.csv/,
    ],
  ])('for %s', async (_, bytes, expected) => {
    expect(await detailOf(headOf(aFile(bytes)))).toMatch(expected);
  });
});

describe('an archive is refused later', () => {
  const patched = (change: (view: DataView, directoryAt: number) => void) => {
    const packed = zipSync({ 'a.csv': csv, 'b.csv': csv });
    const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
    change(view, view.getUint32(packed.length - 6, true));
    return packed;
  };
  it.each([
    ['a size that is too small', patched((view, at) => view.setUint32(at + 24, 10, true)), 'batch.bomb'],
    [
      'a size that is too large',
      patched((view, at) => view.setUint32(at + 24, 9999, true)),
      'batch.unreadable',
    ],
    [
      'a size beyond all bounds',
      patched((view, at) => view.setUint32(at + 24, 0xfffffff0, true)),
      'batch.bomb',
    ],
    ['a wrong checksum', patched((view, at) => view.setUint32(at + 16, 1, true)), 'batch.unreadable'],
    ['files over one another', patched((view, at) => view.setUint32(at + 42, 40, true)), 'batch.unreadable'],
    ['a file outside', patched((view, at) => view.setUint32(at + 42, 0x7fffffff, true)), 'batch.unreadable'],
    ['another name in front of the file', patched((view) => view.setUint8(30, 0x7a)), 'batch.unreadable'],
    [
      'more entries than it lists',
      patched((view) => view.setUint16(view.byteLength - 12, 9, true)),
      'batch.unreadable',
    ],
    [
      'one name twice',
      patched((view, at) => {
        for (let i = at; i < view.byteLength - 5; i++) if (view.getUint8(i) === 0x62) view.setUint8(i, 0x61);
      }),
      'batch.unreadable',
    ],
    ['a thousandfold swelling', zipSync({ 'a.csv': new Uint8Array(40 * 1024 ** 2).fill(32) }), 'batch.bomb'],
    ['a cut-off end', zipSync({ 'a.csv': csv }).subarray(0, -9), 'batch.unreadable'],
  ])('for %s', async (_, bytes, code) => {
    expect(await problemCode(headOf(aFile(bytes)))).toMatch(/^none$/);
    expect(await problemCode(rowsOf(aFile(bytes)))).toBe(code);
    expect(await problemCode(countRows({ catalog }, aFile(bytes)))).toBe(code);
  });

  it('naming the file in which it breaks off', async () => {
    const broken = bytesOf(`${aCsv([HEADER, CELLS])}\n"${'一'.repeat(9)}`);
    const rows = async () => {
      for await (const _ of readRows({ catalog }, archiveOf({ 'a.csv': csv, '坏.csv': broken })));
    };
    expect(await detailOf(rows())).toMatch(/^batch\.unreadable 文件“坏\.csv”：/);
  });
});
