import { beforeEach, expect, test } from 'vitest';
import { writeXlsx } from '../../src/platform/sheets/xlsx-writer.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aUscc } from '../kit/identities.ts';
import { csvOf } from '../kit/uploads.ts';

type Agency = Awaited<ReturnType<TestApp['agency']>>;
let app: TestApp;
let registrar: Agency;
let window: Agency;

beforeEach(async () => {
  app = await makeApp();
  registrar = await app.agency('FGJ', ['registrar']);
  window = await app.agency('ZWFW', ['window']);
});

type Cells = Record<string, string>;
const aMatter = (code: string, cells: Cells = {}): Cells => ({
  事项编码: code,
  事项名称: `示例证明 ${code}`,
  清单类别: '适用告知承诺',
  实施部门: '示例市场监管局',
  设定依据: '示例依据',
  替代方式: '告知承诺',
  风险等级: '低',
  告知书文本: '告知：证明用途、内容与不实承诺的责任。',
  承诺书文本: '承诺：所述属实。',
  ...cells,
});
const cancelled = (code: string) => aMatter(code, { 清单类别: '取消', 替代方式: '信息共享' });
const retained = (code: string, cells: Cells = {}) =>
  aMatter(code, { 清单类别: '保留', 替代方式: '', ...cells });

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const load = (rows: readonly Cells[], query = '') =>
  registrar.api(`/matter-editions${query}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: csvOf(rows),
  });
const loaded = async (rows: readonly Cells[], query = '') => (await load(rows, query)).json();
const found = async (query: string) => {
  const { items } = await (await window.api(`/matters${query}`)).json();
  return items.map(({ code }: { code: string }) => code);
};

test('a workbook made from the template loads three lists, and each is found by list, department and words', async () => {
  const rows = [aMatter('M-1'), cancelled('M-2'), retained('M-3', { 实施部门: '示例教育局' })];
  const header = Object.keys(rows[0] as Cells);
  const sheet = writeXlsx({
    name: '目录',
    header,
    rows: rows.map((row) => header.map((name) => row[name] ?? '')),
  });
  const answer = await registrar.api('/matter-editions?name=%E7%A4%BA%E4%BE%8B%E7%89%88', {
    method: 'POST',
    headers: { 'content-type': XLSX },
    body: sheet,
  });
  expect([answer.status, await answer.json()]).toMatchObject([
    200,
    { edition: 1, counts: { rows: 3, added: 3, rejected: 0, warned: 0 }, errors: [] },
  ]);
  expect(await found('?list=cancelled')).toEqual(['M-2']);
  expect(await found(`?department=${encodeURIComponent('教育')}`)).toEqual(['M-3']);
  expect(await found(`?q=m-1&list=commitment&kind=proof`)).toEqual(['M-1']);
  expect(await found('?list=commitment&kind=licence')).toEqual([]);
  expect((await window.api('/matters?list=other')).status).toBe(400);
  const { items } = await (await registrar.api('/matter-editions')).json();
  expect(items).toMatchObject([{ no: 1, name: '示例版', publishedOn: '2026-11-24' }]);
});

test('the template is a workbook that loads as it is handed out', async () => {
  const answer = await window.api('/matters/template.xlsx');
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const back = await registrar.api('/matter-editions?mode=dry-run', {
    method: 'POST',
    headers: { 'content-type': XLSX },
    body: bytes,
  });
  expect(await back.json()).toMatchObject({ edition: null, counts: { rows: 1, added: 1, rejected: 0 } });
  expect(await found('')).toEqual([]);
  expect(await (await window.api('/matters/template.csv')).text()).toContain('事项编码*');
});

test('bad rows are told one by one and the good ones taken; the same file once more changes nothing', async () => {
  const rows = [
    aMatter('M-1'),
    aMatter('M-1'),
    aMatter('M-2', { 风险等级: '高' }),
    aMatter('M-3', { 替代方式: '部门协查' }),
    cancelled('M-4'),
    { ...cancelled('M-5'), 替代方式: '承诺' },
    aMatter('M-6', { 清单类别: '不详' }),
    aMatter('', { 事项名称: '' }),
    aMatter('M-7', { 告知书文本: '' }),
  ];
  const first = await loaded(rows);
  expect(first).toMatchObject({ edition: 1, counts: { rows: 9, added: 3, rejected: 6, warned: 1 } });
  const codes = first.errors.map(({ row, errors }: { row: number; errors: { code: string }[] }) => [
    row,
    ...errors.map(({ code }) => code),
  ]);
  expect(codes).toEqual([
    [2, 'matter.doubled'],
    [3, 'matter.high-risk'],
    [4, 'matter.replacement'],
    [6, 'matter.replacement'],
    [7, expect.stringContaining('cell.')],
    [8, 'cell.required', 'cell.required'],
    [9, 'matter.no-notice'],
  ]);
  expect(await loaded(rows)).toMatchObject({ edition: null, counts: { added: 0, changed: 0, unchanged: 3 } });
});

test('a whole edition takes out what it does not name, but nothing while a row is bad', async () => {
  await loaded([aMatter('M-1'), aMatter('M-2'), retained('M-3')]);
  const faulty = await loaded([aMatter('M-1'), aMatter('M-2', { 风险等级: '高' })], '?mode=full');
  expect(faulty).toMatchObject({ edition: null, counts: { rejected: 1 } });
  expect(await found('')).toEqual(['M-1', 'M-2', 'M-3']);
  const full = await loaded([cancelled('M-1'), aMatter('M-2')], '?mode=full');
  expect(full).toMatchObject({ edition: 2, counts: { changed: 1, unchanged: 1, removed: 1 } });
  expect(await found('')).toEqual(['M-1', 'M-2']);
  expect((await window.api('/matters/M-3')).status).toBe(404);
  const one = await (await window.api('/matters/M-1')).json();
  expect(one).toMatchObject({
    list: 'cancelled',
    replacement: 'sharing',
    noticeText: expect.stringContaining('告知'),
    versions: [
      { edition: 2, list: 'cancelled' },
      { edition: 1, list: 'commitment' },
    ],
  });
  await loaded([aMatter('M-3')]);
  const { versions } = await (await window.api('/matters/M-3')).json();
  expect(versions.map(({ list }: { list: string }) => list)).toEqual(['commitment', null, 'retained']);
});

test('the check says of a matter why it may not: kept as proof, cancelled, or not in the catalogue', async () => {
  const check = async (matter?: string) =>
    (
      await window.api('/checks', {
        method: 'POST',
        json: { subject: { type: 'uscc', code: aUscc('matter') }, purpose: 'commitment', matter },
      })
    ).json();
  expect(await check('M-9')).toMatchObject({ outcome: 'eligible' });
  await loaded([aMatter('M-1'), cancelled('M-2'), retained('M-3')]);
  app.setNow('2026-11-24T02:00:02Z');
  expect(await check('M-1')).toMatchObject({ outcome: 'eligible' });
  expect(await check('M-2')).toMatchObject({
    outcome: 'matter-not-allowed',
    advice: expect.stringContaining('不得要求申请人提交证明'),
    reasons: [{ code: 'matter.cancelled', text: expect.stringContaining('无需提交任何证明') }],
  });
  expect(await check('M-3')).toMatchObject({
    outcome: 'matter-not-allowed',
    reasons: [{ code: 'matter.not-listed' }],
  });
  expect(await check('M-9')).toMatchObject({ code: 'check.matter-unknown' });
});

test('anybody may read the catalogue without signing in; only the registrar loads it', async () => {
  await loaded([aMatter('M-1')]);
  expect(await (await app.request('/public/matters?q=M-1')).json()).toMatchObject({
    items: [{ code: 'M-1' }],
  });
  const refused = await window.api('/matter-editions', { method: 'POST', body: 'x' });
  expect(refused.status).toBe(403);
  const unreadable = await load([{ 事项编码: 'M-1' }]);
  expect([unreadable.status, (await unreadable.json()).code]).toEqual([422, 'batch.header']);
  expect((await registrar.api('/matter-editions', { method: 'POST', body: '' })).status).toBe(422);
});

test('a check as of an instant judges by the edition that was known then', async () => {
  const asOf = async (instant: string, matter = 'M-1') =>
    (
      await window.api('/checks/as-of', {
        method: 'POST',
        json: {
          subject: { type: 'uscc', code: aUscc('as-of') },
          purpose: 'licensing',
          matter,
          asOf: instant,
        },
      })
    ).json();
  const edition = async (at: string, rows: readonly Cells[]) => {
    app.setNow(at);
    await loaded(rows, '?mode=full');
  };
  await edition('2026-11-24T03:00:00Z', [aMatter('M-1'), aMatter('M-2')]);
  await edition('2026-11-24T05:00:00Z', [retained('M-1'), aMatter('M-2')]);
  await edition('2026-11-24T07:00:00Z', [cancelled('M-1')]);
  await edition('2026-11-24T09:00:00Z', [aMatter('M-1')]);
  app.setNow('2026-11-24T10:00:00Z');
  const outcomes = async (matter: string) =>
    Promise.all(
      ['02:30', '04:00', '05:00', '06:00', '08:00', '09:30'].map(async (time) => {
        const { code, outcome = code, reasons = [] } = await asOf(`2026-11-24T${time}:00Z`, matter);
        return [outcome, ...reasons.map(({ code }: { code: string }) => code)].join(' ');
      }),
    );
  expect(await outcomes('M-1')).toEqual([
    'eligible',
    'eligible',
    'matter-not-allowed matter.not-listed',
    'matter-not-allowed matter.not-listed',
    'matter-not-allowed matter.cancelled',
    'eligible',
  ]);
  expect(await outcomes('M-2')).toEqual([
    'eligible',
    'eligible',
    'eligible',
    'eligible',
    'check.matter-unknown',
    'check.matter-unknown',
  ]);
});
