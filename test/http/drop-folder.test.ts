import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { pollDropSources } from '../../src/intake/drop-sources/poll-drop-sources.driver.ts';
import type { DropBox } from '../../src/platform/outside/drop-box.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { batchesOf, lookAgain } from '../kit/dropped.ts';
import { type Agency, aViolationRow, csvOf } from '../kit/uploads.ts';

const root = mkdtempSync(join(tmpdir(), 'registry-drop-'));
const outside = mkdtempSync(join(tmpdir(), 'registry-outside-'));
afterAll(() => {
  for (const folder of [root, outside]) rmSync(folder, { recursive: true, force: true });
});

let app: TestApp;
let registrar: Agency;
let office: Agency;
let folder: string;
const catalog = 'serious-violation';

beforeEach(async () => {
  app = await makeApp({ env: { DROP_ROOT: root } });
  registrar = await app.agency('XXZX', ['registrar']);
  office = await app.agency('SCJG', ['feeder'], [catalog], '示例市场监管局');
  folder = join(root, 'scjg');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
});

const add = (wish: object = {}) =>
  registrar.api('/drop-sources', {
    method: 'POST',
    json: { agency: 'SCJG', catalog, kind: 'folder', location: 'scjg', ...wish },
  });
const added = async (wish: object = {}): Promise<string> => (await (await add(wish)).json()).id;
const drop = (name: string, ...seeds: string[]) =>
  writeFileSync(join(folder, name), csvOf(seeds.map((seed) => aViolationRow(office, seed))));
const yearsAgo = (name: string) => utimesSync(join(folder, name), 1_600_000_000, 1_600_000_000);
const result = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const lastResult = async () => (await (await registrar.api('/drop-sources')).json()).items[0].lastResult;

test('a dropped file becomes a batch once it is whole, and its result and original are laid beside', async () => {
  await added();
  drop('名单.csv', '1', '2');
  await pollDropSources(app.deps);
  expect(await batchesOf(app)).toEqual([]);
  expect(await lastResult()).toMatchObject({ found: 1, waiting: 1, submitted: 0, problem: null });
  await lookAgain(app);
  expect(await batchesOf(app)).toMatchObject([
    { name: '名单.csv', mode: 'append', accepted: 2, by: 'source' },
  ]);
  await lookAgain(app);
  expect(readdirSync(folder).toSorted()).toEqual(['.done', '名单.csv.done.json']);
  expect(readdirSync(join(folder, '.done'))).toEqual(['名单.csv']);
  expect(result('名单.csv.done.json')).toMatchObject({
    status: 'done',
    counts: { rows: 2, accepted: 2, rejected: 0 },
    message: expect.stringContaining('新增 2 行'),
    refusedRows: null,
    problem: null,
  });
  for (let looks = 0; looks < 2; looks++) await lookAgain(app);
  expect(await batchesOf(app)).toHaveLength(1);
  expect(await app.query(`select 1 from dropped_files`)).toEqual([]);
});

test('a file that is still being written, or named as unfinished, is left alone', async () => {
  await added();
  drop('半.csv', '1');
  drop('.隐.csv', '2');
  drop('传.csv.part', '3');
  drop('传.TMP', '4');
  await lookAgain(app);
  drop('半.csv', '1', '5');
  yearsAgo('半.csv');
  await lookAgain(app);
  expect(await batchesOf(app)).toEqual([]);
  expect(await lastResult()).toMatchObject({ found: 1, waiting: 1 });
  await lookAgain(app);
  expect(await batchesOf(app)).toMatchObject([{ name: '半.csv', accepted: 2 }]);
});

