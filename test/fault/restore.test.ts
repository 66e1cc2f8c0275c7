import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, inject, test } from 'vitest';
import { runCli } from '../../scripts/cli/run-cli.ts';
import { isNews, moved, type Place, START } from '../../src/client/place-in-stream.ts';
import { type Notice, verifyWebhook } from '../../src/client/verify-webhook.ts';
import { type RunningRegistry, startRegistry } from '../../src/node/start-registry.ts';
import { freshDatabaseUrl } from '../kit/database.ts';
import { aUscc } from '../kit/identities.ts';
import { freshDatabase } from '../kit/postgres.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

type Env = Record<string, string>;
const quiet = { PORT: '0', LOG_LEVEL: 'error', PUSH_ALLOW: '127.0.0.1' };
const aFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'registry-restore-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

const run = async (env: Env, ...args: string[]) => {
  const { exitCode, out, err } = await runCli([...args, '--json'], env);
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: undefined });
  return JSON.parse(out ?? '');
};

const started = async (env: Env) => {
  const service = await startRegistry({ ...quiet, ...env });
  let isUp = true;
  const stop = async () => {
    if (isUp) await service.stop();
    isUp = false;
  };
  ends.push(stop);
  return { ...service, stop, isUp: () => isUp };
};

// A department that does what docs/receivers.md asks of it, with the code of src/client.
const aDepartment = async () => {
  const said = { secret: '', applied: [] as Notice[], dropped: [] as Notice[] };
  let place: Place = START;
  const take = (notice: Notice) => {
    if (isNews(place, notice)) said.applied.push(notice);
    else if (notice.type !== 'registry.ping') said.dropped.push(notice);
    place = moved(place, notice);
  };
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString('utf8');
    try {
      for (const notice of await verifyWebhook({ secret: said.secret, headers: request.headers, body }))
        take(notice);
      response.writeHead(204).end();
    } catch {
      response.writeHead(503).end();
    }
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  ends.push(() => new Promise((closed) => server.close(closed).closeAllConnections()));
  return { said, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
};

const patience = { timeout: 300_000, interval: 100 };
const call = async (
  service: RunningRegistry,
  key: string,
  about: { method: string; path: string; json: object },
) => {
  const answer = await fetch(`${service.url}/api/v1${about.path}`, {
    method: about.method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(about.json),
  });
  const body = await answer.json();
  expect([answer.status, body]).toEqual([201, expect.anything()]);
  return body;
};

// Before the service runs: an embedded database is open to one process only.
const city = async (env: Env) => {
  const uscc = aUscc('11SCJG');
  const add = (code: string, roles: string, ...more: string[]) =>
    run(
      env,
      'agency',
      'add',
      '--code',
      code,
      '--name',
      `虚构${code}局`,
      '--uscc',
      aUscc(`11${code}`),
      '--roles',
      roles,
      ...more,
    );
  await add('SCJG', 'feeder', '--catalogs', 'serious-violation');
  await add('FIN', 'subscriber');
  const keyOf = async (agency: string): Promise<string> =>
    (await run(env, 'key', 'issue', '--agency', agency)).key;
  return { uscc, market: await keyOf('SCJG'), finance: await keyOf('FIN') };
};
type City = Awaited<ReturnType<typeof city>>;

const list = async (service: RunningRegistry, { market, uscc }: City, seeds: readonly string[]) => {
  for (const seed of seeds)
    await call(service, market, {
      method: 'PUT',
      path: `/records/serious-violation/${seed}`,
      json: aViolation({ seed, uscc }),
    });
};

const aViolation = ({ seed, uscc }: { seed: string; uscc: string }) => ({
  ...{ subjectName: `虚构${seed}有限公司`, uscc: aUscc(`91${seed}`), reason: '提交虚假材料取得登记' },
  ...{ listedOn: '2026-03-02', documentNo: `示市监严列〔2026〕${seed}号` },
  ...{ authorityName: '虚构SCJG局', authorityUscc: uscc },
});

const nameOf = ({ data }: Notice) => (data.subject as { name: string }).name.replace(/^虚构|有限公司$/g, '');

// Six notices after the back-up, then the restored database: what it tells anew and two notices more reach
// the department.
const rehearse = async (
  env: Env,
  backUp: (service: { stop(): Promise<void> }) => Promise<() => Promise<Env>>,
) => {
  const keys = await city(env);
  const department = await aDepartment();
  const first = await started(env);
  const json = { name: '虚构订阅', endpoint: { url: department.url } };
  department.said.secret = (
    await call(first, keys.finance, { method: 'POST', path: '/subscriptions', json })
  ).secret;
  await list(first, keys, ['a', 'b']);
  await expect.poll(() => department.said.applied.length, patience).toBe(2);
  const restore = await backUp(first);
  const between = first.isUp() ? first : await started(env);
  await list(between, keys, ['c', 'd', 'e', 'f', 'g', 'h']);
  await expect.poll(() => department.said.applied.length, patience).toBe(8);
  await between.stop();

  const restored = await restore();
  expect(await run(restored, 'after-restore')).toMatchObject({ epoch: 2, subscriptions: 1, listings: 2 });
  const again = await runCli(['after-restore', '--json'], restored);
  expect([again.exitCode, JSON.parse(again.err ?? '')]).toMatchObject([1, { code: 'restoration.done' }]);
  const second = await started(restored);
  await list(second, keys, ['i', 'j']);
  await expect.poll(() => department.said.applied.length, patience).toBe(12);
  expect(department.said.applied.slice(8).map(nameOf).sort()).toEqual(['a', 'b', 'i', 'j']);
  expect(department.said.applied.slice(8).map(({ epoch }) => epoch)).toEqual([2, 2, 2, 2]);
  expect(department.said.dropped).toEqual([]);
  await second.stop();
  expect(await run(restored, 'audit', 'verify')).toMatchObject({ isWhole: true, segments: [{ epoch: 2 }] });
};

test('PostgreSQL: six notices after the back-up, then a restore: no notice after it is dropped', async () => {
  const source = inject('database');
  if (source.kind === 'embedded') throw new Error('this test needs a server');
  const env: Env = { DATABASE_URL: await freshDatabaseUrl(), MASTER_KEY: randomBytes(32).toString('base64') };
  const nameIn = (url: string) => new URL(url).pathname.slice(1);
  await rehearse(env, async (service) => {
    await service.stop();
    const kept = await freshDatabase(source, nameIn(env.DATABASE_URL ?? ''));
    return async () => ({ ...env, DATABASE_URL: await freshDatabase(source, nameIn(kept)) });
  });
});

test('embedded: backed up while it runs, it starts from the archive; no notice after it is dropped', async () => {
  const [dataDir, elsewhere] = [aFolder(), aFolder()];
  const archive = join(elsewhere, 'backup.tar.gz');
  const env: Env = { DATA_DIR: dataDir };
  await rehearse(env, async () => {
    expect(await run(env, 'backup', archive)).toMatchObject({ isRunning: true });
    expect(statSync(archive).mode & 0o777).toBe(0o600);
    expect((await runCli(['backup', archive], env)).exitCode).toBe(2);
    return async () => {
      expect(await run(env, 'backup', join(elsewhere, 'stopped.tar.gz'))).toMatchObject({ isRunning: false });
      const fresh = join(elsewhere, 'data');
      mkdirSync(join(fresh, 'pgdata'), { recursive: true, mode: 0o700 });
      execFileSync('tar', ['-xzf', archive, '-C', join(fresh, 'pgdata')]);
      cpSync(join(dataDir, 'master.key'), join(fresh, 'master.key'));
      return { DATA_DIR: fresh };
    };
  });
});

test('backup refuses what it cannot do, and leaves nothing behind', async () => {
  const folder = aFolder();
  const file = join(folder, 'backup.tar.gz');
  const refusal = async (env: Env) => {
    const { exitCode, err } = await runCli(['backup', file], env);
    return [exitCode, err];
  };
  expect(await refusal({ DATA_DIR: join(folder, 'nowhere') })).toEqual([
    1,
    expect.stringContaining('没有嵌入式数据库'),
  ]);
  const server = {
    DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none',
    MASTER_KEY: randomBytes(32).toString('base64'),
  };
  expect(await refusal(server)).toEqual([1, expect.stringContaining('pg_dump')]);
  expect([existsSync(file), existsSync(join(folder, 'nowhere'))]).toEqual([false, false]);
});
