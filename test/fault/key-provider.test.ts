import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCli } from '../../scripts/cli/run-cli.ts';
import { openPostgres } from '../../src/node/open-database.ts';
import { startRegistry } from '../../src/node/start-registry.ts';
import { freshDatabaseUrl } from '../kit/database.ts';
import { startKeyProvider } from '../kit/key-provider.ts';

const TOKEN = 'a-token-of-this-test';
const quiet = { PORT: '0', LOG_LEVEL: 'error', SCHEDULER: 'off' };
const refused = { exitCode: 1, err: expect.stringContaining('密钥服务') };
type Env = Record<string, string>;

let house: Awaited<ReturnType<typeof startKeyProvider>>;
let url: string;
beforeEach(async () => {
  [house, url] = await Promise.all([startKeyProvider(TOKEN), freshDatabaseUrl()]);
});
afterEach(() => house.stop());

const underHouse = (): Env => ({ DATABASE_URL: url, KEY_PROVIDER: house.url, KEY_PROVIDER_TOKEN: TOKEN });
const wrappedBy = async () => {
  const { statement, close } = openPostgres(url, { max: 1 });
  const found = await statement('select wrapped_by from data_keys order by no', []);
  await close();
  return found.map(({ wrapped_by }) => wrapped_by);
};

test('a database whose master key stays in a house of keys: made, served, and proved', async () => {
  expect(await runCli(['migrate'], underHouse())).toMatchObject({ exitCode: 0 });
  expect(await wrappedBy()).toEqual(['provider:v1']);
  const service = await startRegistry({ ...quiet, ...underHouse() });
  expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
  await service.stop();
  expect(await runCli(['audit', 'verify'], underHouse())).toMatchObject({ exitCode: 0 });
  expect(await runCli(['audit', 'verify'], { ...underHouse(), KEY_PROVIDER_TOKEN: 'another' })).toMatchObject(
    refused,
  );
});

test('a process that runs goes on without the house; none starts without it', async () => {
  expect(await runCli(['migrate'], underHouse())).toMatchObject({ exitCode: 0 });
  const service = await startRegistry({ ...quiet, ...underHouse() });
  await house.stop();
  expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
  expect(await runCli(['audit', 'verify'], underHouse())).toMatchObject(refused);
  await service.stop();
  house = await startKeyProvider(TOKEN);
  expect(await runCli(['audit', 'verify'], underHouse())).toMatchObject({ exitCode: 1 });
});

test('from a key of ours to the house, and to the next key of the house', async () => {
  const own = randomBytes(32).toString('base64');
  expect(await runCli(['migrate'], { DATABASE_URL: url, MASTER_KEY: own })).toMatchObject({ exitCode: 0 });
  expect(await runCli(['keys', 'rotate'], { DATABASE_URL: url, MASTER_KEY: own })).toMatchObject({
    exitCode: 1,
  });
  expect(await runCli(['keys', 'rotate'], { ...underHouse(), MASTER_KEY: own })).toMatchObject({
    exitCode: 0,
  });
  expect(await wrappedBy()).toEqual(['provider:v1']);
  expect(await runCli(['audit', 'verify'], { DATABASE_URL: url, MASTER_KEY: own })).toMatchObject({
    exitCode: 1,
  });
  house.changeKey();
  expect(await runCli(['audit', 'verify'], underHouse())).toMatchObject({ exitCode: 0 });
  expect(await runCli(['keys', 'rotate'], underHouse())).toMatchObject({ exitCode: 0 });
  expect(await wrappedBy()).toEqual(['provider:v2']);
  expect(await runCli(['audit', 'verify'], underHouse())).toMatchObject({ exitCode: 0 });
});

test('a key in a file is read where nobody else reads it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'registry-key-file-'));
  const file = join(folder, 'master.key');
  writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  const env: Env = { DATABASE_URL: url, KEY_PROVIDER: `file:${file}` };
  expect(await runCli(['migrate'], env)).toMatchObject({ exitCode: 0 });
  chmodSync(file, 0o644);
  expect(await runCli(['migrate'], env)).toMatchObject({
    exitCode: 1,
    err: expect.stringContaining('chmod 600'),
  });
  rmSync(folder, { recursive: true });
  expect(await runCli(['migrate'], env)).toMatchObject({
    exitCode: 1,
    err: expect.stringContaining('文件不存在'),
  });
});

test.each([
  [{ KEY_PROVIDER: 'http://keys.example' }, 'KEY_PROVIDER'],
  [{ KEY_PROVIDER: 'https://keys.example' }, 'DATABASE_URL'],
  [{ KEY_PROVIDER: 'file:master.key' }, 'KEY_PROVIDER'],
])('%j ends the start, naming %s', async (env: Env, named) => {
  expect(await runCli(['migrate'], env)).toMatchObject({ exitCode: 1, err: expect.stringContaining(named) });
});
