import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { addAgency } from '../../src/access/agencies/add-agency.ts';
import { issueKey } from '../../src/access/agencies/issue-key.ts';
import { startRegistry } from '../../src/node/start-registry.ts';
import { operatorActor } from '../../src/platform/door/actor.ts';
import { aUscc } from '../kit/identities.ts';
import { aPenaltyRow, csvOf } from '../kit/uploads.ts';

test('a service that is stopped ends the event streams it serves, and is not held up by them', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'registry-stop-'));
  const env = { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error', SCHEDULER: 'off' };
  const service = await startRegistry(env);
  const operator = { ...service.deps, actor: operatorActor('operator:test'), requestId: 'test' };
  const agency = { code: 'SCJG', name: '示例市场监管局', uscc: aUscc('11SCJG') };
  await addAgency(operator, { ...agency, roles: ['feeder'], catalogs: ['administrative-penalty'] });
  const { key } = await issueKey(operator, { agency: 'SCJG' });
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
