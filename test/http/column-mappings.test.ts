import { beforeEach, describe, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aCitizenId } from '../kit/identities.ts';
import { runQueue } from '../kit/run-jobs.ts';
import { type Agency, aDefaulterRow, aViolationRow, csvOf, upload } from '../kit/uploads.ts';

let app: TestApp;
let feeder: Agency;
const catalog = 'serious-violation';
const path = `/catalogs/${catalog}/mapping`;

beforeEach(async () => {
  app = await makeApp();
  feeder = await app.agency('SCJG', ['feeder'], [catalog, 'judgment-defaulter'], '示例市场监管局');
});

const save = (columns: Record<string, string | null>, by = feeder) =>
  by.api(path, { method: 'PUT', json: { columns } });
const send = (body: string, type = 'text/csv') =>
  feeder.api(`/batches?catalog=${catalog}`, { method: 'POST', headers: { 'content-type': type }, body });

const renamed = (row: Record<string, string>, names: Record<string, string>) =>
  Object.fromEntries(Object.entries(row).map(([header, text]) => [names[header] ?? header, text]));
const own = { 企业名称: '户名', 统一社会信用代码: '信用编号', 列入原因: '事实与理由' };
const aRow = (seed: string, cells = {}) => ({
  ...renamed(aViolationRow(feeder, seed, cells), own),
  内部流水号: `LS${seed}`,
});
const columns = { 户名: 'subjectName', 信用编号: 'uscc', 事实与理由: 'reason', 内部流水号: null };

test('a mapping is saved once and reads every later upload, CSV, JSON and error file alike', async () => {
  const refused = await send(csvOf([aRow('1')]));
  expect([refused.status, (await refused.json()).code]).toEqual([422, 'batch.header']);
  expect(await (await save(columns)).json()).toMatchObject({ catalog, version: 1, columns });
  const batch = await upload(app, feeder, { catalog, rows: [aRow('1'), aRow('2', { 列入日期: '某日' })] });
  expect(batch).toMatchObject({ mappingVersion: 1, counts: { accepted: 1, rejected: 1 } });

  const { items } = await (await feeder.api(`/batches/${batch.id}/errors.json`)).json();
  expect(items[0]).toMatchObject({ row: 2, errors: [{ column: '列入日期', value: '某日' }] });
  expect(items[0].values).toMatchObject({ 户名: '示例2食品有限公司' });
  const csv = await (await feeder.api(`/batches/${batch.id}/errors.csv`)).text();
  expect(csv).toContain('户名');
  expect(csv).not.toContain('内部流水号');
  const mended = await send(csv.replace('某日', '2026-03-02'));
  await runQueue(app.deps);
  const { id } = await mended.json();
  expect((await (await feeder.api(`/batches/${id}`)).json()).counts).toMatchObject({
    accepted: 1,
    rejected: 0,
  });

  const json = await send(JSON.stringify([aRow('3')]), 'application/json');
  await runQueue(app.deps);
  const third = await (await feeder.api(`/batches/${(await json.json()).id}`)).json();
  expect(third).toMatchObject({ mappingVersion: 1, counts: { accepted: 1 } });
});

test('a batch is read with the mapping it was accepted with, whatever is saved before the job runs', async () => {
  await save(columns);
  const { id } = await (await send(csvOf([aRow('1')]))).json();
  await save({ ...columns, 户名: null, 事实与理由: 'subjectName' });
  await runQueue(app.deps);
  const batch = await (await feeder.api(`/batches/${id}`)).json();
  expect(batch).toMatchObject({ mappingVersion: 1, counts: { accepted: 1 } });
  expect(await app.query('select name from subjects')).toEqual([{ name: '示例1食品有限公司' }]);
  await feeder.api(path, { method: 'DELETE' });
  expect((await send(csvOf([aRow('2')]))).status).toBe(422);
});

