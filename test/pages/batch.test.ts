import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aCitizenId } from '../kit/identities.ts';
import { labelFaults, postFile } from '../kit/page.ts';
import { runQueue } from '../kit/run-jobs.ts';
import { type Agency, aDefaulterRow, aViolationRow, csvOf } from '../kit/uploads.ts';

let app: TestApp;
let office: Agency;
let feeder: Awaited<ReturnType<TestApp['person']>>;

beforeEach(async () => {
  app = await makeApp();
  office = await app.agency(
    'SCJG',
    ['feeder'],
    ['serious-violation', 'judgment-defaulter'],
    '示例市场监管局',
  );
  feeder = await app.person('SCJG', '报送员', ['feeder']);
});

const post = (name: string, text: string, catalog = 'serious-violation', mode = 'append') =>
  postFile(feeder, `/desk/batches?catalog=${catalog}&mode=${mode}`, { name, text });

const dirty = () =>
  csvOf([
    aViolationRow(office, '1'),
    aViolationRow(office, '2', {
      统一社会信用代码: '91440300MA5EXMPX84',
      企业名称: '<i>示例</i>错码食品有限公司',
    }),
  ]);

test('the desk offers the catalogues the agency may feed, and no other', async () => {
  const html = await (await feeder.page('/desk/batches')).text();
  expect(html).toContain('/desk/batches/new?catalog=judgment-defaulter');
  expect(html).not.toContain('/desk/batches/new?catalog=honour');
});

test('the upload page names its columns, its templates and a way to try without storing', async () => {
  const html = await (await feeder.page('/desk/batches/new?catalog=serious-violation')).text();
  expect(html).toContain('统一社会信用代码（必填）');
  expect(html).toContain('/api/v1/catalogs/serious-violation/template.xlsx');
  expect(html).toContain('mode=dry-run');
  expect(labelFaults(html)).toEqual([]);
});

test('an upload redirects to its batch, which follows itself until the work is done', async () => {
  const answer = await post('名单.csv', dirty());
  const where = answer.headers.get('location') ?? '';
  expect([answer.status, where]).toEqual([303, expect.stringMatching(/^\/desk\/batches\/[0-9a-f-]{36}$/)]);
  const waiting = await (await feeder.page(where)).text();
  expect(waiting).toContain('data-live');
  expect(waiting).toContain('http-equiv="refresh"');
  await runQueue(app.deps);
  const done = await (await feeder.page(where)).text();
  expect(done).not.toContain('data-live');
  expect(done).not.toContain('http-equiv="refresh"');
  expect(done).toContain('名单.csv');
  expect(done).toContain('已完成');
});

test('a refused row is shown with its column, its value and what to do, and can be downloaded', async () => {
  const where = (await post('名单.csv', dirty())).headers.get('location') ?? '';
  await runQueue(app.deps);
  const html = await (await feeder.page(where)).text();
  expect(html).toContain('91440300MA5EXMPX84');
  expect(html).toContain('校验码不符');
  expect(html).toContain('<th scope="row" class="number">2</th>');
  expect(html).not.toContain('<i>示例');
  const id = where.split('/').at(-1);
  const file = await feeder.page(`/api/v1/batches/${id}/errors.csv`);
  expect([file.status, await file.text()]).toEqual([200, expect.stringContaining('错误原因')]);
});

test("no page shows a person's number, not even one that was refused", async () => {
  const code = aCitizenId('refused');
  const rows = [aDefaulterRow(office, '1', { 证件号码: code, 发布时间: '昨天' })];
  const where = (await post('失信.csv', csvOf(rows), 'judgment-defaulter')).headers.get('location') ?? '';
  await runQueue(app.deps);
  const html = await (await feeder.page(where)).text();
  expect(html).toContain('发布时间');
  expect(html).not.toContain(code);
});

test.each([
  ['nothing chosen', '', ''],
  ['no rows', '名单.csv', '企业名称,统一社会信用代码\n'],
  ['a foreign header', '名单.csv', '甲,乙\n1,2\n'],
])('an upload of %s is refused at the file, and nothing is kept', async (_, name, text) => {
  const answer = await post(name, text);
  const html = await answer.text();
  expect(answer.status).toBe(422);
  expect(html).toContain('href="#file"');
  expect(labelFaults(html)).toEqual([]);
  expect(await app.query('select id from batches')).toEqual([]);
});

test('a whole list that would withdraw much waits for a person to confirm or cancel', async () => {
  const all = Array.from({ length: 4 }, (_, place) => aViolationRow(office, String(place)));
  await post('全部.csv', csvOf(all));
  await runQueue(app.deps);
  const where =
    (await post('一条.csv', csvOf(all.slice(0, 1)), 'serious-violation', 'full')).headers.get('location') ??
    '';
  await runQueue(app.deps);
  expect(await (await feeder.page(where)).text()).toContain('将撤回 3 条');
  const confirmed = await feeder.page(`${where}/confirm`, { method: 'POST' });
  expect([confirmed.status, confirmed.headers.get('location')]).toEqual([303, where]);
  await runQueue(app.deps);
  const twice = await feeder.page(`${where}/confirm`, { method: 'POST' });
  expect([twice.status, await twice.text()]).toEqual([
    422,
    expect.stringContaining('批次所处阶段不允许该操作'),
  ]);
});

test("another agency's batch is as unknown as none, and a window clerk may not feed", async () => {
  const where = (await post('名单.csv', dirty())).headers.get('location') ?? '';
  await app.agency('QT', ['feeder'], ['serious-violation']);
  const other = await app.person('QT', '报送员', ['feeder']);
  expect((await other.page(where)).status).toBe(404);
  expect((await other.page(`/desk/batches/${'-'.repeat(36)}`)).status).toBe(404);
  await app.agency('CK', ['window'], []);
  const clerk = await app.person('CK', '窗口一号', ['window']);
  expect((await clerk.page('/desk/batches')).status).toBe(403);
  expect((await clerk.page('/desk/batches/new?catalog=serious-violation')).status).toBe(403);
});
