import { strToU8, type Zippable, zipSync } from 'fflate';
import { beforeEach, expect, test, vi } from 'vitest';
import { writeXlsx } from '../../src/platform/sheets/xlsx-writer.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { runQueue } from '../kit/run-jobs.ts';
import { type Agency, aViolationRow, csvOf } from '../kit/uploads.ts';

let app: TestApp;
let feeder: Agency;
const catalog = 'serious-violation';

beforeEach(async () => {
  app = await makeApp();
  feeder = await app.agency('SCJG', ['feeder'], [catalog], '示例市场监管局');
});

const send = (body: BodyInit, type: string, mode = 'append') =>
  feeder.api(`/batches?catalog=${catalog}&mode=${mode}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  });
const worked = async (answer: Response) => {
  if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`);
  const { id } = await answer.json();
  await runQueue(app.deps);
  return (await feeder.api(`/batches/${id}`)).json();
};
const sendZip = async (files: Zippable, mode = 'append') =>
  worked(await send(zipSync(files), 'application/zip', mode));
const aCsv = (...seeds: string[]) => strToU8(csvOf(seeds.map((seed) => aViolationRow(feeder, seed))));
const anXlsx = (...seeds: string[]) => {
  const rows = seeds.map((seed) => aViolationRow(feeder, seed));
  return writeXlsx({ name: '表', header: Object.keys(rows[0] ?? {}), rows: rows.map(Object.values) });
};
const listedNames = async () =>
  (await app.query(`select source_no as no from records where state = 'live' order by 1`)).map(
    ({ no }) => no,
  );

test.each([
  ['text/tab-separated-values', '\t', 'tab'],
  ['text/csv', ';', 'semicolon'],
  ['text/plain', ',', 'comma'],
])('a file of type %s divided by %j is read and told so', async (type, mark, separator) => {
  const row = aViolationRow(feeder, '1');
  const text = [Object.keys(row), Object.values(row)].map((cells) => cells.join(mark)).join('\n');
  const batch = await worked(await send(text, type));
  expect(batch).toMatchObject({ format: 'csv', encoding: 'utf-8', separator, files: null });
  expect(batch.counts).toMatchObject({ accepted: 1 });
});

test('an archive of files in several formats is one batch', async () => {
  const json = strToU8(JSON.stringify([aViolationRow(feeder, '4')]));
  const batch = await sendZip({ '一.csv': aCsv('1', '2'), '二.xlsx': anXlsx('3'), '三.json': json });
  expect(batch).toMatchObject({
    status: 'done',
    format: 'zip',
    totalRows: 4,
    counts: { rows: 4, accepted: 4 },
    files: [
      { name: '一.csv', format: 'csv', separator: 'comma', firstRow: 1 },
      { name: '二.xlsx', format: 'xlsx', firstRow: 3 },
      { name: '三.json', format: 'json', firstRow: 4 },
    ],
  });
});

test('a refused row is told with its file and its place in it; the error file is uploaded again as it is', async () => {
  const bad = aViolationRow(feeder, '3', { 列入日期: '某日' });
  const batch = await sendZip({
    '一.csv': aCsv('1', '2'),
    '二.csv': strToU8(csvOf([aViolationRow(feeder, '4'), bad])),
  });
  const { items } = await (await feeder.api(`/batches/${batch.id}/errors.json`)).json();
  expect(items).toMatchObject([
    { row: 4, file: '二.csv', fileRow: 2, errors: [{ column: '列入日期', value: '某日' }] },
  ]);
  const csv = await (await feeder.api(`/batches/${batch.id}/errors.csv`)).text();
  expect(csv).toContain('二.csv 第 2 行');
  const mended = await worked(await send(csv.replace('某日', '2026-03-02'), 'text/csv'));
  expect(mended.counts).toMatchObject({ rows: 1, accepted: 1 });
  const xlsx = await feeder.api(`/batches/${batch.id}/errors.xlsx`);
  const again = await worked(await send(await xlsx.arrayBuffer(), xlsx.headers.get('content-type') ?? ''));
  expect(again).toMatchObject({ format: 'xlsx', counts: { rejected: 1 } });
});

