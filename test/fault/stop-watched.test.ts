import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { addAgency } from '../../src/access/agencies/add-agency.ts';
import { issueKey } from '../../src/access/keys/issue-key.ts';
import { startRegistry } from '../../src/node/start-registry.ts';
import { operatorActor } from '../../src/platform/door/actor.ts';
import { aUscc } from '../kit/identities.ts';
import { aPenaltyRow, csvOf } from '../kit/uploads.ts';

const embedded = async (roles: ('feeder' | 'subscriber')[], catalogs: string[]) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'registry-stop-'));
  const service = await startRegistry({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error', SCHEDULER: 'off' });
  const operator = { ...service.deps, actor: operatorActor('operator:test'), requestId: 'test' };
  const agency = { code: 'SCJG', name: '示例市场监管局', uscc: aUscc('11SCJG') };
  await addAgency(operator, { ...agency, roles, catalogs });
  const { key } = await issueKey(operator, { agency: 'SCJG' });
  return { service, agency, key, dataDir };
};

test('a service that is stopped says so while it still answers, answers long polls, and cuts half a request off', async () => {
  const { service, key, dataDir } = await embedded(['subscriber'], []);
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const api = `${service.url}/api/v1`;
  const body = JSON.stringify({ name: '名单', channel: 'pull' });
  const { id } = await (await fetch(`${api}/subscriptions`, { method: 'POST', headers, body })).json();
  const polled = fetch(`${api}/feed?subscription=${id}&wait=30`, { headers });
  const half = connect(Number(new URL(service.url).port), '127.0.0.1');
  half.on('error', () => {}).resume();
  half.write(`POST /api/v1/session HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{`);
  const isCut = new Promise<boolean>((cut) => half.once('close', () => cut(true)));
  await wait(500);
  const stopped = service.stop(3000);
  const ready = await fetch(`${service.url}/readyz`);
  expect([ready.status, (await ready.json()).errors.map(({ code }: { code: string }) => code)]).toEqual([
    503,
    ['service.stopping'],
  ]);
  expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
  const answer = await polled;
  expect([answer.status, (await answer.json()).items]).toEqual([200, []]);
  await stopped;
  expect(await isCut).toBe(true);
  rmSync(dataDir, { recursive: true, force: true });
});

test('a service that is stopped ends the event streams it serves, and is not held up by them', async () => {
  const { service, agency, key, dataDir } = await embedded(['feeder'], ['administrative-penalty']);
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'text/csv' };
  const body = csvOf([aPenaltyRow(agency, '1')]);
  const path = `${service.url}/api/v1/batches`;
  const sent = await fetch(`${path}?catalog=administrative-penalty`, { method: 'POST', headers, body });
  const { id } = await sent.json();
  const stream = await fetch(`${path}/${id}/events`, { headers });
  const told = stream.text();
  await wait(500);
  await service.stop();
  // A stream that was cut when the stop ran out of patience would be rejected here.
  expect(await told).toContain('"status":"queued"');
  rmSync(dataDir, { recursive: true, force: true });
});