test("the same columns make no new version; another agency's mapping is its own; every change is audited", async () => {
  await save(columns);
  expect(await (await save(columns)).json()).toMatchObject({ version: 1 });
  expect(await (await save({ 户名: 'subjectName' })).json()).toMatchObject({ version: 2 });
  expect(await (await feeder.api(path)).json()).toMatchObject({
    version: 2,
    columns: { 户名: 'subjectName' },
  });
  const other = await app.agency('QT', ['feeder'], [catalog]);
  expect((await other.api(path)).status).toBe(404);
  expect((await feeder.api(path, { method: 'DELETE' })).status).toBe(204);
  expect([(await feeder.api(path)).status, (await feeder.api(path, { method: 'DELETE' })).status]).toEqual([
    404, 404,
  ]);
  expect(await (await save(columns)).json()).toMatchObject({ version: 4 });
  const lines = await app.query(`select action from audit_lines where action like 'mapping.%' order by id`);
  expect(lines.map(({ action }) => action)).toEqual([
    ...['mapping.save', 'mapping.save', 'mapping.save'],
    ...['mapping.remove', 'mapping.save'],
  ]);
});

describe('a mapping is refused', () => {
  test.each([
    ['to a field that is not there', { 户名: 'colour' }, 'mapping.field'],
    ['of a forbidden column', { 联系电话: 'reason' }, 'mapping.forbidden'],
    ["of the catalogue's own header to another field", { 列入原因: 'documentNo' }, 'mapping.known-header'],
    ['of one header spelled twice', { 户名: 'subjectName', '户 名*': 'reason' }, 'mapping.doubled'],
    ['of a number that may be a person’s', { [aCitizenId('1')]: 'reason' }, 'mapping.not-a-header'],
  ])('%s', async (_, given, code) => {
    const answer = await save(given);
    const problem = await answer.json();
    expect([answer.status, problem.code, problem.errors[0].code]).toEqual([422, 'mapping.invalid', code]);
    expect(JSON.stringify(problem)).not.toContain(aCitizenId('1'));
    expect(await app.query('select 1 from column_mappings')).toEqual([]);
  });

  test('for a catalogue that is not yours, and without the role', async () => {
    expect((await feeder.api('/catalogs/honour/mapping')).status).toBe(403);
    expect((await feeder.api('/catalogs/nothing/mapping')).status).toBe(404);
    const window = await app.agency('CK', ['window'], []);
    expect((await save(columns, window)).status).toBe(403);
  });
});

test('a forbidden column stays forbidden: even when mapped to nothing its cells are dropped and counted', async () => {
  expect((await save({ 联系电话: null })).status).toBe(200);
  const rows = [{ ...aViolationRow(feeder, '1'), 联系电话: '13800000000' }];
  const batch = await upload(app, feeder, { catalog, rows });
  expect(batch.counts).toMatchObject({ accepted: 1, warnings: 1 });
});

test('unknown headers come with the one field they almost name', async () => {
  const row = renamed(aViolationRow(feeder, '1'), { 列入决定书文号: '列入决定书文号码', 移出原因: '颜色' });
  const problem = await (await send(csvOf([row]))).json();
  const unknown = problem.errors.filter(({ code }: { code: string }) => code === 'header.unknown');
  expect(unknown.map(({ column, suggestion }: Record<string, string>) => [column, suggestion])).toEqual([
    ['列入决定书文号码', '列入决定书文号'],
    ['颜色', undefined],
  ]);
});

test("a person's number in a mapped column is as masked as in any", async () => {
  const of = '/catalogs/judgment-defaulter/mapping';
  await feeder.api(of, { method: 'PUT', json: { columns: { 证号: 'idNo', 当事人: 'subjectName' } } });
  const row = renamed(aDefaulterRow(feeder, '1', { 发布时间: '某日' }), { 证件号码: '证号' });
  const batch = await upload(app, feeder, { catalog: 'judgment-defaulter', rows: [row] });
  const text = await (await feeder.api(`/batches/${batch.id}/errors.json`)).text();
  expect(text).toContain('证号');
  expect(text).not.toContain(aCitizenId('1'));
});
