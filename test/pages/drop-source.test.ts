import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { lookAgain } from '../kit/dropped.ts';
import { elementsIn, labelFaults, postForm } from '../kit/page.ts';
import { s3Keys } from '../kit/s3-server.ts';
import { type Agency, aViolationRow, csvOf } from '../kit/uploads.ts';

const root = mkdtempSync(join(tmpdir(), 'registry-drop-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let app: TestApp;
let market: Agency;
let clerk: Awaited<ReturnType<TestApp['person']>>;
const path = '/desk/drop-sources';
const folder = {
  agency: 'SCJG',
  catalog: 'serious-violation',
  mode: 'append',
  kind: 'folder',
  location: 'scjg',
};
const bucket = {
  ...folder,
  kind: 's3',
  location: 'https://s3.example.gov.cn/drop/scjg/',
  'credentials.accessKeyId': s3Keys.accessKeyId,
  'credentials.secretAccessKey': s3Keys.secretAccessKey,
};

beforeEach(async () => {
  rmSync(join(root, 'scjg'), { recursive: true, force: true });
  mkdirSync(join(root, 'scjg'));
  app = await makeApp({ env: { DROP_ROOT: root } });
  await app.agency('XYB', ['registrar'], [], '示例信用办');
  market = await app.agency('SCJG', ['feeder'], ['serious-violation'], '示例市场监管局');
  clerk = await app.person('XYB', '登记员', ['registrar']);
});

const pageOf = async (where: string, who = clerk) => (await who.page(where)).text();
const post = (form: Record<string, string>) => postForm(clerk, path, form);
const actionsOn = (html: string) =>
  elementsIn(html).flatMap(({ name, attribs }) =>
    name === 'form' && attribs.action?.startsWith(path) ? [attribs.action] : [],
  );

test('a folder is added once, looked at, paused, resumed and removed; the page tells what the last look found', async () => {
  expect(await pageOf(path)).toContain('还没有取件来源');
  const form = await pageOf(`${path}/new`);
  expect(labelFaults(form)).toEqual([]);
  const onceKey = elementsIn(form).find(({ attribs }) => attribs.name === 'onceKey')?.attribs.value ?? '';
  const made = await post({ ...folder, onceKey });
  expect([made.status, made.headers.get('location')]).toEqual([303, `${path}?done=add`]);
  expect((await post({ ...folder, onceKey })).headers.get('location')).toBe(`${path}?done=add`);
  const fresh = await pageOf(`${path}?done=add`);
  for (const text of ['已添加', 'scjg', '服务器文件夹', '市场监管严重违法失信名单', '尚未查看'])
    expect(fresh).toContain(text);

  writeFileSync(join(root, 'scjg', 'a.csv'), csvOf([aViolationRow(market, '1')]));
  for (let look = 0; look < 3; look += 1) await lookAgain(app);
  expect(await pageOf(path)).toMatch(/正常.*见到 \d 个文件/s);

  const [pause = '', remove = ''] = actionsOn(await pageOf(path));
  expect((await postForm(clerk, pause, {})).headers.get('location')).toBe(`${path}?done=pause`);
  expect(await pageOf(`${path}?done=pause`)).toMatch(/放着的文件不动.*已暂停/s);
  await postForm(clerk, actionsOn(await pageOf(path))[0] ?? '', {});
  expect(await pageOf(path)).not.toContain('已暂停');
  expect((await postForm(clerk, remove, {})).headers.get('location')).toBe(`${path}?done=remove`);
  expect(await pageOf(path)).toContain('还没有取件来源');
  expect((await postForm(clerk, pause, {})).status).toBe(404);
});

test('what is wrong at the place stands beside it', async () => {
  await post(folder);
  rmSync(join(root, 'scjg'), { recursive: true });
  await lookAgain(app);
  expect(await pageOf(path)).toMatch(/有问题.*请核对路径/s);
});

test('a bucket is added with its keys, which no page shows again', async () => {
  expect((await post(bucket)).status).toBe(303);
  const twice = await (await post(bucket)).text();
  expect(twice).toContain('href="#location"');
  for (const html of [twice, await pageOf(path), await pageOf(`${path}/new`)])
    expect(html).not.toContain(s3Keys.secretAccessKey);
  expect(await pageOf(path)).not.toContain(s3Keys.accessKeyId);
  expect(await pageOf(path)).toContain('https://s3.example.gov.cn/drop/scjg/');
});

test.each([
  [{}, ['kind']],
  [{ kind: 'folder' }, ['agency', 'catalog', 'location']],
  [{ ...folder, agency: 'NOBODY' }, ['agency']],
  [{ ...folder, catalog: 'honour' }, ['catalog']],
  [{ ...folder, location: '../outside' }, ['location']],
  [{ ...folder, kind: 's3' }, ['credentials.accessKeyId', 'credentials.secretAccessKey']],
  [{ ...bucket, location: 'http://s3.example.gov.cn/drop/' }, ['location']],
] as const)('%o is refused at its fields and keeps what was typed', async (form, fields) => {
  const answer = await post(form);
  const html = await answer.text();
  expect(answer.status).toBe(422);
  expect(labelFaults(html)).toEqual([]);
  expect(fields.filter((field) => !html.includes(`href="#${field}"`))).toEqual([]);
  expect(html).not.toContain(s3Keys.secretAccessKey);
  expect(await app.query('select 1 from drop_sources')).toEqual([]);
});

test('without DROP_ROOT the form offers buckets only', async () => {
  app = await makeApp();
  await app.agency('XYB', ['registrar']);
  clerk = await app.person('XYB', '登记员', ['registrar']);
  const html = await pageOf(`${path}/new`);
  expect(html).toContain('未设 DROP_ROOT');
  expect(html).not.toContain('value="folder"');
});

test('registrars and system administrators find it on the desk; a feeder does not', async () => {
  const administrator = await app.person('XYB', '系统管理员', ['system-administrator']);
  const feeder = await app.person('SCJG', '报送员', ['feeder']);
  for (const who of [clerk, administrator]) expect(await pageOf('/desk', who)).toContain(`href="${path}"`);
  expect((await administrator.page(`${path}/new`)).status).toBe(200);
  expect(await pageOf('/desk', feeder)).not.toContain(path);
  expect((await feeder.page(path)).status).toBe(403);
  expect((await postForm(feeder, path, folder)).status).toBe(403);
});
