import { expect, test } from 'vitest';
import { makeApp } from '../kit/app.ts';
import { everyRoute, filled } from '../kit/routes.ts';

const values = { code: 'serious-violation', version: '1', id: '1' };

const headersOf = async (publicUrl: string) => {
  const app = await makeApp({ env: { PUBLIC_URL: publicUrl } });
  const { key } = await app.agency('CK', ['window', 'registrar']);
  return Promise.all(
    everyRoute
      .filter(({ path }) => !path.endsWith('/events'))
      .map(async (route) => {
        const path = filled(route.path, values);
        const { headers } = await app.request(path, { method: route.method, key });
        return { name: `${route.method} ${path}`, headers };
      }),
  );
};

test('every answer says that it may not be kept or guessed at, unless its route lets it be kept', async () => {
  const answers = await headersOf('https://registry.test');
  const kept = answers.filter(({ headers }) => headers.get('cache-control') !== 'no-store');
  expect(kept.map(({ name, headers }) => `${name}: ${headers.get('cache-control')}`).sort()).toEqual([
    'GET /desk/icon.svg: public, max-age=300',
    'GET /desk/script.js: public, max-age=300',
    'GET /desk/style.css: public, max-age=300',
    'GET /public/lists/serious-violation/manifest.json: public, no-cache',
    'GET /public/lists/serious-violation/snapshot.csv: public, no-cache',
    'GET /public/lists/serious-violation/snapshot.ndjson: public, no-cache',
  ]);
  const guessed = answers.filter(({ headers }) => headers.get('x-content-type-options') !== 'nosniff');
  expect(guessed.map(({ name }) => name)).toEqual([]);
});

test('over https every answer asks for https from then on, over http none does', async () => {
  const wrong = (answers: Awaited<ReturnType<typeof headersOf>>, isSecure: boolean) =>
    answers
      .filter(({ headers }) => headers.has('strict-transport-security') !== isSecure)
      .map(({ name }) => name);
  expect(wrong(await headersOf('https://registry.test'), true)).toEqual([]);
  expect(wrong(await headersOf('http://registry.test'), false)).toEqual([]);
});

test('whether the hosts below keep to https too is the city’s to say', async () => {
  const env = { PUBLIC_URL: 'https://registry.test', HSTS_SUBDOMAINS: 'on' };
  const { request } = await makeApp({ env });
  const { headers } = await request('/healthz');
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
});

const signedIn = async () => {
  const app = await makeApp();
  await app.agency('CK', ['window']);
  const { cookie } = await app.person('CK', '窗口', ['window']);
  const post = (headers: Record<string, string>) =>
    app.request('/api/v1/checks', {
      method: 'POST',
      headers: { cookie, host: 'localhost', 'content-type': 'application/json', ...headers },
      body: '{}',
    });
  return { app, cookie, post };
};

test.each(['null', 'junk', '', 'http://', 'http://[', 'http://localhost:99999', 'localhost', 'file:///'])(
  'an origin of %j with a session is another site',
  async (origin) => {
    const { post } = await signedIn();
    const answer = await post({ origin });
    expect([answer.status, (await answer.json()).code]).toEqual([403, 'access.cross-site']);
  },
);

test('a cookie that cannot be unescaped, ours or another’s, is no fault of the service', async () => {
  const { app, cookie } = await signedIn();
  const ask = (sent: string) => app.request('/api/v1/checks', { headers: { cookie: sent } });
  for (const sent of ['registry_session=%', '%=%', '__proto__=%E0%A4', ';;=;', 'registry_session=\u00ff'])
    expect([sent, (await ask(sent)).status]).toEqual([sent, 401]);
  expect((await ask(`theme=100%; ${cookie}; x=%`)).status).toBe(200);
});
