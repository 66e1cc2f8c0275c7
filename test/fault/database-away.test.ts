import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAgency } from '../../src/access/agencies/add-agency.ts';
import { issueKey } from '../../src/access/keys/issue-key.ts';
import { type RunningRegistry, startRegistry } from '../../src/node/start-registry.ts';
import { operatorActor } from '../../src/platform/door/actor.ts';
import { aUscc } from '../kit/identities.ts';
import { freshDatabase, type PostgresServer, startOwnPostgres } from '../kit/postgres.ts';

const PARALLEL = 400;
// Asked one after another, each with the driver's second of patience, they would take longer by far.
const TOO_LONG_MS = 60_000;
const within = <T>(work: Promise<T>) =>
  Promise.race([work, wait(TOO_LONG_MS, undefined, { ref: false }).then(() => 'too late' as const)]);

let server: PostgresServer;
let service: RunningRegistry;
let key: string;

beforeAll(async () => {
  server = await startOwnPostgres(18);
  service = await startRegistry({
    DATABASE_URL: await freshDatabase(server),
    MASTER_KEY: randomBytes(32).toString('base64'),
    PORT: '0',
    LOG_LEVEL: 'error',
    SCHEDULER: 'off',
  });
  const operator = { ...service.deps, actor: operatorActor('operator:test'), requestId: 'test' };
  await addAgency(operator, {
    code: 'ZWFW',
    name: '示例政务服务中心',
    uscc: aUscc('11ZWFW'),
    roles: ['window'],
    catalogs: [],
  });
  ({ key } = await issueKey(operator, { agency: 'ZWFW' }));
});
afterAll(async () => {
  await service?.stop();
  await server?.stop();
});

const post = (path: string, json: unknown) =>
  fetch(`${service.url}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(json),
  });
const asked = (seed: string) => ({
  subject: { type: 'uscc', code: aUscc(seed) },
  purpose: 'commitment',
  caseNo: 'BJ-1',
});
const told = async (answer: Response) => [
  answer.status,
  (await answer.json()).code,
  answer.headers.get('retry-after'),
];
const UNAVAILABLE = [503, 'database.unavailable', '5'];

test('four hundred checks beside each other are told at once that the database is away, and none was kept', async () => {
  expect((await post('/checks', asked('before'))).status).toBe(201);
  await server.crash();
  const answers = Promise.all(
    Array.from({ length: PARALLEL }, async (_, place) => told(await post('/checks', asked(`c${place}`)))),
  );
  expect(await within(answers)).toEqual(Array.from({ length: PARALLEL }, () => UNAVAILABLE));
});

test('a batch of checks, a list and readyz are told so too', async () => {
  const checks = Array.from({ length: PARALLEL }, (_, place) => asked(`b${place}`));
  expect(await within(post('/checks/batch', { checks }).then(told))).toEqual(UNAVAILABLE);
  const list = await fetch(`${service.url}/api/v1/checks`, { headers: { authorization: `Bearer ${key}` } });
  expect(await told(list)).toEqual(UNAVAILABLE);
  expect((await fetch(`${service.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
});

test('as soon as the database is back, checks are answered again, each kept once', async () => {
  await server.restart();
  await expect
    .poll(async () => (await post('/checks', asked('after'))).status, { timeout: 120_000, interval: 200 })
    .toBe(201);
  const { items } = await (
    await fetch(`${service.url}/api/v1/checks?limit=100`, { headers: { authorization: `Bearer ${key}` } })
  ).json();
  expect(items).toHaveLength(2);
});
