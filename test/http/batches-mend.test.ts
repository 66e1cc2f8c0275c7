import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { runQueue } from '../kit/run-jobs.ts';
import { type Agency, aDefaulterRow, aPenaltyRow, aViolationRow, upload } from '../kit/uploads.ts';

let app: TestApp;
let feeder: Agency;
const catalog = 'administrative-penalty';

beforeEach(async () => {
  app = await makeApp();
  const catalogs = [catalog, 'serious-violation', 'judgment-defaulter'];
  feeder = await app.agency('SCJG', ['feeder'], catalogs, '示例市场监管局');
});

const resend = async (body: BodyInit, type: string) => {
  const answer = await feeder.api(`/batches?catalog=${catalog}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  });
  expect(answer.status).toBe(202);
  await runQueue(app.deps);
  return (await feeder.api(`/batches/${(await answer.json()).id}`)).json();
};

test('the error file is mended and uploaded again as it is, CSV and XLSX alike', async () => {
  const rows = [aPenaltyRow(feeder, '1'), aPenaltyRow(feeder, '2', { 处罚决定日期: '某日' })];
  const batch = await upload(app, feeder, { catalog, rows });
  const csv = await (await feeder.api(`/batches/${batch.id}/errors.csv`)).text();
  expect(csv.split('\r\n')[0]).toMatch(/错误原因$/);
  expect(csv).toContain('示例2贸易有限公司');
  expect(csv).not.toContain('示例1贸易有限公司');
  const mended = await resend(csv.replace('某日', '2026-03-02'), 'text/csv');
  expect(mended.counts).toMatchObject({ rows: 1, accepted: 1, rejected: 0 });
  const xlsx = await feeder.api(`/batches/${batch.id}/errors.xlsx`);
  const type = xlsx.headers.get('content-type') ?? '';
  expect((await resend(await xlsx.arrayBuffer(), type)).counts).toMatchObject({ rows: 1, rejected: 1 });
  expect(await app.query(`select count(*) as n from audit_lines where action = 'batch.errors'`)).toEqual([
    { n: 2 },
  ]);
});

test('what the screen shows of a refused row is masked, what the agency downloads is its own in full', async () => {
  const rows = [aDefaulterRow(feeder, '1', { 发布时间: '某日' })];
  const batch = await upload(app, feeder, { catalog: 'judgment-defaulter', rows });
  expect(await (await feeder.api(`/batches/${batch.id}/errors.json`)).text()).not.toContain(aCitizenId('1'));
  expect(await (await feeder.api(`/batches/${batch.id}/errors.csv`)).text()).toContain(aCitizenId('1'));
});

test('a name that differs from the one on file is a warning with both, and the other name is kept', async () => {
  await upload(app, feeder, { catalog, rows: [aPenaltyRow(feeder, '1')] });
  const 统一代码 = { '行政相对人代码_1（统一社会信用代码）': aUscc('1') };
  const rows = [aPenaltyRow(feeder, '2', { ...统一代码, 行政相对人名称: '示例壹号贸易有限公司' })];
  const batch = await upload(app, feeder, { catalog, rows });
  expect(batch.counts).toMatchObject({ accepted: 1, warnings: 1 });
  const { items } = await (await feeder.api(`/batches/${batch.id}/errors.json`)).json();
  expect(items[0].errors[0].message).toMatch(/示例壹号贸易有限公司.*示例1贸易有限公司/);
  expect(await app.query(`select name from subject_names`)).toEqual([{ name: '示例壹号贸易有限公司' }]);
  expect(await app.query(`select count(*) as n from subjects`)).toEqual([{ n: 1 }]);
});

test('a whole list that would withdraw much waits for confirmation, then withdraws and revokes', async () => {
  const listed = (seeds: string[]) => seeds.map((seed) => aViolationRow(feeder, seed));
  const send = (seeds: string[]) =>
    upload(app, feeder, { catalog: 'serious-violation', rows: listed(seeds), mode: 'full' });
  expect((await send(['1', '2', '3'])).status).toBe('done');
  const waiting = await send(['1']);
  expect(waiting).toMatchObject({ status: 'awaiting-confirmation', missing: 2, withdrawn: 0 });
  expect(await app.query(`select count(*) as n from listings where state = 'listed'`)).toEqual([{ n: 3 }]);
  const confirmed = await feeder.api(`/batches/${waiting.id}/confirm`, { method: 'POST' });
  expect(confirmed.status).toBe(200);
  await runQueue(app.deps);
  expect(await (await feeder.api(`/batches/${waiting.id}`)).json()).toMatchObject({
    status: 'done',
    withdrawn: 2,
  });
  expect(await app.query(`select state, count(*) as n from listings group by 1 order by 1`)).toEqual([
    { state: 'listed', n: 1 },
    { state: 'repaired', n: 2 },
  ]);
  const late = await feeder.api(`/batches/${waiting.id}/confirm`, { method: 'POST' });
  expect([late.status, (await late.json()).code]).toEqual([409, 'batch.stage']);
});

test('a cancelled batch writes nothing more', async () => {
  const answer = await feeder.api(`/batches?catalog=${catalog}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([aPenaltyRow(feeder, '1')]),
  });
  const { id } = await answer.json();
  expect(await (await feeder.api(`/batches/${id}/cancel`, { method: 'POST' })).json()).toMatchObject({
    status: 'cancelled',
  });
  await runQueue(app.deps);
  expect(await app.query(`select 1 from records`)).toEqual([]);
});
