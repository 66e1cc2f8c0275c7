import { beforeAll, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aUscc } from '../kit/identities.ts';
import { administratorsOf } from '../kit/people.ts';

let app: TestApp;
let hands: Awaited<ReturnType<typeof administratorsOf>>;
let market: Awaited<ReturnType<TestApp['agency']>>;

beforeAll(async () => {
  app = await makeApp({ now: '2026-11-24T02:00:00Z', env: { TRUSTED_PROXIES: '192.0.2.200' } });
  market = await app.agency('SCJG', ['feeder', 'window'], ['administrative-penalty', 'serious-violation']);
  hands = await administratorsOf(app);
});

const asAdmin = (path: string, json?: object, method = json ? 'POST' : 'GET') =>
  hands.asSecurity(path, { method, json });

// Asked for by one person, drawn by another.
const drawn = async (asked: Response | Promise<Response>) => {
  const grant = await asked;
  expect(grant.status).toBe(202);
  const answer = await hands.asSecond(`/grants/${(await grant.json()).id}/confirm`);
  expect(answer.status).toBe(201);
  return (await answer.json()).key as { id: string; key: string };
};
const issued = (bounds: object) => drawn(asAdmin('/agencies/SCJG/keys', bounds));

const check = (key: string, headers: Record<string, string> = {}) =>
  app.request('/api/v1/checks', {
    method: 'POST',
    key,
    headers,
    json: { subject: { type: 'uscc', code: aUscc('911KEY') }, purpose: 'commitment' },
  });
const upload = async (key: string, catalog: string) =>
  app.request(`/api/v1/batches?catalog=${catalog}&mode=append`, {
    method: 'POST',
    key,
    headers: { 'content-type': 'text/csv' },
    body: await (await market.api(`/catalogs/${catalog}/template.csv`)).text(),
  });
const codeOf = async (answer: Response | Promise<Response>) =>
  ((await (await answer).json()) as { code: string }).code;

test('a key opens the roles and catalogues it was given, and no others of its agency', async () => {
  const feeds = await issued({ roles: ['feeder'], catalogs: ['serious-violation'] });
  expect(await codeOf(check(feeds.key))).toBe('access.denied');
  expect(await codeOf(upload(feeds.key, 'administrative-penalty'))).toBe('catalog.not-yours');
  expect((await upload(feeds.key, 'serious-violation')).status).toBe(202);
  const asks = await issued({ roles: ['window'] });
  expect((await check(asks.key)).status).toBe(201);
  expect(await codeOf(upload(asks.key, 'serious-violation'))).toBe('access.denied');
});

test('a key never exceeds its agency, holds no two roles that exclude each other, and says so at issue', async () => {
  for (const bounds of [{ roles: ['registrar'] }, { catalogs: ['serious-violation', 'no-such'] }]) {
    const answer = await asAdmin('/agencies/SCJG/keys', bounds);
    expect([answer.status, await codeOf(answer)]).toEqual([422, 'key.scope']);
  }
  await app.agency('DSJJ', ['registrar'], []);
  await app.query(`update agencies set roles = array['registrar', 'auditor'] where code = $1`, ['DSJJ']);
  const both = await asAdmin('/agencies/DSJJ/keys', {});
  expect([both.status, await codeOf(both)]).toEqual([422, 'staff.roles-exclude']);
  expect((await asAdmin('/agencies/DSJJ/keys', { roles: ['auditor'] })).status).toBe(202);
});

test('what the agency loses, its keys lose too', async () => {
  const { key } = await issued({ roles: ['feeder', 'window'] });
  await app.query(`update agencies set roles = array['feeder'] where code = $1`, ['SCJG']);
  expect(await codeOf(check(key))).toBe('access.denied');
  await app.query(`update agencies set roles = array['feeder', 'window'] where code = $1`, ['SCJG']);
});

test('a key bound to addresses works from there alone, and a forwarded address of a stranger does not count', async () => {
  const here = await issued({ addresses: ['127.0.0.0/8'] });
  const elsewhere = await issued({ addresses: ['192.0.2.0/24', '2001:db8::/32'] });
  expect((await check(here.key)).status).toBe(201);
  expect(await codeOf(check(elsewhere.key))).toBe('key.address');
  expect(await codeOf(check(elsewhere.key, { 'x-forwarded-for': '192.0.2.7' }))).toBe('key.address');
  const bad = await asAdmin('/agencies/SCJG/keys', { addresses: ['next door'] });
  expect([bad.status, await codeOf(bad)]).toEqual([400, 'request.invalid']);
});

