import { expect, test } from 'vitest';
import { makeApp } from '../kit/app.ts';
import { aUscc } from '../kit/identities.ts';
import { administratorsOf } from '../kit/people.ts';

const registry = async (options: Parameters<typeof makeApp>[0] = {}) => {
  const made = await makeApp(options);
  return { ...made, ...(await administratorsOf(made)) };
};
const newAgency = (more: Record<string, unknown> = {}) => ({
  json: { code: 'SCJG', name: '虚构市场监管局', uscc: aUscc('11SCJG'), roles: ['feeder'], ...more },
});
const codeOf = async (answer: Response) => [answer.status, (await answer.json()).code];

test('an agency is added by the system administrator and gets its key from two people', async () => {
  const { asSystem, asSecurity, asSecond, request } = await registry();
  const added = await asSystem('/agencies', newAgency({ catalogs: ['serious-violation'] }));
  expect([added.status, await added.json()]).toMatchObject([201, { code: 'SCJG', validUntil: null }]);
  const asked = await asSecurity('/agencies/SCJG/keys');
  const { id, ...rest } = await asked.json();
  expect([asked.status, rest]).toEqual([202, { kind: 'key', agency: 'SCJG', state: 'pending' }]);
  expect(await codeOf(await asSecurity(`/grants/${id}/confirm`))).toEqual([409, 'grant.own']);
  const issued = await asSecond(`/grants/${id}/confirm`);
  expect(issued.status).toBe(201);
  const { key } = (await issued.json()).key;
  expect(await codeOf(await asSecond(`/grants/${id}/confirm`))).toEqual([409, 'grant.settled']);
  expect((await request('/api/v1/matters', { key })).status).toBe(200);
});

test('system and security administration are separate hands', async () => {
  const { asSystem, asSecurity } = await registry();
  expect(await codeOf(await asSecurity('/agencies', newAgency()))).toEqual([403, 'access.denied']);
  expect(await codeOf(await asSystem('/agencies/XXZX/keys'))).toEqual([403, 'access.denied']);
});

test('an agency code is given once', async () => {
  const { asSystem } = await registry();
  expect((await asSystem('/agencies', newAgency())).status).toBe(201);
  expect(await codeOf(await asSystem('/agencies', newAgency()))).toEqual([409, 'agency.duplicate']);
});

test('an agency needs a credit code whose check digit is right', async () => {
  const { asSystem } = await registry();
  const wrong = newAgency({ uscc: aUscc('11SCJG').slice(0, 17).concat('!') });
  expect(await codeOf(await asSystem('/agencies', wrong))).toEqual([422, 'agency.uscc']);
});

test('an unknown role is refused with the place where it stands', async () => {
  const { asSystem } = await registry();
  const body = await (await asSystem('/agencies', newAgency({ roles: ['feeder', 'king'] }))).json();
  expect(body).toMatchObject({ status: 400, code: 'request.invalid', errors: [{ pointer: '/roles/1' }] });
});

test('only a hash of a key is stored', async () => {
  const { agency, query } = await registry();
  const { key } = await agency('GAJ', ['window']);
  const rows = await query(`select key_hash from api_keys`);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.some((row) => String(row.key_hash).includes(key.slice(4, 20)))).toBe(false);
});

test('a revoked key is refused from the next request on', async () => {
  const { agency, asSecurity } = await registry();
  const { api, keyId } = await agency('GAJ', ['window']);
  expect((await api('/matters')).status).toBe(200);
  expect((await asSecurity(`/keys/${keyId}`, { method: 'DELETE' })).status).toBe(204);
  expect(await codeOf(await api('/matters'))).toEqual([401, 'key.revoked']);
  expect(await codeOf(await asSecurity(`/keys/${keyId}`, { method: 'DELETE' }))).toEqual([
    404,
    'api-key.unknown',
  ]);
});

test.each([
  ['Bearer crk_none', 'key.unknown'],
  ['Bearer', 'access.unauthenticated'],
  ['Basic eDp5', 'access.unauthenticated'],
])('the authorization %s is refused', async (authorization, code) => {
  const { request } = await registry();
  const answer = await request('/api/v1/matters', { headers: { authorization } });
  expect(await codeOf(answer)).toEqual([401, code]);
});

test('an agency acts until the day its validity ends, Beijing time', async () => {
  const { asSystem, keyByTwoHands, request, setNow } = await registry({ now: '2026-11-24T02:00:00.000Z' });
  await asSystem('/agencies', newAgency({ validUntil: '2026-12-01' }));
  const { key } = await keyByTwoHands('SCJG');
  setNow('2026-11-30T15:59:59.000Z');
  expect((await request('/api/v1/matters', { key })).status).toBe(200);
  setNow('2026-11-30T16:00:01.000Z');
  expect(await codeOf(await request('/api/v1/matters', { key }))).toEqual([403, 'agency.expired']);
});

test('an agency does not act before its validity begins', async () => {
  const { asSystem, keyByTwoHands, request } = await registry({ now: '2026-11-24T02:00:00.000Z' });
  await asSystem('/agencies', newAgency({ validFrom: '2026-11-25' }));
  const { key } = await keyByTwoHands('SCJG');
  expect(await codeOf(await request('/api/v1/matters', { key }))).toEqual([403, 'agency.expired']);
});

test('a weak password is refused and makes no account', async () => {
  const { asSystem, query } = await registry();
  const weak = { name: '窗口一号', password: 'onlyletters' };
  expect(await codeOf(await asSystem('/agencies/XXZX/staff', { json: weak }))).toEqual([
    422,
    'staff.password-weak',
  ]);
  expect(await query(`select 1 from staff where name = '窗口一号'`)).toEqual([]);
});
