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
  return { ...service, stop };
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
      for (const notice of await verifyWebhook({ secret: said.secret, headers: request.headers, body })) take(notice);
      response.writeHead(204).end();
    } catch {
      response.writeHead(503).end();
    }
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  ends.push(() => new Promise((closed) => server.close(closed).closeAllConnections()));
  return { ...said, said, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
};

const list = 'serious-violation';
const patience = { timeout: 300_000, interval: 100 };
const caller = (service: RunningRegistry, key: string) => async (method: string, path: string, json?: object) => {
  const answer = await fetch(`${service.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(json ? { body: JSON.stringify(json) } : {}),
  });
  const body = await answer.json();
  expect({ status: answer.status, body }).toMatchObject({ status: expect.any(Number) });
  return { status: answer.status, body };
};

const city = async (env: Env) => {
  const add = (code: string, ...more: string[]) =>
    run(env, 'agency', 'add', '--code', code, '--name', `虚构${code}局`, '--uscc', aUscc(`11${code}`), ...more);
  await add('SCJG', '--roles', 'feeder', '--catalogs', list);
  await add('FIN', '--roles', 'subscriber');
  const keyOf = async (agency: string): Promise<string> => (await run(env, 'key', 'issue', '--agency', agency)).key;
  return { market: await keyOf('SCJG'), finance: await keyOf('FIN') };
};

const listed = async (service: RunningRegistry, key: string, seeds: readonly string[]) => {
  const ask = caller(service, key);
  for (const seed of seeds) {
    const fields = {
      subjectName: `虚构${seed}有限公司`,
      uscc: aUscc(`91${seed}`),
      reason: '提交虚假材料取得许可',
      listedOn: '2026-11-01',
      documentNo: `示市监严列〔2026〕${seed}号`,
      authorityName: '虚构SCJG局',
      authorityUscc: aUscc('11SCJG'),
    };
    const { status, body } = await ask('PUT', `/records/${list}/${seed}`, fields);
    expect([status, body]).toEqual([201, expect.anything()]);
  }
};

const opened = async (service: RunningRegistry, key: string, department: Awaited<ReturnType<typeof aDepartment>>) => {
  const { status, body } = await caller(service, key)('POST', '/subscriptions', {
    name: '虚构订阅',
    endpoint: { url: department.url },
  });
  expect(status).toBe(201);
  department.said.secret = body.secret;
  return body.id as string;
};

const namesOf = (notices: readonly Notice[]) =>
  notices.map(({ data }) => (data.subject as { name: string }).name.replace(/^虚构|有限公司$/g, ''));

// Six notices after the back-up, a restore, two notices more.
const rehearse = async (env: Env, backUpAndRestore: (stop: () => Promise<void>) => Promise<{ restore(): Promise<Env> }>) => {
  const first = await started(env);
  const keys = await city(env);
  const department = await aDepartment();
  await opened(first, keys.finance, department);
  await listed(first, keys.market, ['a', 'b']);
  await expect.poll(() => department.said.applied.length, patience).toBe(2);
  const { restore } = await backUpAndRestore(first.stop);
  const between = await started(env).catch(() => first);
  await listed(between, keys.market, ['c', 'd', 'e', 'f', 'g', 'h']);
  await expect.poll(() => department.said.applied.length, patience).toBe(8);
  await between.stop();
  await first.stop();

  const restored = await restore();
  const done = await run(restored, 'after-restore');
  expect(done).toMatchObject({ epoch: 2, subscriptions: 1, listings: 2 });
  const again = await runCli(['after-restore', '--json'], restored);
  expect([again.exitCode, JSON.parse(again.err ?? '')]).toMatchObject([1, { code: 'restoration.done' }]);

  const second = await started(restored);
  await listed(second, keys.market, ['i', 'j']);
  await expect.poll(() => department.said.applied.length, patience).toBe(12);
  expect(namesOf(department.said.applied).slice(8).sort()).toEqual(['a', 'b', 'i', 'j']);
  expect(department.said.dropped).toEqual([]);
  const chain = await run({ ...restored, ...(restored.DATABASE_URL ? {} : {}) }, 'migrate').catch(() => undefined);
  expect(chain === undefined || Array.isArray(chain.applied)).toBe(true);
  await second.stop();
  expect(await run(restored, 'audit', 'verify')).toMatchObject({ isWhole: true, segments: [{ epoch: 2 }] });
};