test('a key ends on its day, at midnight in China, and the list says so a month before', async () => {
  const { id, key } = await issued({ expiresOn: '2026-12-01' });
  const stateOf = async () => {
    const { items } = await (await asAdmin('/keys?limit=500')).json();
    return items.find((one: { id: string }) => one.id === id).state;
  };
  expect(await stateOf()).toBe('expiring');
  app.setNow('2026-11-30T15:59:59Z');
  expect((await check(key)).status).toBe(201);
  app.setNow('2026-11-30T16:00:00Z');
  expect(await codeOf(check(key))).toBe('key.expired');
  expect(await stateOf()).toBe('expired');
  expect(await codeOf(asAdmin(`/keys/${id}/rotation`, {}))).toBe('key.ended');
  app.setNow('2026-11-24T02:00:00Z');
});

test('a rotated key works beside its successor until the overlap is over, with the same bounds', async () => {
  const old = await issued({ roles: ['window'], label: '窗口系统' });
  const next = await drawn(asAdmin(`/keys/${old.id}/rotation`, { overlapHours: 2 }));
  expect([(await check(old.key)).status, (await check(next.key)).status]).toEqual([201, 201]);
  expect(await codeOf(upload(next.key, 'serious-violation'))).toBe('access.denied');
  app.setNow('2026-11-24T04:00:00Z');
  expect(await codeOf(check(old.key))).toBe('key.expired');
  expect((await check(next.key)).status).toBe(201);
  const { items } = await (await asAdmin('/keys?agency=SCJG&limit=500')).json();
  expect(items.find((one: { id: string }) => one.id === next.id)).toMatchObject({
    replaces: old.id,
    label: '窗口系统',
    roles: ['window'],
    agency: 'SCJG',
    state: 'active',
    expiresAt: null,
    lastUsedAt: '2026-11-24T04:00:00Z',
  });
  app.setNow('2026-11-24T02:00:00Z');
});

test('an overlap never lengthens a key that ends sooner, and a revoked one works no more beside its successor', async () => {
  const old = await issued({ expiresOn: '2026-11-25' });
  await drawn(asAdmin(`/keys/${old.id}/rotation`, { overlapHours: 720 }));
  app.setNow('2026-11-24T16:00:00Z');
  expect(await codeOf(check(old.key))).toBe('key.expired');
  app.setNow('2026-11-24T02:00:00Z');
  const gone = await issued({});
  expect((await asAdmin(`/keys/${gone.id}`, undefined, 'DELETE')).status).toBe(204);
  expect(await codeOf(check(gone.key))).toBe('key.revoked');
  expect(await codeOf(asAdmin(`/keys/${gone.id}/rotation`, {}))).toBe('key.ended');
});

test('the list shows no key and no hash of one, and is for those who administer or audit', async () => {
  const { key } = await issued({});
  const text = await (await asAdmin('/keys?limit=500')).text();
  expect(text).not.toContain(key);
  expect(text).not.toMatch(/[0-9a-f]{64}/);
  expect(await codeOf(market.api('/keys'))).toBe('access.denied');
  expect(await codeOf(market.api('/agencies/SCJG/keys', { method: 'POST' }))).toBe('access.denied');
});

test('issue, rotation and revocation each leave a line with the bounds, never the key', async () => {
  const { id, key } = await issued({ roles: ['window'], addresses: ['127.0.0.1'] });
  const lines = await app.query(
    `select action, about::text as about from audit_lines where about->>'keyId' = $1`,
    [id],
  );
  expect(lines).toMatchObject([{ action: 'grant.confirm' }]);
  const [asked] = await app.query(
    `select about::text as about from audit_lines where action = 'key.ask' order by id desc limit 1`,
  );
  expect(JSON.parse(String(asked?.about))).toMatchObject({ roles: ['window'], addresses: ['127.0.0.1'] });
  expect(JSON.stringify([lines, asked])).not.toContain(key);
});

test('what the agency has lost between the asking and the drawing is not in the key', async () => {
  const asked = await (await asAdmin('/agencies/SCJG/keys', { roles: ['window'] })).json();
  await app.query(`update agencies set roles = array['feeder'] where code = $1`, ['SCJG']);
  const answer = await hands.asSecond(`/grants/${asked.id}/confirm`);
  expect([answer.status, await codeOf(answer)]).toEqual([422, 'key.scope']);
  await app.query(`update agencies set roles = array['feeder', 'window'] where code = $1`, ['SCJG']);
});
