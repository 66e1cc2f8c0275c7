import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aUscc } from '../kit/identities.ts';
import { runQueue } from '../kit/run-jobs.ts';
import { type Agency, aViolationRow, upload } from '../kit/uploads.ts';

// What a feeder agency's clerk lives through, each story from her side of the desk to the window's.
let app: TestApp;
let clerk: Agency;
let window: Agency;
const catalog = 'serious-violation';

beforeEach(async () => {
  app = await makeApp();
  clerk = await app.agency('SCJG', ['feeder'], [catalog], '示例市场监管局');
  window = await app.agency('ZWFW', ['window'], []);
});

const send = (rows: readonly Record<string, string>[], mode = 'append') =>
  upload(app, clerk, { catalog, rows, mode });
const mayCommit = async (seed: string) => {
  const json = { subject: { type: 'uscc', code: aUscc(seed) }, purpose: 'commitment' };
  return (await (await window.api('/checks', { method: 'POST', json })).json()).outcome;
};

test('first upload with dirt: every good row is in, every bad row comes back with all its reasons', async () => {
  const batch = await send([
    aViolationRow(clerk, '1', { 统一社会信用代码: ` ${aUscc('1').toLowerCase()}　` }),
    aViolationRow(clerk, '2', { 列入日期: '２０２６年３月２日' }),
    aViolationRow(clerk, '3', { 统一社会信用代码: '914403001922038210', 列入日期: '某日' }),
  ]);
  expect(batch).toMatchObject({ status: 'done', counts: { rows: 3, accepted: 2, rejected: 1 } });
  const { items } = await (await clerk.api(`/batches/${batch.id}/errors.json`)).json();
  expect(items.map(({ row, verdict }: { row: number; verdict: string }) => [row, verdict])).toEqual([
    [1, 'warned'],
    [3, 'rejected'],
  ]);
  expect(items[1].errors.map(({ column }: { column: string }) => column)).toEqual(
    expect.arrayContaining(['统一社会信用代码', '列入日期']),
  );
  expect([await mayCommit('1'), await mayCommit('2'), await mayCommit('3')]).toEqual([
    'ineligible',
    'ineligible',
    'eligible',
  ]);
});

test('the error file is mended, uploaded again as it is, and then nothing is left to mend', async () => {
  const first = await send([aViolationRow(clerk, '1'), aViolationRow(clerk, '2', { 列入日期: '某日' })]);
  const errors = await (await clerk.api(`/batches/${first.id}/errors.csv`)).text();
  const answer = await clerk.api(`/batches?catalog=${catalog}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: errors.replace('某日', '2026-03-02'),
  });
  await runQueue(app.deps);
  const mended = await (await clerk.api(`/batches/${(await answer.json()).id}`)).json();
  expect(mended.counts).toMatchObject({ rows: 1, accepted: 1, rejected: 0 });
  expect(await mayCommit('2')).toBe('ineligible');
});

test('one record is corrected: the earlier version is kept, and the window reads the new reason', async () => {
  await send([aViolationRow(clerk, '1')]);
  expect(
    (await send([aViolationRow(clerk, '1', { 列入决定书文号: '示市监严列〔2026〕9号' })])).counts,
  ).toMatchObject({
    corrected: 1,
  });
  const json = { subject: { type: 'uscc', code: aUscc('1') }, purpose: 'commitment' };
  const { reasons } = await (await window.api('/checks', { method: 'POST', json })).json();
  expect(reasons).toMatchObject([{ documentNo: '示市监严列〔2026〕9号' }]);
  expect(await app.query(`select document_no from record_versions`)).toEqual([
    { document_no: '示市监严列〔2026〕1号' },
  ]);
});

test('one record is withdrawn: with a reason, its listing falls and the window is free again', async () => {
  await send([aViolationRow(clerk, '1')]);
  const at = `/records/${catalog}/YZ-1`;
  expect((await clerk.api(at, { method: 'DELETE' })).status).toBeGreaterThanOrEqual(400);
  expect(await mayCommit('1')).toBe('ineligible');
  const gone = await clerk.api(`${at}?reason=${encodeURIComponent('决定已撤销')}`, { method: 'DELETE' });
  expect(gone.status).toBeLessThan(300);
  expect(await mayCommit('1')).toBe('eligible');
  expect(await app.query(`select state, removal_ground as ground from listings`)).toEqual([
    { state: 'repaired', ground: 'withdrawn-by-source' },
  ]);
});

test('the whole list is replaced by mistake: the preview stops it, and cancelling leaves everything as it was', async () => {
  const seeds = ['1', '2', '3', '4'];
  await send(
    seeds.map((seed) => aViolationRow(clerk, seed)),
    'full',
  );
  const mistake = await send([aViolationRow(clerk, '4')], 'full');
  expect(mistake).toMatchObject({ status: 'awaiting-confirmation', missing: 3, withdrawn: 0 });
  expect((await clerk.api(`/batches/${mistake.id}/cancel`, { method: 'POST' })).status).toBe(200);
  await runQueue(app.deps);
  expect(await Promise.all(seeds.map(mayCommit))).toEqual(seeds.map(() => 'ineligible'));
});