test('refused rows come back as a file to mend; a mended file under the same name replaces the result', async () => {
  await added();
  const wrong = aViolationRow(office, '2', { 统一社会信用代码: '91440300MA5EXMPX84' });
  writeFileSync(join(folder, 'a.csv'), csvOf([aViolationRow(office, '1'), wrong]));
  for (let looks = 0; looks < 3; looks++) await lookAgain(app);
  expect(result('a.csv.done.json')).toMatchObject({
    counts: { rows: 2, accepted: 1, rejected: 1 },
    refusedRows: 'a.csv.error.csv',
    message: expect.stringContaining('另存为其他文件名'),
  });
  const refused = readFileSync(join(folder, 'a.csv.error.csv'), 'utf8');
  expect(refused).toContain('错误原因');
  expect(refused).toContain('91440300MA5EXMPX84');
  writeFileSync(join(folder, 'b.csv'), '甲,乙\n1,2\n');
  for (let looks = 0; looks < 3; looks++) await lookAgain(app);
  expect(result('b.csv.error.json')).toMatchObject({
    status: 'refused',
    batch: null,
    problem: { code: 'batch.header' },
  });
  expect(readdirSync(join(folder, '.error'))).toEqual(['b.csv']);
  drop('a.csv', '1', '2');
  drop('b.csv', '3');
  for (let looks = 0; looks < 3; looks++) await lookAgain(app);
  expect(readdirSync(folder).toSorted()).toEqual(['.done', '.error', 'a.csv.done.json', 'b.csv.done.json']);
  expect(result('a.csv.done.json').counts).toMatchObject({ accepted: 1, unchanged: 1, rejected: 0 });
});

test('a file that is too large is refused before it is read', async () => {
  app = await makeApp({ env: { DROP_ROOT: root, MAX_UPLOAD_MB: '0.001' } });
  registrar = await app.agency('XXZX', ['registrar']);
  office = await app.agency('SCJG', ['feeder'], [catalog]);
  await added();
  drop('大.csv', ...Array.from({ length: 30 }, (_, place) => String(place)));
  for (let looks = 0; looks < 3; looks++) await lookAgain(app);
  expect(result('大.csv.error.json').problem.code).toBe('batch.too-large');
});

test('nothing is followed out of the root: no path, no link to a folder, no link to a file', async () => {
  symlinkSync(outside, join(root, 'leads-out'));
  symlinkSync(join(outside, 'secret.csv'), join(folder, 'link.csv'));
  writeFileSync(join(outside, 'secret.csv'), csvOf([aViolationRow(office, '1')]));
  for (const location of ['../x', '/etc', 'a/../../b', 'leads-out', 'missing', '.', 'c:\\x'])
    expect((await add({ location })).status, location).toBe(422);
  await added();
  for (let looks = 0; looks < 3; looks++) await lookAgain(app);
  expect(await batchesOf(app)).toEqual([]);
  rmSync(folder, { recursive: true });
  symlinkSync(outside, folder);
  await lookAgain(app);
  expect(await lastResult()).toMatchObject({ submitted: 0, problem: { code: 'source.location' } });
  expect(existsSync(join(outside, '.done'))).toBe(false);
  rmSync(folder);
});

test('a link laid where a result or the finished originals go is not written through', async () => {
  await added();
  symlinkSync(outside, join(folder, '.done'));
  writeFileSync(join(outside, 'mine'), 'mine');
  symlinkSync(join(outside, 'mine'), join(folder, '.x.csv.done.json.tmp'));
  symlinkSync(join(outside, 'mine'), join(folder, 'x.csv.done.json'));
  drop('x.csv', '1');
  for (let looks = 0; looks < 4; looks++) await lookAgain(app);
  expect(readFileSync(join(outside, 'mine'), 'utf8')).toBe('mine');
  expect(existsSync(join(outside, 'x.csv'))).toBe(false);
  expect(await lastResult()).toMatchObject({ problem: { code: 'source.location' } });
  expect(await batchesOf(app)).toHaveLength(1);
});

