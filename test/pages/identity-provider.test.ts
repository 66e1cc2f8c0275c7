import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConfigFault, readConfig } from '../../src/platform/running/config.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { startIdentityProvider } from '../kit/identity-provider.ts';
import { postForm } from '../kit/page.ts';
import { enrol, requireFactor } from '../kit/people.ts';

const BACK = 'http://registry.test/desk/login/provider/callback';
let provider: Awaited<ReturnType<typeof startIdentityProvider>>;

beforeAll(async () => {
  const accounts = {
    zhang: { agency: 'ZWFW', name: '张示例', roles: ['窗口组', '别的组'] },
    li: { agency: 'ZWFW', name: '李示例', roles: [] },
    other: { agency: 'ZWFW', name: '张示例', roles: [] },
    stray: { agency: 'NONE', name: '王示例' },
    blank: { name: '赵示例' },
  };
  provider = await startIdentityProvider(accounts, BACK);
});
afterAll(() => provider.close());

const city = async (env: Record<string, string> = {}) => {
  const app = await makeApp({ env: { ...provider.env, OIDC_ROLES: '窗口组=window', ...env } });
  const { id: agencyId } = await app.agency('ZWFW', ['window', 'registrar']);
  return { app, agencyId };
};
const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ');

const setOut = async (app: TestApp, next = '/desk/checks') => {
  const sent = await app.app.request(`/desk/login/provider?next=${encodeURIComponent(next)}`);
  return { address: sent.headers.get('location') ?? '', cookie: cookiesOf(sent) };
};
const comeBack = (app: TestApp, back: string, cookie: string) =>
  app.app.request(back.slice('http://registry.test'.length), { headers: { cookie } });
const signIn = async (app: TestApp, login: string) => {
  const { address, cookie } = await setOut(app);
  return comeBack(app, await provider.visit(address, login), cookie);
};
const statusAt = async (app: TestApp, path: string, cookie: string) =>
  (await app.app.request(path, { headers: { cookie } })).status;
const rolesOf = (app: TestApp, name: string) => app.query(`select roles from staff where name = $1`, [name]);

test('whom the provider vouches for comes in, under their agency, with the role of their group', async () => {
  const { app } = await city();
  const entry = await signIn(app, 'zhang');
  expect([entry.status, entry.headers.get('location')]).toEqual([303, '/desk/checks']);
  expect(await statusAt(app, '/desk/checks', cookiesOf(entry))).toBe(200);
  expect(await rolesOf(app, '张示例')).toEqual([{ roles: ['window'] }]);
  const again = await signIn(app, 'zhang');
  expect(again.status).toBe(303);
  expect(await app.query(`select count(*)::int as people from staff`)).toEqual([{ people: 1 }]);
});

test('the provider gives no right that takes two hands, and takes none; a role that it tells no more is gone', async () => {
  const { app, agencyId } = await city({ OIDC_ROLES: '窗口组=window,别的组=feeder' });
  await enrol(app, { agencyId, name: '李示例', roles: ['registrar', 'window'] });
  expect((await signIn(app, 'li')).status).toBe(303);
  expect(await rolesOf(app, '李示例')).toEqual([{ roles: ['registrar'] }]);
  expect(() => readConfig({ ...provider.env, OIDC_ROLES: '管理组=registrar' })).toThrow(ConfigFault);
});

test.each([
  ['stray', '没有通过'],
  ['blank', '没有给出单位代码或姓名'],
])('whom the provider does not place stays out: %s', async (login, words) => {
  const { app } = await city();
  const answer = await signIn(app, login);
  expect([answer.status, (await answer.text()).includes(words)]).toEqual([401, true]);
  expect(await app.query(`select 1 from staff`)).toEqual([]);
});

