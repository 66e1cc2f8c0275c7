import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addAgency } from '../../src/access/agencies/add-agency.ts';
import { issueKey } from '../../src/access/keys/issue-key.ts';
import { type Batch, type RegistryClient, registryClient } from '../../src/client/registry-client.ts';
import { type RunningRegistry, startRegistry } from '../../src/node/start-registry.ts';
import { operatorActor } from '../../src/platform/door/actor.ts';
import { freshDatabaseUrl } from '../kit/database.ts';
import { aUscc } from '../kit/identities.ts';
import { aPenaltyRow, csvOf } from '../kit/uploads.ts';

const ROWS = 12_000;
const catalog = 'administrative-penalty';
const agency = { code: 'SCJG', name: '示例市场监管局', uscc: aUscc('11SCJG') };
const file = new Blob([csvOf(Array.from({ length: ROWS }, (_, no) => aPenaltyRow(agency, String(no + 1))))], {
  type: 'text/csv',
});

const threads: Worker[] = [];
const note = (thread: Worker) => void threads.push(thread);
let env: Record<string, string>;
let service: RunningRegistry;
let key: string;

const start = async (more: Record<string, string> = {}): Promise<RegistryClient> => {
  service = await startRegistry({ ...env, ...more });
  return registryClient({ url: service.url, key });
};

beforeEach(async () => {
  threads.length = 0;
  process.on('worker', note);
  const masterKey = randomBytes(32).toString('base64');
  env = { DATABASE_URL: await freshDatabaseUrl(), MASTER_KEY: masterKey, PORT: '0', LOG_LEVEL: 'error' };
  await start({ SCHEDULER: 'off' });
  const operator = { ...service.deps, actor: operatorActor('operator:test'), requestId: 'test' };
  await addAgency(operator, { ...agency, roles: ['feeder'], catalogs: [catalog], region: '440300' });
  ({ key } = await issueKey(operator, { agency: agency.code }));
  await service.stop();
});
afterEach(async () => {
  await service.stop();
  process.off('worker', note);
});

const underWay = async (registry: RegistryClient, { id }: Batch): Promise<Batch> => {
  let seen: Batch | undefined;
  const isFarEnough = (batch: Batch) => {
    seen = batch;
    if (batch.counts.rows >= 2000) throw new Error('far enough');
  };
  await registry.waitForBatch(id, { everyMs: 10, onProgress: isFarEnough }).catch(() => {});
  return seen as Batch;
};

const everyRowOnce = async () => {
  const [records] = await service.deps.statement(
    `select count(*)::int as rows, count(distinct batch_row)::int as places, max(version) as version
      from records`,
    [],
  );
  expect(records).toEqual({ rows: ROWS, places: ROWS, version: 1 });
};

test('the thread that imports dies: the service answers on, and the batch goes on from its last committed chunk', async () => {
  const registry = await start();
  const batch = await registry.upload({ catalog }, file);
  const seen = await underWay(registry, batch);
  expect(seen.status).toBe('running');
  await threads[0]?.terminate();
  const answers = Array.from({ length: 20 }, async (_, no) => {
    await wait(no * 10);
    return (await fetch(`${service.url}/readyz`)).status;
  });
  expect(new Set(await Promise.all(answers))).toEqual(new Set([200]));
  const done = await registry.waitForBatch(batch.id);
  expect([done.status, done.counts.rows, done.counts.accepted]).toEqual(['done', ROWS, ROWS]);
  expect(threads).toHaveLength(2);
  await everyRowOnce();
});

test('a stop ends the chunk under way and no more; the next process goes on from there at once', async () => {
  const before = await start();
  const batch = await before.upload({ catalog }, file);
  await underWay(before, batch);
  await service.stop();
  const registry = await start({ SCHEDULER: 'off' });
  const left = await registry.waitForBatch(batch.id, { onProgress: stopAt('queued') }).catch(() => undefined);
  expect(left).toBeUndefined();
  const [row] = await service.deps.statement(
    `select status, lease_token, next_row > 0 and next_row < ${ROWS} as is_begun from batches`,
    [],
  );
  expect(row).toEqual({ status: 'queued', lease_token: null, is_begun: true });
  await service.stop();
  const done = await (await start()).waitForBatch(batch.id);
  expect([done.status, done.counts.accepted]).toEqual(['done', ROWS]);
  await everyRowOnce();
});

test('SCHEDULER=off starts no thread, and an upload waits', async () => {
  const registry = await start({ SCHEDULER: 'off' });
  const batch = await registry.upload({ catalog }, file);
  await wait(1500);
  expect(threads).toEqual([]);
  await expect(registry.waitForBatch(batch.id, { onProgress: stopAt('queued') })).rejects.toThrow('queued');
});

const stopAt = (status: Batch['status']) => (batch: Batch) => {
  if (batch.status === status) throw new Error(status);
};
