import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { administratorsOf } from '../kit/people.ts';
import { s3Keys } from '../kit/s3-server.ts';
import type { Agency } from '../kit/uploads.ts';

const root = mkdtempSync(join(tmpdir(), 'registry-drop-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
mkdirSync(join(root, 'a'));
mkdirSync(join(root, 'b'));

let app: TestApp;
let registrar: Agency;
const catalog = 'serious-violation';

beforeEach(async () => {
  app = await makeApp({ env: { DROP_ROOT: root, PUSH_ALLOW: '127.0.0.1:9000' } });
  registrar = await app.agency('XYZX', ['registrar']);
  await app.agency('SCJG', ['feeder'], [catalog]);
});

const folderWish = { agency: 'SCJG', catalog, kind: 'folder', location: 'a' };
const bucketWish = {
  agency: 'SCJG',
  catalog,
  kind: 's3',
  location: 'https://s3.example.gov.cn/drop//scjg',
  credentials: s3Keys,
};
const add = (json: object) => registrar.api('/drop-sources', { method: 'POST', json });
const codeOf = async (answer: Response) => [answer.status, (await answer.json()).code];

test('a source is added, listed, changed and removed, its keys never shown and stored sealed', async () => {
  const made = await add(bucketWish);
  expect(made.status).toBe(201);
  const source = await made.json();
  expect(source).toMatchObject({
    agency: 'SCJG',
    location: 'https://s3.example.gov.cn/drop/scjg/',
    region: 'us-east-1',
    mode: 'append',
    isPaused: false,
    lastResult: null,
  });
  const kept = JSON.stringify([
    await app.query(`select *, encode(sealed_credentials, 'escape') as shown from drop_sources`),
    await app.query(`select about from audit_lines`),
    await app.query(`select encode(answer, 'escape') as shown from idempotency_keys`),
    await (await registrar.api('/drop-sources')).json(),
  ]);
  expect(kept).not.toContain(s3Keys.accessKeyId);
  expect(kept).not.toContain(s3Keys.secretAccessKey.slice(0, 12));
  const change = { isPaused: true, mode: 'full', region: 'cn-south-1', credentials: s3Keys };
  const changed = await registrar.api(`/drop-sources/${source.id}`, { method: 'PATCH', json: change });
  expect(await changed.json()).toMatchObject({ isPaused: true, mode: 'full', region: 'cn-south-1' });
  expect((await registrar.api(`/drop-sources/${source.id}`, { method: 'DELETE' })).status).toBe(204);
  expect(await codeOf(await registrar.api(`/drop-sources/${source.id}`, { method: 'DELETE' }))).toEqual([
    404,
    'source.unknown',
  ]);
  expect(await app.query(`select action from audit_lines where action like 'source.%' order by id`)).toEqual([
    { action: 'source.add' },
    { action: 'source.change' },
    { action: 'source.remove' },
  ]);
});

test.each([
  [{ ...folderWish, agency: 'NOBODY' }, 404, 'agency.unknown'],
  [{ ...folderWish, catalog: 'nothing' }, 404, 'catalog.unknown'],
  [{ ...folderWish, catalog: 'honour' }, 403, 'catalog.not-yours'],
  [{ ...bucketWish, location: 'http://s3.example.gov.cn/drop/' }, 422, 'source.location'],
  [{ ...bucketWish, location: 'https://169.254.169.254/latest/' }, 422, 'source.location'],
  [{ ...bucketWish, location: 'https://10.0.0.8/drop/' }, 422, 'source.location'],
  [{ ...bucketWish, location: 'http://127.0.0.1:9001/drop/' }, 422, 'source.location'],
  [{ ...bucketWish, location: 'https://user:pass@s3.example.gov.cn/drop/' }, 422, 'source.location'],
  [{ ...bucketWish, location: 'https://s3.example.gov.cn/drop/?x=1' }, 422, 'source.location'],
  [{ ...bucketWish, location: 'https://s3.example.gov.cn/' }, 422, 'source.location'],
  [{ ...bucketWish, location: 'drop' }, 422, 'source.location'],
  [{ ...folderWish, credentials: s3Keys }, 400, 'request.invalid'],
  [{ ...bucketWish, credentials: undefined }, 400, 'request.invalid'],
  [{ ...folderWish, kind: 'ftp' }, 400, 'request.invalid'],
])('%o is refused', async (wish, status, code) => {
  expect(await codeOf(await add(wish))).toEqual([status, code]);
});

test('a place is looked at by one source only', async () => {
  expect((await add(folderWish)).status).toBe(201);
  expect(await codeOf(await add({ ...folderWish, location: './a/' }))).toEqual([409, 'source.duplicate']);
  const { id } = await (await add({ ...folderWish, location: 'b' })).json();
  const move = (json: object) => registrar.api(`/drop-sources/${id}`, { method: 'PATCH', json });
  expect(await codeOf(await move({ location: 'a' }))).toEqual([409, 'source.duplicate']);
  expect(await codeOf(await move({ region: 'x' }))).toEqual([422, 'source.location']);
  expect((await move({ location: 'b' })).status).toBe(200);
});

test('without DROP_ROOT no folder is accepted, and a wrong one ends the start', async () => {
  app = await makeApp();
  registrar = await app.agency('XYZX', ['registrar']);
  await app.agency('SCJG', ['feeder'], [catalog]);
  expect(await codeOf(await add(folderWish))).toEqual([422, 'source.no-root']);
  await expect(makeApp({ env: { DROP_ROOT: 'relative' } })).rejects.toThrow(/DROP_ROOT.*绝对路径/);
  await expect(makeApp({ env: { DROP_ROOT: '/no/such/folder' } })).rejects.toThrow(/DROP_ROOT.*不存在/);
});

test('a system administrator manages sources; a feeder and a security administrator may not', async () => {
  const { asSystem, asSecurity } = await administratorsOf(app);
  expect((await asSystem('/drop-sources', { json: folderWish })).status).toBe(201);
  expect((await asSystem('/drop-sources', { method: 'GET' })).status).toBe(200);
  expect((await asSecurity('/drop-sources', { method: 'GET' })).status).toBe(403);
  const feeder = await app.agency('SHBJ', ['feeder'], [catalog]);
  expect((await feeder.api('/drop-sources')).status).toBe(403);
});