test('who is disabled, who moved, and another account of the same name stay out', async () => {
  const { app } = await city();
  await signIn(app, 'zhang');
  expect((await signIn(app, 'other')).status).toBe(401);
  await app.query(`update staff set disabled_at = '2026-11-24T02:00:00Z'`);
  expect((await signIn(app, 'zhang')).status).toBe(401);
  await app.agency('FGJ', ['window']);
  await app.query(`update staff set disabled_at = null,
    agency_id = (select id from agencies where code = 'FGJ')`);
  expect((await signIn(app, 'zhang')).status).toBe(401);
  expect(
    await app.query(`select about ->> 'succeeded' as s from audit_lines where action = 'session.open'
    order by id`),
  ).toEqual([{ s: 'true' }, { s: 'false' }, { s: 'false' }, { s: 'false' }]);
});

test('a registrar whom the provider asked for no second factor enrols one here', async () => {
  const { app, agencyId } = await city();
  await requireFactor(app);
  await enrol(app, { agencyId, name: '李示例', roles: ['registrar'] });
  const setup = await signIn(app, 'li');
  expect([setup.status, (await setup.text()).includes('绑定身份验证器')]).toEqual([200, true]);
  expect(cookiesOf(setup)).not.toContain('registry_session');
});

test('an answer of the provider counts in the browser that set out, once and within ten minutes', async () => {
  const { app } = await city();
  const mine = await setOut(app);
  const theirs = await setOut(app);
  const back = await provider.visit(mine.address, 'zhang');
  const path = back.slice('http://registry.test'.length);
  const crossed = await app.app.request(path, {
    headers: { cookie: theirs.cookie, accept: 'application/json' },
  });
  expect([crossed.status, (await crossed.json()).code]).toEqual([401, 'session.provider-refused']);
  expect((await comeBack(app, back, '')).headers.get('location')).toMatch(/^\/desk\/login\?late=1/);
  expect((await comeBack(app, back, 'registry_provider=forged')).status).toBe(303);
  app.setNow('2026-11-24T02:10:00.000Z');
  expect((await comeBack(app, back, mine.cookie)).headers.get('location')).toMatch(/late=1/);
  app.setNow('2026-11-24T02:09:59.000Z');
  expect((await comeBack(app, back, mine.cookie)).headers.get('location')).toBe('/desk/checks');
  expect((await comeBack(app, back, mine.cookie)).status).toBe(401);
});

test('the journey leads nowhere else, and back to a page of ours', async () => {
  const { app } = await city();
  const { address } = await setOut(app, 'https://example.org/');
  const sent = new URL(address);
  expect([sent.origin, sent.searchParams.get('redirect_uri')]).toEqual([provider.env.OIDC_ISSUER, BACK]);
  expect(sent.searchParams.get('code_challenge_method')).toBe('S256');
});

test('local accounts can be switched off: no password opens anything, and the page offers none', async () => {
  const { app } = await city({ LOCAL_ACCOUNTS: 'off' });
  const json = { agency: 'ZWFW', name: '张示例', password: 'Correct-horse-9' };
  const answer = await app.request('/api/v1/session', { method: 'POST', json });
  expect([answer.status, (await answer.json()).code]).toEqual([403, 'session.local-off']);
  expect((await postForm(app, '/desk/login', json)).status).toBe(403);
  const page = await (await app.app.request('/desk/login')).text();
  expect([page.includes('用统一身份认证登录'), page.includes('name="password"')]).toEqual([true, false]);
});

test('without a provider there is no such door; one that is away is said to be away', async () => {
  const none = await makeApp();
  expect((await none.app.request('/desk/login/provider')).status).toBe(404);
  const away = await makeApp({ env: { ...provider.env, OIDC_ISSUER: 'http://127.0.0.1:9' } });
  const asked = await away.app.request('/desk/login/provider', { headers: { accept: 'application/json' } });
  expect([asked.status, (await asked.json()).code]).toEqual([503, 'session.provider-away']);
});

test.each([
  [{ OIDC_ISSUER: 'http://example.org' }, 'OIDC_ISSUER'],
  [{ OIDC_ISSUER: 'https://example.org' }, 'OIDC_CLIENT_ID'],
  [{ LOCAL_ACCOUNTS: 'off' }, 'LOCAL_ACCOUNTS'],
  [{ OIDC_AGENCY_CLAIM: 'a b' }, 'OIDC_AGENCY_CLAIM'],
])('the environment %j ends the start, naming %s', (env, name) => {
  expect(() => readConfig(env)).toThrow(name);
});
