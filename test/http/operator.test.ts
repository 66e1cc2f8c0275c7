import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { migrationNames } from '../../src/platform/running/migration-names.ts';
import { makeApp } from '../kit/app.ts';

const tickedBefore = (seconds: number) =>
  `insert into scheduler_ticks (id, ticked_at) values (1, now() - interval '${seconds} seconds')`;
const codesOf = (body: { errors: { code: string }[] }) => body.errors.map(({ code }) => code);

test('a living process says so without asking the database', async () => {
  const { app } = await makeApp();
  const answer = await app.request('/healthz');
  expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
});

test('a registry whose scheduler ran a minute ago is ready', async () => {
  const { app, query } = await makeApp({ now: '2026-11-24T02:00:00.000Z' });
  await query(tickedBefore(60));
  const answer = await app.request('/readyz');
  expect([answer.status, await answer.json()]).toMatchObject([200, { status: 'ready' }]);
});

test('a scheduler silent for more than three minutes makes the registry unready and names the part', async () => {
  const { app, query } = await makeApp({ now: '2026-11-24T02:00:00.000Z' });
  await query(tickedBefore(181));
  const answer = await app.request('/readyz');
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('5');
  const body = await answer.json();
  expect([body.code, codesOf(body)]).toEqual(['service.not-ready', ['scheduler.late']]);
});

test('a process that is not to run due work does not wait for a scheduler', async () => {
  const { app } = await makeApp({ env: { SCHEDULER: 'off' } });
  expect((await app.request('/readyz')).status).toBe(200);
});

test('a scheduler that never ran makes the registry unready', async () => {
  const { app } = await makeApp();
  expect(codesOf(await (await app.request('/readyz')).json())).toEqual(['scheduler.never-ran']);
});

test('a database without its latest migration makes the registry unready', async () => {
  const { app, query } = await makeApp({ env: { SCHEDULER: 'off' } });
  const latest = migrationNames.at(-1) ?? '';
  const [kept] = await query(`delete from migrations where name = $1 returning name, sha256`, [latest]);
  const answer = await app.request('/readyz');
  await query(`insert into migrations (name, sha256) values ($1, $2)`, [latest, String(kept?.sha256)]);
  expect([answer.status, codesOf(await answer.json())]).toEqual([503, ['migrations.pending']]);
});

test('readiness knows every migration of the folder', () => {
  expect(migrationNames).toEqual(
    readdirSync('migrations')
      .filter((name) => name.endsWith('.sql'))
      .sort(),
  );
});

test('metrics count requests by route pattern and status, never by address', async () => {
  const { app, agency } = await makeApp();
  const { api } = await agency('SCJG', ['registrar']);
  await api('/agencies/secret-code/keys', { method: 'POST' });
  await app.request('/nowhere/440300199001011234');
  const text = await (await app.request('/metrics')).text();
  expect(text).toContain(
    'registry_http_requests_total{method="POST",route="/api/v1/agencies/:code/keys",status="403"} 1',
  );
  expect(text).toContain('registry_http_requests_total{method="GET",route="unmatched",status="404"} 1');
  expect(text).not.toMatch(/secret-code|4403001990/);
});

test('metrics tell the latency histogram, the outcomes, the queues and the scheduler lag', async () => {
  const { app, query } = await makeApp({ now: '2026-11-24T02:00:00.000Z' });
  await query(tickedBefore(60));
  await app.request('/healthz');
  const answer = await app.request('/metrics');
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const text = await answer.text();
  expect(text).toContain('registry_http_request_seconds_bucket{method="GET",route="/healthz",le="+Inf"} 1');
  expect(text).toContain('registry_checks_last_hour{outcome="ineligible"} 0');
  expect(text).toContain('registry_delivery_attempts_last_hour{result="failed"} 0');
  expect(text).toContain('registry_batches_waiting 0');
  expect(text).toMatch(/registry_scheduler_lag_seconds [6-9]\d/);
});

test('metrics give the age of the oldest undelivered notice of each subscription', async () => {
  const { app, agency, query } = await makeApp({ now: '2026-11-24T02:00:00.000Z' });
  const { id } = await agency('FGJ', ['subscriber']);
  const subscription = '0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77';
  await query(`insert into subscriptions (id, agency_id, name, filter, schedule, state, created_at)
    values ('${subscription}', ${id}, 'x', '{}', '{}', 'active', '2026-11-24T00:00:00Z')`);
  await query(`insert into deliveries (id, subscription_id, lane, kind, first_seq, last_seq, state, due_at,
    created_at)
    values (gen_random_uuid(), '${subscription}', 1, 'notice', 1, 1, 'ready', '2026-11-24T01:00:00Z',
      '2026-11-24T01:00:00Z')`);
  expect(await (await app.request('/metrics')).text()).toContain(
    `registry_oldest_undelivered_seconds{subscription="${subscription}"} 3600`,
  );
  const lift = async () =>
    /undelivered_lift_seconds (\d+)/.exec(await (await app.request('/metrics')).text())?.[1];
  expect(await lift()).toBe('0');
  await query('update deliveries set urgent = true');
  expect(await lift()).toBe('3600');
});

test('the documentation page shows every group in Chinese and asks no other host for anything', async () => {
  const { app } = await makeApp();
  const answer = await app.request('/docs');
  const html = await answer.text();
  expect(answer.headers.get('content-type')).toContain('text/html');
  expect(html).toContain('POST /api/v1/session');
  expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
});

test('the page behind a problem type says what to do next', async () => {
  const { app } = await makeApp();
  const html = await (await app.request('/problems/record.stale')).text();
  expect(html).toContain('record.stale');
  expect(html).toContain('请重新读取最新版本后再提交。');
  expect((await app.request('/problems/no.such')).status).toBe(404);
});
