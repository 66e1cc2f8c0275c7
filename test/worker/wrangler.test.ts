import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAgency } from '../../src/access/agencies/add-agency.ts';
import { verifierKeyOf } from '../../src/access/audit/note-signing.ts';
import { issueKey } from '../../src/access/keys/issue-key.ts';
import { addStaff } from '../../src/access/staff/add-staff.ts';
import { createApp } from '../../src/app.ts';
import { addDropSource } from '../../src/intake/drop-sources/add-drop-source.ts';
import { workUploads } from '../../src/intake/uploads/work-uploads.driver.ts';
import { loadReference } from '../../src/law/rulebook/load-reference.ts';
import { openPostgres } from '../../src/node/open-database.ts';
import { depsOver } from '../../src/node/open-deps.ts';
import { operatorActor } from '../../src/platform/door/actor.ts';
import type { Ctx } from '../../src/platform/door/deps.ts';
import { keepKey } from '../../src/platform/keys/prove-key.ts';
import { readConfig } from '../../src/platform/running/config.ts';
import { freshDatabaseUrl } from '../kit/database.ts';
import { aUscc } from '../kit/identities.ts';
import { type Receiver, startReceiver } from '../kit/receiver.ts';
import { s3Keys, startS3 } from '../kit/s3-server.ts';
import { startWrangler, type Wrangler } from './wrangler-dev.ts';

const masterKey = randomBytes(32).toString('base64');
const password = 'Correct-horse-9';
const authorityUscc = aUscc('11SCJG');

// The Node side of the same registry: an operator at a command line, and a second process beside the Worker.
const prepare = async (databaseUrl: string) => {
  const database = openPostgres(databaseUrl, { max: 2 });
  const config = readConfig({ DATABASE_URL: databaseUrl, MASTER_KEY: masterKey, LOG_LEVEL: 'error' });
  const deps = await depsOver(config, database, {
    send: () => Promise.reject(new Error('only the Worker pushes in this test')),
  });
  await keepKey(deps, 'operator:test');
  const operator: Ctx = { ...deps, actor: operatorActor('operator:test'), requestId: 'test' };
  await loadReference(operator);
  await addAgency(operator, {
    code: 'SCJG',
    name: '虚构市场监督管理局',
    uscc: authorityUscc,
    region: '440300',
    roles: ['feeder', 'window', 'subscriber'],
    catalogs: ['serious-violation'],
  });
  await addStaff(operator, { agency: 'SCJG', name: '窗口一号', roles: ['window'], password });
  const { key } = await issueKey(operator, { agency: 'SCJG' });
  return { key, deps, database };
};

let worker: Wrangler;
let node: Awaited<ReturnType<typeof prepare>>;
let receiver: Receiver;

beforeAll(async () => {
  const databaseUrl = await freshDatabaseUrl();
  node = await prepare(databaseUrl);
  receiver = await startReceiver();
  worker = await startWrangler({
    databaseUrl,
    vars: { MASTER_KEY: masterKey, PUSH_ALLOW: '127.0.0.1', LOG_LEVEL: 'warn', PUBLIC_URL: '' },
  });
});

afterAll(async () => {
  await worker?.stop();
  await receiver?.stop();
  await node?.database.close();
});

