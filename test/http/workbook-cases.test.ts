import { strToU8, zipSync } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';
import { writeXlsx } from '../../src/platform/sheets/xlsx-writer.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { runQueue } from '../kit/run-jobs.ts';
import { type Agency, aViolationRow } from '../kit/uploads.ts';

let app: TestApp;
let feeder: Agency;
const catalog = 'serious-violation';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

beforeEach(async () => {
  app = await makeApp();
  feeder = await app.agency('SCJG', ['feeder'], [catalog], '示例市场监管局');
});

const send = async (body: BodyInit, mode = 'append', type = XLSX) => {
  const answer = await feeder.api(`/batches?catalog=${catalog}&mode=${mode}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  });
  const submitted = await answer.json();
  if (answer.status !== 202) return { refusal: submitted, items: [], rows: [] };
  await runQueue(app.deps);
  const batch = await (await feeder.api(`/batches/${submitted.id}`)).json();
  const { items } = await (await feeder.api(`/batches/${submitted.id}/errors.json`)).json();
  const rows = items.map((item: { row: number; verdict: string; errors: { code: string }[] }) => [
    item.row,
    item.verdict,
    ...item.errors.map(({ code }) => code),
  ]);
  return { ...batch, items, rows };
};
const listed = async () =>
  (
    await app.query(
      `select s.name from listings l join subjects s on s.id = l.subject_id where l.state = 'listed'
        order by 1`,
    )
  ).map(({ name }) => name);
const nameOf = (seed: string) => `示例${seed}食品有限公司`;

// Any value is XML already.
type Table = readonly (readonly string[])[];
const header = () => Object.keys(aViolationRow(feeder, '1'));
const line = (seed: string, cells: Record<string, string> = {}) =>
  Object.values(aViolationRow(feeder, seed, cells));
const cellXml = (text: string) => `<c t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
const sheetXml = (table: Table, { shared = cellXml } = {}) =>
  `<worksheet xmlns="${MAIN}"><sheetData>${table.map((cells) => `<row>${cells.map((text) => shared(text)).join('')}</row>`).join('')}</sheetData></worksheet>`;
type Sheet = { name: string; xml?: string; table?: Table; state?: string; type?: string; target?: string };
const workbook = (
  sheets: readonly Sheet[],
  about: { prefix?: string; relations?: string; parts?: Record<string, string> } = {},
) => {
  const { prefix = 'r', parts = {} } = about;
  const list = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${name}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} ${prefix}:id="rId${at + 1}"/>`,
  );
  const relations = sheets.map(
    ({ type = 'worksheet', target }, at) =>
      `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target ?? `worksheets/sheet${at + 1}.xml`}"/>`,
  );
  const files = {
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:${prefix}="${OFFICE}"><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}">${about.relations ?? relations.join('')}</Relationships>`,
    ...Object.fromEntries(
      sheets.map(({ xml, table = [] }, at) => [`xl/worksheets/sheet${at + 1}.xml`, xml ?? sheetXml(table)]),
    ),
    ...parts,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
};