test('an archive as the whole list names the records of all its files, and withdraws no other', async () => {
  await sendZip({ 'a.csv': aCsv('1', '2'), 'b.csv': aCsv('3', '4', '5') });
  const batch = await sendZip({ 'a.csv': aCsv('1', '2'), 'b.csv': aCsv('3', '4') }, 'full');
  expect(batch).toMatchObject({ status: 'awaiting-confirmation', missing: 1, counts: { unchanged: 4 } });
  await feeder.api(`/batches/${batch.id}/confirm`, { method: 'POST' });
  await runQueue(app.deps);
  const confirmed = await (await feeder.api(`/batches/${batch.id}`)).json();
  expect(confirmed).toMatchObject({ status: 'done', withdrawn: 1 });
  expect(await listedNames()).toEqual(['YZ-1', 'YZ-2', 'YZ-3', 'YZ-4']);
});

test('a whole list of which one file is broken withdraws nothing and writes nothing', async () => {
  await sendZip({ 'a.csv': aCsv('1', '2', '3') });
  const broken = Uint8Array.of(...aCsv('2', '3'), ...strToU8('"'));
  const batch = await sendZip({ 'a.csv': aCsv('1'), 'b.csv': broken }, 'full');
  expect(batch).toMatchObject({ status: 'failed', withdrawn: 0, problem: { code: 'batch.unreadable' } });
  expect(batch.problem.detail).toContain('b.csv');
  expect(await listedNames()).toEqual(['YZ-1', 'YZ-2', 'YZ-3']);
});

test('what an archive may not hold is refused before 202, and nothing is kept', async () => {
  const answer = await send(zipSync({ 'a.csv': aCsv('1'), '里.zip': new Uint8Array(9) }), 'application/zip');
  const problem = await answer.json();
  expect([answer.status, problem.code]).toEqual([422, 'batch.archive']);
  expect(problem.detail).toContain('里.zip');
  const header = await send(
    zipSync({ 'a.csv': aCsv('1'), 'b.csv': strToU8('甲,乙\n1,2') }),
    'application/zip',
  );
  const { code, errors } = await header.json();
  expect([header.status, code]).toEqual([422, 'batch.header']);
  expect(errors[0].message).toContain('文件“b.csv”');
  expect(await app.query('select 1 from batches')).toEqual([]);
});

test('a bomb is refused without being unpacked', async () => {
  const bomb = zipSync({ 'a.csv': new Uint8Array(64 * 1024 ** 2).fill(44) }, { level: 9 });
  expect(bomb.length).toBeLessThan(200_000);
  const batch = await worked(await send(bomb, 'application/zip'));
  expect(batch).toMatchObject({ status: 'failed', problem: { code: 'batch.bomb' } });
});

test('an archive larger than one stored part is read part by part', async () => {
  const seeds = Array.from({ length: 30 }, (_, place) => `${place}`);
  const noise = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 7919 * (i % 251)) % 251);
  const files: Zippable = {
    '__MACOSX/._x': [noise, { level: 0 }],
    'a.csv': aCsv(...seeds),
    'b.xlsx': anXlsx('99'),
  };
  const batch = await sendZip(files);
  expect(batch).toMatchObject({ status: 'done', counts: { accepted: 31 } });
});

test('of JSON that is all ASCII only the beginning is read before 202; its encoding is certain once it is counted', async () => {
  const rows = Array.from({ length: 3000 }, (_, no) => aViolationRow(feeder, `A${no}`));
  const escaped = JSON.stringify(rows).replace(
    /\P{ASCII}/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  expect(escaped.length).toBeGreaterThan(1_500_000);
  const opened = vi.spyOn(app.deps.vault, 'open');
  const answer = await send(`${escaped}`, 'application/json');
  const { id, encoding } = await answer.json();
  expect([answer.status, encoding, opened.mock.calls.length < 7]).toEqual([202, null, true]);
  await runQueue(app.deps);
  expect(await (await feeder.api(`/batches/${id}`)).json()).toMatchObject({
    status: 'done',
    encoding: 'utf-8',
    counts: { accepted: 3000 },
  });
});
