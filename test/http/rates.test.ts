import { expect, test } from 'vitest';
import { makeApp } from '../kit/app.ts';
import { aUscc } from '../kit/identities.ts';
import { enrol } from '../kit/people.ts';

const at = (address: string) => ({ 'x-forwarded-for': address });

// Time stands still: what is granted is the quota, and nothing becomes free.
const registry = async (settings: Record<string, number> = {}) => {
  let now = 0;
  const made = await makeApp({ rateClock: () => now });
  for (const [key, most] of Object.entries(settings))
    await made.query(`update settings set value = to_jsonb($2::int) where key = $1`, [`rate.${key}`, most]);
  // The first request asks for the settings; the answer stands at the next.
  await made.request('/public/lists', { headers: at('198.51.100.1') });
  await made.query('select 1');
  return {
    ...made,
    pass: (ms: number) => {
      now += ms;
    },
  };
};

const statuses = async (count: number, ask: () => Response | Promise<Response>) => {
  const seen: number[] = [];
  for (let n = 0; n < count; n += 1) seen.push((await ask()).status);
  return seen;
};

const aCheck = () => ({
  subject: { type: 'uscc', code: aUscc('91rate') },
  purpose: 'commitment',
});

test('public look-ups are limited by address; the answer says what is left and when to come again', async () => {
  const { request, pass } = await registry({ 'public.address': 3 });
  const look = () => request('/public/lists', { headers: at('192.0.2.1') });
  const first = await look();
  expect([first.headers.get('ratelimit-policy'), first.headers.get('ratelimit')]).toEqual([
    '"public.address";q=3;w=60',
    '"public.address";r=2;t=20',
  ]);
  expect(await statuses(3, look)).toEqual([200, 200, 429]);
  const held = await look();
  expect([held.headers.get('retry-after'), (await held.json()).code]).toEqual(['20', 'rate.limited']);
  expect((await request('/public/lists', { headers: at('192.0.2.2') })).status).toBe(200);
  pass(20_000);
  expect(await statuses(2, look)).toEqual([200, 429]);
});

test('verification codes have a quota of their own, for the page and for JSON alike', async () => {
  const { request } = await registry({ 'code.address': 2 });
  const guess = (kind: 'checks' | 'reports', accept: string) => () =>
    request(`/public/${kind}/HC20261124-7K3M9Q2A?code=AAAA-BBBB`, {
      headers: { ...at('192.0.2.1'), accept },
    });
  expect(await statuses(1, guess('checks', 'text/html'))).toEqual([404]);
  expect(await statuses(1, guess('reports', 'application/json'))).toEqual([404]);
  expect(await statuses(1, guess('checks', 'application/json'))).toEqual([429]);
  expect(await statuses(1, guess('reports', 'text/html'))).toEqual([429]);
  expect((await request('/public/lists', { headers: at('192.0.2.1') })).status).toBe(200);
});

test('wrong keys are limited by address, and a good key or session from there goes on', async () => {
  const made = await registry({ 'wrong-key.address': 2, 'public.address': 2 });
  const { id: agencyId, key } = await made.agency('XZFW', ['window']);
  const clerk = await enrol(made, { agencyId, name: '窗口一号', roles: ['window'] });
  const headers = at('192.0.2.1');
  const wrong = () => made.request('/api/v1/checks', { key: 'crk_wrong', headers });
  expect(await statuses(4, wrong)).toEqual([401, 401, 429, 429]);
  expect((await made.request('/api/v1/checks', { key, headers })).status).toBe(200);
  expect((await clerk.api('/checks', { headers })).status).toBe(200);
  expect(await statuses(3, () => made.request('/public/lists', { headers }))).toEqual([200, 200, 429]);
  expect(await statuses(3, () => made.request('/public/lists', { key, headers }))).toEqual([200, 200, 200]);
  const signedIn = { ...headers, cookie: clerk.cookie };
  expect((await made.request('/public/lists', { headers: signedIn })).status).toBe(200);
  expect((await made.request('/public/lists', { key: 'crk_wrong', headers })).status).toBe(429);
});

test('a forwarded address counts only from a trusted proxy', async () => {
  const made = await makeApp({ rateClock: () => 0, env: { TRUSTED_PROXIES: '' } });
  const look = (n: number) => made.request('/public/lists', { headers: at(`192.0.2.${n}`) });
  const seen: number[] = [];
  for (let n = 0; n < 61; n += 1) seen.push((await look(n)).status);
  expect(seen.filter((status) => status === 429)).toHaveLength(1);
});

test('checks are counted by key and by person, and a batch counts for each of its questions', async () => {
  const made = await registry({ 'checks.key': 5, 'checks.person': 2 });
  const { id: agencyId, key } = await made.agency('XZFW', ['window']);
  const clerk = await enrol(made, { agencyId, name: '窗口一号', roles: ['window'] });
  const byKey = () => made.request('/api/v1/checks', { method: 'POST', key, json: aCheck() });
  const byClerk = () => clerk.api('/checks', { method: 'POST', json: aCheck() });
  const batch = { checks: [aCheck(), aCheck(), aCheck()] };
  expect((await made.request('/api/v1/checks/batch', { method: 'POST', key, json: batch })).status).toBe(200);
  expect(await statuses(3, byKey)).toEqual([201, 201, 429]);
  expect(await statuses(3, byClerk)).toEqual([201, 201, 429]);
  made.pass(1000);
  expect([(await byKey()).status, (await byClerk()).status]).toEqual([201, 201]);
});

test('the desk counts what a person asks like the API does', async () => {
  const made = await registry({ 'checks.person': 1, 'uploads.person': 1 });
  await made.agency('XZFW', ['window', 'feeder'], ['administrative-penalty']);
  const clerk = await made.person('XZFW', '窗口一号', ['window', 'feeder']);
  const form = new URLSearchParams({
    'subject.type': 'uscc',
    'subject.code': aUscc('91rate'),
    purpose: 'commitment',
  });
  const ask = () => clerk.page('/desk/checks', { method: 'POST', body: form });
  expect(await statuses(2, ask)).toEqual([303, 429]);
  const upload = () =>
    clerk.page('/desk/batches?catalog=administrative-penalty', { method: 'POST', body: form });
  expect((await upload()).status).not.toBe(429);
  expect((await upload()).status).toBe(429);
});

test('uploads are counted by key', async () => {
  const made = await registry({ 'uploads.key': 1 });
  const { key } = await made.agency('SJJ', ['feeder'], ['administrative-penalty']);
  const upload = () =>
    made.request('/api/v1/batches?catalog=administrative-penalty', {
      method: 'POST',
      key,
      headers: { 'content-type': 'text/csv' },
      body: 'a,b\n1,2\n',
    });
  expect(await statuses(2, upload)).toEqual([422, 429]);
});