// Kind: input that is passed over without a word.
describe('every visible sheet is read, or named', () => {
  test('two sheets with a fitting header are one batch; a refused row is told with its sheet', async () => {
    const second = [
      header().toReversed(),
      line('2').toReversed(),
      line('3', { 列入日期: '某日' }).toReversed(),
    ];
    const sheets = [
      { name: '一', table: [header(), line('1')] },
      { name: '二', table: second },
    ];
    const batch = await send(workbook(sheets));
    expect(batch).toMatchObject({
      status: 'done',
      totalRows: 3,
      counts: { accepted: 2, rejected: 1, warnings: 0 },
      files: [
        { name: '一', format: 'xlsx', firstRow: 1 },
        { name: '二', format: 'xlsx', firstRow: 2 },
      ],
      items: [{ row: 3, file: '二', fileRow: 2, errors: [{ column: '列入日期', value: '某日' }] }],
    });
    expect(await listed()).toEqual([nameOf('1'), nameOf('2')]);
    const csv = await (await feeder.api(`/batches/${batch.id}/errors.csv`)).text();
    expect((await send(csv.replace('某日', '2026-03-02'), 'append', 'text/csv')).counts).toMatchObject({
      accepted: 1,
    });
  });

  test('a sheet with another header is named, also when the first row is known or refused', async () => {
    const other = {
      name: '补充',
      table: [
        ['企业', '说明'],
        ['甲', '乙'],
      ],
    };
    const book = workbook([{ name: '名单', table: [header(), line('1')] }, other]);
    for (const verdict of ['warned', 'warned']) {
      const batch = await send(book);
      expect(batch.rows).toEqual([[1, verdict, 'batch.sheet-unread']]);
      expect(batch.items[0].errors[0].message).toContain('“补充”');
    }
    const bad = workbook([{ name: '名单', table: [header(), line('1', { 列入日期: '某日' })] }, other]);
    expect((await send(bad)).rows).toEqual([[1, 'rejected', 'cell.day', 'batch.sheet-unread']]);
  });

  test('a hidden sheet is read by nobody, and named if it looks like data', async () => {
    const table = [header(), line('2')];
    const batch = await send(
      workbook([
        { name: '名单', table: [header(), line('1')] },
        { name: '旧表', state: 'hidden', table },
        { name: '字典', state: 'veryHidden', table: [['罚款', '警告']] },
      ]),
    );
    expect(batch.items[0].errors).toMatchObject([{ code: 'batch.sheet-unread', message: /“旧表”/ }]);
    expect(await listed()).toEqual([nameOf('1')]);
    expect(
      (await send(workbook([{ name: '藏', state: 'hidden', table }, { name: '空' }]))).refusal,
    ).toMatchObject({
      code: 'batch.empty',
      detail: expect.stringContaining('“藏”'),
    });
  });

  test('a whole list with a sheet that was not read waits, and withdraws nothing before', async () => {
    await send(workbook([{ name: '名单', table: [header(), line('1'), line('2')] }]));
    const part = workbook([
      { name: '名单', table: [header(), line('1')] },
      {
        name: '二',
        table: [
          ['企业', '说明'],
          [nameOf('2'), ''],
        ],
      },
    ]);
    expect(await send(part, 'full')).toMatchObject({ status: 'awaiting-confirmation', missing: 1 });
    expect(await listed()).toEqual([nameOf('1'), nameOf('2')]);
    const all = workbook([
      { name: '名单', table: [header(), line('1'), line('2')] },
      { name: '二', table: [['企业', '说明']] },
    ]);
    expect(await send(all, 'full')).toMatchObject({ status: 'awaiting-confirmation', missing: 0 });
    expect(await listed()).toEqual([nameOf('1'), nameOf('2')]);
  });

  test('our own template, charts and blank sheets are nothing unread', async () => {
    const template = await (await feeder.api(`/catalogs/${catalog}/template.xlsx`)).arrayBuffer();
    expect(
      (await send(template, 'dry-run')).items.flatMap(({ errors }: { errors: { code: string }[] }) => errors),
    ).not.toContainEqual(expect.objectContaining({ code: 'batch.sheet-unread' }));
    const batch = await send(
      workbook([
        { name: '图', type: 'chartsheet', xml: '<chartsheet/>' },
        { name: '名单', table: [header(), line('1')] },
        { name: 'Sheet3' },
      ]),
      'full',
    );
    expect(batch).toMatchObject({ status: 'done', counts: { accepted: 1, warnings: 0 }, files: null });
  });
});

// Kind: an XML prefix is taken for a name, and where nothing is found something near is read.
describe('relations are found by their namespace, and nothing is guessed', () => {
  const hiddenFirst = () => [
    { name: '字典', state: 'hidden', table: [header(), line('9')] },
    { name: '数据', table: [header(), line('1')] },
  ];

  test('another prefix reads the same visible sheet', async () => {
    expect((await send(workbook(hiddenFirst(), { prefix: 'relationships' }))).counts).toMatchObject({
      accepted: 1,
    });
    expect(await listed()).toEqual([nameOf('1')]);
  });

  test.each([
    ['without the relation', { relations: '' }],
    [
      'with a relation to a part that is not there',
      { relations: `<Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet7.xml"/>` },
    ],
    ['with an attribute of another namespace', { relations: '', prefix: 'x' }],
  ])('a workbook %s is refused with what to do', async (_, about) => {
    const batch = await send(workbook([{ name: '数据', table: [header(), line('1')] }], about));
    expect(batch).toMatchObject({
      status: 'failed',
      problem: { code: 'batch.unreadable', detail: expect.stringContaining('“数据”') },
    });
    expect(await listed()).toEqual([]);
  });

  test('texts and sheets stand wherever the relations say, in any spelling of case', async () => {
    const shared = header().concat(line('1'));
    const xml = `<x:worksheet xmlns:x="${MAIN}" xmlns:xdr="y"><x:sheetData>${[header(), line('1')]
      .map(
        (cells) =>
          `<x:row>${cells.map((text) => `<x:c t="s"><x:v>${shared.indexOf(text)}</x:v></x:c>`).join('')}</x:row>`,
      )
      .join('')}</x:sheetData><xdr:row r="1">5</xdr:row></x:worksheet>`;
    const strings = `<sst xmlns="${MAIN}">${shared.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`;
    const relations = `<Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="/XL/Worksheets/Sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/sharedStrings" Target="strings/S1.xml"/>`;
    const batch = await send(
      workbook([{ name: '数据', xml }], { relations, parts: { 'xl/strings/s1.xml': strings } }),
    );
    expect(batch.counts).toMatchObject({ accepted: 1 });
  });
});

