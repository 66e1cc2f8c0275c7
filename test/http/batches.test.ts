import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { type Agency, aPenaltyRow, csvOf, upload } from '../kit/uploads.ts';

let app: TestApp;
let feeder: Agency;
const catalog = 'administrative-penalty';

beforeEach(async () => {
  app = await makeApp();
  feeder = await app.agency('SCJG', ['feeder'], [catalog, 'serious-violation'], '示例市场监管局');
});

const rowsOf = (...seeds: string[]) => seeds.map((seed) => aPenaltyRow(feeder, seed));
const noWarnings = { unchanged: 0, corrected: 0, held: 0, rejected: 0, warnings: 0 };

test('good rows become live records with their provenance, and the feed is fresh', async () => {
  const batch = await upload(app, feeder, { catalog, rows: rowsOf('1', '2', '3') });
  expect(batch).toMatchObject({
    status: 'done',
    counts: { ...noWarnings, rows: 3, accepted: 3 },
    progress: 1,
  });
  expect(
    await app.query(
      `select source_no, state, version, document_no, batch_id, batch_row from records order by batch_row`,
    ),
  ).toMatchObject([
    { source_no: 'CF-1', state: 'live', version: 1, batch_id: batch.id, batch_row: 1 },
    { source_no: 'CF-2', batch_row: 2 },
    { source_no: 'CF-3', batch_row: 3 },
  ]);
  expect(await app.query(`select catalog from feeds`)).toEqual([{ catalog }]);
});

test('the same file twice changes nothing', async () => {
  await upload(app, feeder, { catalog, rows: rowsOf('1', '2') });
  const again = await upload(app, feeder, { catalog, rows: rowsOf('1', '2') });
  expect(again.counts).toEqual({ ...noWarnings, rows: 2, accepted: 0, unchanged: 2 });
  expect(await app.query(`select max(version) as v, count(*) as n from records`)).toEqual([{ v: 1, n: 2 }]);
  expect(await app.query(`select 1 from record_versions`)).toEqual([]);
});

test('a corrected row keeps the earlier version with the time it was known', async () => {
  await upload(app, feeder, { catalog, rows: rowsOf('1') });
  app.setNow('2026-11-25T02:00:00.000Z');
  const rows = [aPenaltyRow(feeder, '1', { 处罚内容: '罚款人民币贰万元', '罚款金额（万元）': '2' })];
  const batch = await upload(app, feeder, { catalog, rows });
  expect(batch.counts).toMatchObject({ corrected: 1, accepted: 0 });
  expect(await app.query(`select version, fields->>'fineAmount' as fine from records`)).toEqual([
    { version: 2, fine: '2' },
  ]);
  expect(
    await app.query(
      `select version, fields->>'fineAmount' as fine, known_until > known_from as was from record_versions`,
    ),
  ).toEqual([{ version: 1, fine: '1', was: true }]);
});

test('the same record twice in one file: the later row corrects the earlier', async () => {
  const rows = [...rowsOf('1'), aPenaltyRow(feeder, '1', { 处罚内容: '罚款人民币叁万元' }), ...rowsOf('1')];
  const batch = await upload(app, feeder, { catalog, rows });
  expect(batch.counts).toMatchObject({ rows: 3, accepted: 1, corrected: 2 });
  expect(await app.query(`select version, fields->>'content' as content from records`)).toEqual([
    { version: 3, content: '罚款人民币壹万元' },
  ]);
});

test('bad rows are refused with every reason, good rows of the same file go in', async () => {
  const bad = aPenaltyRow(feeder, '9', {
    '行政相对人代码_1（统一社会信用代码）': '914403001922038210',
    处罚决定日期: '2026-13-40',
  });
  const batch = await upload(app, feeder, { catalog, rows: [...rowsOf('1'), bad] });
  expect(batch.counts).toMatchObject({ rows: 2, accepted: 1, rejected: 1 });
  const errors = await (await feeder.api(`/batches/${batch.id}/errors.json`)).json();
  expect(errors.items).toHaveLength(1);
  expect(errors.items[0]).toMatchObject({ row: 2, verdict: 'rejected' });
  expect(errors.items[0].errors.length).toBeGreaterThan(1);
});

test('dry-run gives verdicts and writes nothing', async () => {
  const batch = await upload(app, feeder, { catalog, rows: rowsOf('1', '2'), mode: 'dry-run' });
  expect(batch).toMatchObject({ status: 'done', counts: { rows: 2, accepted: 2 } });
  for (const table of ['records', 'subjects', 'listings', 'feeds', 'events'])
    expect(await app.query(`select 1 from ${table}`)).toEqual([]);
});

test('a repeated upload with the same key gets the first batch, and no second copy is kept', async () => {
  const send = (body: string) =>
    feeder.api(`/batches?catalog=${catalog}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', 'idempotency-key': 'march' },
      body,
    });
  const first = await (await send(csvOf(rowsOf('1')))).json();
  const second = await send(csvOf(rowsOf('1')));
  expect(second.status).toBe(202);
  expect((await second.json()).id).toBe(first.id);
  const other = await send(csvOf(rowsOf('2')));
  expect(other.status).toBe(409);
  expect((await other.json()).code).toBe('idempotency.reused');
  expect(await app.query(`select count(*) as n from batches`)).toEqual([{ n: 1 }]);
  expect(await app.query(`select count(distinct batch_id) as n from batch_parts`)).toEqual([{ n: 1 }]);
});

test('a file of several parts and several chunks goes in whole', async () => {
  const seeds = Array.from({ length: 2500 }, (_, place) => String(place));
  const batch = await upload(app, feeder, { catalog, rows: rowsOf(...seeds) });
  expect(batch.counts).toMatchObject({ rows: 2500, accepted: 2500 });
  expect(await app.query(`select count(*) > 2 as many from batch_parts`)).toEqual([{ many: true }]);
  expect(await app.query(`select count(*) as n from audit_lines where action = 'batch.work'`)).toEqual([
    { n: 4 },
  ]);
});