const headers = () => ({ authorization: `Bearer ${node.key}`, 'content-type': 'application/json' });
const api = (path: string, body?: unknown) =>
  fetch(`${worker.url}/api/v1${path}`, {
    headers: headers(),
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
const tick = async () => expect((await fetch(`${worker.url}/__scheduled`)).status).toBe(200);

const until = async <T>(find: () => Promise<T | undefined> | T | undefined): Promise<T> => {
  for (let tries = 0; tries < 150; tries += 1) {
    const found = await find();
    if (found !== undefined) return found;
    await sleep(200);
  }
  throw new Error(`nothing came; the Worker said:\n${worker.output().slice(-3000)}`);
};

const violation = (seed: string) => ({
  subjectName: `虚构${seed}有限公司`,
  uscc: aUscc(seed),
  reason: '提交虚假材料取得登记',
  listedOn: '2026-03-02',
  documentNo: `示市监严列〔2026〕${seed.length}号`,
  authorityName: '虚构市场监督管理局',
  authorityUscc,
});

test('a tick makes the registry on Workers ready', async () => {
  expect((await fetch(`${worker.url}/readyz`)).status).toBe(503);
  await tick();
  expect(await (await fetch(`${worker.url}/readyz`)).json()).toMatchObject({ status: 'ready' });
});

test('a person signs in on Workers with the password that was set on Node', async () => {
  const { authorization: _, ...json } = headers();
  const answer = await fetch(`${worker.url}/api/v1/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ agency: 'SCJG', name: '窗口一号', password }),
  });
  expect([answer.status, await answer.json()]).toEqual([201, { agency: 'SCJG', name: '窗口一号' }]);
});

test('a Worker signs the trail with the same key as Node', async () => {
  const verifierKey = verifierKeyOf(await node.deps.vault.signer());
  expect(await (await api('/audit/key')).json()).toEqual({ verifierKey });
});

test('an upload is worked through after its answer, and the check then finds the subject ineligible', async () => {
  const submitted = await api('/batches?catalog=serious-violation', [violation('甲')]);
  expect(submitted.status).toBe(202);
  const { id } = await submitted.json();
  const batch = await until(async () => {
    const found = await (await api(`/batches/${id}`)).json();
    return ['queued', 'running', 'uploading'].includes(found.status) ? undefined : found;
  });
  expect(batch).toMatchObject({ status: 'done', counts: { rows: 1, accepted: 1, rejected: 0 } });
  const checked = await api('/checks', {
    subject: { type: 'uscc', code: aUscc('甲') },
    purpose: 'commitment',
  });
  expect([checked.status, await checked.json()]).toMatchObject([
    201,
    { outcome: 'ineligible', reasons: [{ code: 'list.serious-violation' }] },
  ]);
});

test('the refused rows of an upload come back as a file to mend', async () => {
  const wrong = { ...violation('丙丙丙'), uscc: '91440300MA5FAAA13X' };
  const { id } = await (await api('/batches?catalog=serious-violation', [wrong])).json();
  await until(async () =>
    (await (await api(`/batches/${id}`)).json()).status === 'done' ? true : undefined,
  );
  const answer = await api(`/batches/${id}/errors.csv`);
  const file = await answer.text();
  expect(answer.status).toBe(200);
  expect(file).toContain('错误原因');
  expect(file).toContain('91440300MA5FAAA13X');
});

test('what another process wrote is pushed, signed, by the next tick', async () => {
  const made = await (
    await api('/subscriptions', {
      name: '接收端',
      filter: { lists: ['serious-violation'] },
      endpoint: { url: receiver.url },
    })
  ).json();
  const stateOf = async () => (await (await api(`/subscriptions/${made.id}`)).json()).state;
  await until(async () => ((await stateOf()) === 'active' ? true : undefined));

  receiver.verifyWith(made.secret);
  const nodeApp = createApp(() => node.deps);
  const path = '/api/v1/batches?catalog=serious-violation';
  const body = JSON.stringify([violation('乙乙')]);
  expect((await nodeApp.request(path, { method: 'POST', headers: headers(), body })).status).toBe(202);
  await workUploads(node.deps);
  await tick();

  const pushed = await until(() => receiver.notices().find(({ data }) => data?.seq === 2));
  expect(pushed).toMatchObject({
    type: 'credit.listing.created',
    data: { list: 'serious-violation', subject: { code: aUscc('乙乙') }, initial: false },
  });
  expect(receiver.refused).toEqual([]);
});

test('the progress of an upload is told as events, to its end', async () => {
  const { id } = await (await api('/batches?catalog=serious-violation', [violation('丁丁丁丁丁')])).json();
  const stream = await api(`/batches/${id}/events`);
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  const told = await stream.text();
  expect(told).toContain('event: progress');
  expect(told).toMatch(/event: end\ndata: .*"status":"done"/);
});

// As if a minute had passed since the job's last slot.
const comeRound = async (job: string) => {
  await node.deps.statement(`delete from schedule_runs where schedule_id = $1`, [job]);
  await node.deps.statement(`update schedules set next_run_at = date_trunc('minute', now()) where id = $1`, [
    job,
  ]);
};

test('an object dropped into a bucket is taken by one tick and its result laid beside it by the next', async () => {
  const s3 = await startS3('drop');
  const config = { ...node.deps.config, pushAllow: ['127.0.0.1'] };
  const operator = { ...node.deps, config, actor: operatorActor('operator:test'), requestId: 'test' };
  const [agency, catalog, location] = ['SCJG', 'serious-violation', `${s3.location}件/`];
  const place = { kind: 's3', location, region: 'us-east-1', credentials: s3Keys } as const;
  await addDropSource(operator, { agency, catalog, mode: 'append', ...place });
  s3.put('件/名单.json', JSON.stringify([violation('戊戊戊戊戊戊')]));
  await until(async () => {
    await tick();
    await comeRound('poll-drop-sources');
    return s3.keys().includes('件/done/名单.json') ? true : undefined;
  });
  expect(JSON.parse(s3.text('件/名单.json.done.json') ?? '')).toMatchObject({
    counts: { rows: 1, accepted: 1 },
  });
  expect([s3.keys(), s3.refused()]).toEqual([['件/done/名单.json', '件/名单.json.done.json'], 0]);
  await s3.stop();
});