// Kind: the reader stops at XML, one layer of escapes short.
describe('what Excel escapes within XML is read as it was typed', () => {
  const nameStored = async () => (await app.query('select name from subjects'))[0]?.name;

  test.each([
    ['inline', '示例甲有限公司_x000D_', '示例甲有限公司'],
    ['an escaped underscore', '示例_x005F_x000D_甲有限公司', '示例_x000D_甲有限公司'],
    ['a character as its code', '示例_x7532_有限公司', '示例甲有限公司'],
    ['two halves of one character', '示例_xD842__xDFB7_有限公司', '示例𠮷有限公司'],
  ])('%s', async (_, written, read) => {
    const batch = await send(workbook([{ name: '表', table: [header(), line('1', { 企业名称: written })] }]));
    expect(batch).toMatchObject({ counts: { accepted: 1, warnings: 0 } });
    expect(await nameStored()).toBe(read);
  });

  test('in shared texts and headers, and without the reading aids of an inline text', async () => {
    const escapedHeader = header().map((text) => `${text}_x000D__x000A_`);
    const shared = (text: string) => cellXml(text).replace('</t>', '</t><rPh sb="0" eb="1"><t>シ</t></rPh>');
    const xml = sheetXml([escapedHeader, line('1')], { shared });
    expect((await send(workbook([{ name: '表', xml }]))).counts).toMatchObject({ accepted: 1, warnings: 0 });
    expect(await nameStored()).toBe(nameOf('1'));
  });

  test('and what we write ourselves comes back as it was', async () => {
    const cells = line('1', { 企业名称: '示例_x000D_甲有限公司', 列入日期: '某日' });
    const { id } = await send(writeXlsx({ name: '表', header: header(), rows: [cells] }));
    const mended = await (await feeder.api(`/batches/${id}/errors.csv`)).text();
    expect(mended).toContain('示例_x000D_甲有限公司');
    const again = await send(await (await feeder.api(`/batches/${id}/errors.xlsx`)).arrayBuffer());
    expect(again.items[0].values).toMatchObject({ 企业名称: '示例_x000D_甲有限公司' });
  });
});

// Kind: a right refusal with a wrong explanation.
describe('the header is found where clerks put it, or where it was seen is told', () => {
  const title = ['严重违法失信名单信息表（2026年10月）'];

  test('below a title row, a note and a blank line: the numbers of the rows count from the header', async () => {
    const table = [title, ['单位：', '示例局'], [], header(), line('1'), line('2', { 列入日期: '某日' })];
    const batch = await send(workbook([{ name: '表', table }]));
    expect(batch).toMatchObject({
      totalRows: 2,
      counts: { accepted: 1 },
      rows: [[2, 'rejected', 'cell.day']],
    });
    const csv = [title, [], header(), line('3')].map((cells) => cells.join(',')).join('\r\n');
    expect(await send(csv, 'append', 'text/csv')).toMatchObject({
      totalRows: 1,
      separator: 'comma',
      counts: { accepted: 1 },
    });
    const tsv = [title, header(), line('4')].map((cells) => cells.join('\t')).join('\n');
    expect(await send(tsv, 'append', 'text/csv')).toMatchObject({
      separator: 'tab',
      counts: { accepted: 1 },
    });
  });

  test.each([
    ['instructions', [['填表说明'], ['一、请勿改动表头']], ['batch.sheet-unread']],
    ['nothing', [], []],
  ])('behind a sheet of %s', async (_, front, warned) => {
    const batch = await send(
      workbook([
        { name: '前', table: front },
        { name: '数据', table: [header(), line('1')] },
      ]),
    );
    expect(batch).toMatchObject({ status: 'done', counts: { accepted: 1 } });
    expect(
      batch.items.flatMap(({ errors }: { errors: { code: string }[] }) => errors.map(({ code }) => code)),
    ).toEqual(warned);
  });

  test('a header that does not fit is told with its sheet and row', async () => {
    const wrong = header().map((text) => (text === '列入日期' ? '哪天' : text));
    const { refusal } = await send(
      workbook([
        { name: '前', table: [['填表说明'], ['一、请勿改动表头']] },
        { name: '数据', table: [title, wrong, line('1')] },
      ]),
    );
    expect(refusal).toMatchObject({
      code: 'batch.header',
      detail: expect.stringContaining('工作表“数据”第 2 行'),
    });
    expect(refusal.errors.map(({ code }: { code: string }) => code)).toEqual([
      'header.missing',
      'header.unknown',
    ]);
  });
});
