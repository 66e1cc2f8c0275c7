import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { openPostgres } from '../../src/node/open-database.ts';
import { depsOver } from '../../src/node/open-deps.ts';
import { makeApp } from '../kit/app.ts';
import { aCitizenId } from '../kit/identities.ts';
import { administratorsOf } from '../kit/people.ts';

const json = { 'content-type': 'application/json' };
const signIn = { agency: 'XZFW', name: '窗口一号', password: 'x' };

test('a refusal is problem+json with a stable code, advice in Chinese and the request id of its header', async () => {
  const { request } = await makeApp();
  const answer = await request('/api/v1/matters');
  const body = await answer.json();
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(body).toEqual({
    type: '/problems/access.unauthenticated',
    title: '未登录或未携带密钥',
    status: 401,
    detail: '请先登录，或在 Authorization 头中携带有效的 Bearer 密钥。',
    code: 'access.unauthenticated',
    errors: [],
    requestId: answer.headers.get('x-request-id'),
  });
  expect((await request(body.type)).status).toBe(200);
});

test('every request has an id of its own', async () => {
  const { request } = await makeApp();
  const ids = await Promise.all(
    Array.from({ length: 20 }, async () => (await request('/healthz')).headers.get('x-request-id')),
  );
  expect(new Set(ids).size).toBe(20);
});

test('a body that is no JSON is told apart from one that does not fit', async () => {
  const { request } = await makeApp();
  const broken = await request('/api/v1/session', { method: 'POST', headers: json, body: '{"agency":' });
  expect([broken.status, (await broken.json()).code]).toEqual([400, 'request.not-json']);
  const unfit = await request('/api/v1/session', { method: 'POST', json: { agency: 'XZFW', name: 7 } });
  const body = await unfit.json();
  expect([unfit.status, body.code]).toEqual([400, 'request.invalid']);
  expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/name', '/password']);
});

test('an unknown field is refused by name rather than ignored', async () => {
  const { request } = await makeApp();
  const answer = await request('/api/v1/session', { method: 'POST', json: { ...signIn, remember: true } });
  expect(await answer.json()).toMatchObject({
    status: 400,
    code: 'request.invalid',
    errors: [{ pointer: '/', code: 'field.unknown', message: '不认识的字段：remember，请删除' }],
  });
});

test('an unknown address and an unknown thing are both 404, with different codes', async () => {
  const made = await makeApp();
  const { asSecurity } = await administratorsOf(made);
  const nowhere = await made.request('/api/v1/nowhere');
  const nobody = await asSecurity('/agencies/NONE/keys');
  expect([nowhere.status, (await nowhere.json()).code]).toEqual([404, 'route.unknown']);
  expect([nobody.status, (await nobody.json()).code]).toEqual([404, 'agency.unknown']);
});

test('who may not is told 403 before anything about the thing asked for', async () => {
  const { agency } = await makeApp();
  const { api } = await agency('SCJG', ['feeder']);
  const answer = await api('/agencies/NONE/keys', { method: 'POST' });
  expect([answer.status, (await answer.json()).code]).toEqual([403, 'access.denied']);
});

test('a fault inside answers 500 without a word of what broke', async () => {
  const { request, agency, query } = await makeApp({ env: { LOG_LEVEL: 'error' } });
  const { key } = await agency('SCJG', ['window']);
  await query(`alter table matters rename to matters_away`);
  const asked = Promise.resolve(request(`/api/v1/matters?q=${encodeURIComponent('许可')}`, { key }));
  const answer = await asked.finally(() => query(`alter table matters_away rename to matters`));
  const text = await answer.text();
  expect([answer.status, JSON.parse(text).code]).toEqual([500, 'server.fault']);
  expect(text).not.toMatch(/matters|select|relation|postgres/i);
});

const portWithNobody = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

test('a database out of reach answers 503 with when to come back, never anything like eligible', async () => {
  const { deps } = await makeApp();
  const database = openPostgres(`postgres://nobody:secret-word@127.0.0.1:${await portWithNobody()}/none`, {
    max: 1,
  });
  const app = createApp(async () => depsOver(deps.config, database, { send: deps.send }));
  const answer = await app.request('/api/v1/checks', {
    method: 'POST',
    headers: { ...json, authorization: 'Bearer crk_some-key' },
    body: JSON.stringify({ subject: { type: 'citizen-id', code: aCitizenId('a') }, purpose: 'commitment' }),
  });
  const text = await answer.text();
  expect([answer.status, JSON.parse(text).code]).toEqual([503, 'database.unavailable']);
  expect(answer.headers.get('retry-after')).toBe('5');
  expect(text).not.toMatch(/secret-word|127\.0\.0\.1|"eligible"/);
  expect((await app.request('/healthz')).status).toBe(200);
  const ready = await app.request('/readyz');
  expect([ready.status, (await ready.json()).errors[0].code]).toEqual([503, 'database.unreachable']);
  await database.close();
});
