import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../../scripts/cli/run-cli.ts';
import { openPostgres } from '../../src/node/open-database.ts';
import { startRegistry } from '../../src/node/start-registry.ts';
import { freshDatabaseUrl } from '../kit/database.ts';

const aKey = () => randomBytes(32).toString('base64');
const quiet = { PORT: '0', LOG_LEVEL: 'error', SCHEDULER: 'off' };
const mismatch = expect.stringContaining('主密钥与数据库不符');
type Env = Record<string, string>;

const keysAt = async (url: string) => {
  const { statement, close } = openPostgres(url, { max: 1 });
  const found = await statement('select key_id, wrapped_by from data_keys order by no', []);
  await close();
  return found;
};

test('a new master key wraps what there is while a service runs; the former is refused, and the trail stays whole', async () => {
  const [url, former, next] = [await freshDatabaseUrl(), aKey(), aKey()];
  const env: Env = { DATABASE_URL: url, MASTER_KEY: former };
  expect((await runCli(['seed', 'demo'], env)).exitCode).toBe(0);
  const before = await keysAt(url);
  const service = await startRegistry({ ...quiet, ...env, MASTER_KEY_NEXT: next });
  expect(await runCli(['keys', 'rotate'], env)).toMatchObject({ exitCode: 1 });
  const both = { ...env, MASTER_KEY_NEXT: next };
  expect(await runCli(['keys', 'rotate'], both)).toMatchObject({
    exitCode: 0,
    out: expect.stringContaining('重新包裹 1 个'),
  });
  expect(await runCli(['keys', 'rotate'], both)).toMatchObject({
    exitCode: 0,
    out: expect.stringContaining('无需再次轮换'),
  });
  expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
  await service.stop();
  const after = await keysAt(url);
  expect(after.map(({ key_id }) => key_id)).toEqual(before.map(({ key_id }) => key_id));
  expect(after[0]?.wrapped_by).not.toBe(before[0]?.wrapped_by);
  expect(await runCli(['audit', 'verify'], env)).toEqual({ exitCode: 1, err: mismatch });
  for (const good of [both, { ...env, MASTER_KEY: next }])
    expect(await runCli(['audit', 'verify'], good)).toMatchObject({ exitCode: 0 });
});

test('killed at any moment the change is done or not begun, and goes on when it is run again', async () => {
  const [url, former, next] = [await freshDatabaseUrl(), aKey(), aKey()];
  const env: Env = { DATABASE_URL: url, MASTER_KEY: former, MASTER_KEY_NEXT: next };
  expect((await runCli(['migrate'], env)).exitCode).toBe(0);
  for (const afterMs of [300, 700, 1100, 1500]) {
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/cli.ts', 'keys', 'rotate'], {
      env: { ...process.env, ...env },
      stdio: 'ignore',
    });
    setTimeout(() => child.kill('SIGKILL'), afterMs);
    await once(child, 'close');
    expect(await runCli(['audit', 'verify'], env)).toMatchObject({ exitCode: 0 });
  }
  expect((await runCli(['keys', 'rotate'], env)).exitCode).toBe(0);
  expect(await runCli(['audit', 'verify'], { DATABASE_URL: url, MASTER_KEY: next })).toMatchObject({
    exitCode: 0,
  });
});

test('an embedded folder makes its new key by itself and keeps the former beside it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'registry-rotate-'));
  const [file, previous] = [join(folder, 'master.key'), join(folder, 'master.key.previous')];
  const env: Env = { DATABASE_URL: '', DATA_DIR: folder };
  expect((await runCli(['migrate'], env)).exitCode).toBe(0);
  const former = readFileSync(file, 'utf8');
  expect(await runCli(['keys', 'rotate'], env)).toMatchObject({ exitCode: 0 });
  expect(readFileSync(file, 'utf8')).not.toBe(former);
  expect(readFileSync(previous, 'utf8')).toBe(former);
  expect(existsSync(`${file}.next`)).toBe(false);
  rmSync(previous);
  expect(await runCli(['audit', 'verify'], env)).toMatchObject({ exitCode: 0 });
  rmSync(folder, { recursive: true });
});