test('a process 25 hours ahead takes no file that is still written, and leaves nothing behind when it dies', async () => {
  // Ahead of the database, on any day, and never before the day the agency was made.
  const now = () => new Date(Math.max(Date.now(), app.deps.clock.now().getTime()) + 25 * 3_600_000);
  await added();
  drop('a.csv', '1');
  await pollDropSources(app.deps);
  drop('a.csv', '1', '2');
  await pollDropSources({ ...app.deps, clock: { now } });
  expect(await batchesOf(app)).toEqual([]);

  const hangs = () => new Promise<never>(() => {});
  const dying = {
    ...app.deps,
    clock: { now },
    openFolder: async () => ({ list: hangs }) as unknown as DropBox,
  };
  void pollDropSources(dying);
  const taken = `select 1 from drop_sources where lease_token is not null`;
  await expect.poll(() => app.query(taken), { timeout: 60_000 }).toHaveLength(1);
  await app.query(`update drop_sources set lease_until = lease_until - interval '60 seconds'`);
  await lookAgain(app);
  expect(await batchesOf(app)).toMatchObject([{ name: 'a.csv', accepted: 2 }]);
});

test('several processes that look at once take each file once', async () => {
  await added();
  for (const seed of ['1', '2', '3', '4', '5']) {
    drop(`${seed}.csv`, seed);
    utimesSync(join(folder, `${seed}.csv`), 1e9, 1e9);
  }
  await Promise.all(Array.from({ length: 4 }, () => pollDropSources(app.deps)));
  await lookAgain(app);
  expect(
    await app.query(`select count(*)::int as n, count(distinct file_name)::int as names from batches`),
  ).toEqual([{ n: 5, names: 5 }]);
});

test('a whole list that would withdraw much waits for its agency, and its result with it', async () => {
  await added({ mode: 'full' });
  drop('全.csv', '1', '2', '3');
  for (let looks = 0; looks < 3; looks++) await lookAgain(app);
  drop('全2.csv', '1');
  for (let looks = 0; looks < 3; looks++) await lookAgain(app);
  expect(await lastResult()).toMatchObject({ waiting: 1, settled: 0 });
  const { items } = await (await office.api('/batches')).json();
  expect(items[0].status).toBe('awaiting-confirmation');
  await office.api(`/batches/${items[0].id}/cancel`, { method: 'POST' });
  await lookAgain(app);
  expect(result('全2.csv.error.json')).toMatchObject({
    status: 'cancelled',
    message: expect.stringContaining('已被取消'),
  });
});

test('a broken source is told of and holds up no other; a paused one is not looked at', async () => {
  mkdirSync(join(root, 'gone'), { recursive: true });
  const gone = await added({ location: 'gone' });
  rmSync(join(root, 'gone'), { recursive: true });
  const paused = await added();
  await registrar.api(`/drop-sources/${paused}`, { method: 'PATCH', json: { isPaused: true } });
  drop('1.csv', '1');
  for (let looks = 0; looks < 3; looks++) await lookAgain(app);
  expect(await batchesOf(app)).toEqual([]);
  await registrar.api(`/drop-sources/${paused}`, { method: 'PATCH', json: { isPaused: false } });
  for (let looks = 0; looks < 3; looks++) await lookAgain(app);
  expect(await batchesOf(app)).toHaveLength(1);
  const { items } = await (await registrar.api('/drop-sources')).json();
  expect(items.find(({ id }: { id: string }) => id === gone).lastResult.problem.code).toBe('source.location');
});

test('an agency that may no longer feed keeps its files, and the source says why', async () => {
  await added();
  drop('1.csv', '1');
  await app.query(`update agencies set catalogs = '{}' where code = 'SCJG'`);
  for (let looks = 0; looks < 3; looks++) await lookAgain(app);
  expect(readdirSync(folder)).toEqual(['1.csv']);
  expect(await lastResult()).toMatchObject({ problem: { code: 'catalog.not-yours' } });
  await app.query(`update agencies set valid_until = '2026-01-01' where code = 'SCJG'`);
  await lookAgain(app);
  expect(await lastResult()).toMatchObject({ problem: { code: 'agency.expired' } });
});
