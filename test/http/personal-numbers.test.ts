import { beforeAll, expect, test } from 'vitest';
import { permissions } from '../../src/platform/door/permissions.ts';
import { makeApp } from '../kit/app.ts';
import { dumpOf } from '../kit/dump.ts';
import { type Asked, ID, inAddresses, inBodies, UUID } from '../kit/every-text.ts';
import { aBankCard, aCitizenId, aMobile, aUscc } from '../kit/identities.ts';

const NUMBER = aCitizenId('where none belongs');
const WIDE = NUMBER.replace(/\d/g, (figure) => String.fromCharCode(figure.charCodeAt(0) + 0xfee0));
const SPACED = `${NUMBER.slice(0, 6)} ${NUMBER.slice(6, 14)} ${NUMBER.slice(14)}`;

const everyText = [...inBodies(NUMBER), ...inAddresses(NUMBER)];

// Where a number may stand, on any route: what names the person, a secret, a cursor. Think before adding a
// line.
const MAY_STAND = new Set([
  'query:after',
  '/certificate',
  '/credentials/accessKeyId',
  '/credentials/secretAccessKey',
  '/drop/credentials/accessKeyId',
  '/drop/credentials/secretAccessKey',
  '/key',
  '/password',
  '/picture',
  '/publicKey',
  '/scan',
  '/signature',
  '/subject/code',
  '/uscc',
]);
// A sign-in keeps nothing of them; the public search refuses more, in words of its own; the last is a page of
// help.
const APART = new Set([
  'POST /api/v1/session /agency',
  'POST /api/v1/session /name',
  'GET /public/lists/{code} query:q',
  'GET /problems/{code} path:code',
]);

const mayStand = (name: string) => APART.has(name) || MAY_STAND.has(name.split(' ').at(-1) ?? '');

let app: Awaited<ReturnType<typeof makeApp>>;
let key: string;

beforeAll(async () => {
  app = await makeApp();
  app.deps.permissionsOf = () => new Set(permissions);
  key = (await app.agency('QBDW', ['window'], ['serious-violation'])).key;
});

const ask = async ({ method, url, body }: Asked) => {
  const send = async (id: string) => {
    const answer = await app.request(url(id), { method, key, ...(body === undefined ? {} : { json: body }) });
    return (await answer.json().catch(() => ({}))) as {
      code?: string;
      errors?: { pointer: string; code: string }[];
    };
  };
  const told = await send(ID);
  // Ids are numbers on some routes, UUIDs on others.
  return told.code === 'request.invalid' ? send(UUID) : told;
};

test('every text that any route takes is refused when it holds a person’s number, and the answer says where', async () => {
  expect(everyText.length).toBeGreaterThan(80);
  const passed: string[] = [];
  for (const asked of everyText.filter(({ name }) => !mayStand(name))) {
    const told = await ask(asked);
    if (told.code !== 'text.personal-number' || !told.errors?.length)
      passed.push(`${asked.name} → ${JSON.stringify(told)}`);
    expect(JSON.stringify(told)).not.toContain(NUMBER);
  }
  expect(passed).toEqual([]);
});

test('after all of these no table holds the number in clear', async () => {
  for (const asked of everyText) await ask(asked);
  await app.request('/api/v1/session', {
    method: 'POST',
    json: { agency: NUMBER, name: NUMBER, password: 'x' },
  });
  const headers = { 'idempotency-key': NUMBER };
  const json = { subject: { type: 'uscc', code: aUscc('1') }, purpose: 'commitment' };
  const keyed = await app.request('/api/v1/checks', { method: 'POST', key, headers, json });
  expect([keyed.status, (await keyed.json()).code]).toEqual([422, 'text.personal-number']);
  expect(await dumpOf(app)).toContain('QBDW');
  expect(await dumpOf(app)).not.toContain(NUMBER);
});

test('neither spaced nor in full width, in a key, in a note that people write: cards and mobiles neither', async () => {
  const codeOf = async (path: string, json: unknown) =>
    (await (await app.request(path, { method: 'POST', key, json })).json()).code;
  const about = { subject: { type: 'uscc', code: aUscc('1') }, purpose: 'licensing' };
  const letter = (demand: string) => codeOf('/api/v1/supervision/letters', { agency: 'QBDW', demand });
  for (const text of [
    NUMBER,
    WIDE,
    SPACED,
    `经办人${NUMBER}，已核`,
    `无误 ${aBankCard('1')}`,
    `电话+86${aMobile('1')}`,
  ])
    expect([text, await letter(text)]).toEqual([text, 'text.personal-number']);
  expect(await letter(`9${aMobile('1')}`)).not.toBe('text.personal-number');
  for (const caseNo of [NUMBER, WIDE, SPACED, `BJ-${NUMBER}`])
    expect(await codeOf('/api/v1/files/query', { ...about, caseNo })).toBe('text.personal-number');
  for (const caseNo of [
    aMobile('1'),
    aBankCard('1'),
    `${NUMBER}0`,
    '440300202603150001',
    '440300-20260315-0001',
  ])
    expect(await codeOf('/api/v1/files/query', { ...about, caseNo })).not.toBe('text.personal-number');
  const mapping = await app.request('/api/v1/catalogs/serious-violation/mapping', {
    method: 'PUT',
    key,
    json: { columns: { [NUMBER]: null } },
  });
  const told = await mapping.text();
  expect([mapping.status, JSON.parse(told).code]).toEqual([422, 'mapping.invalid']);
  expect(told).not.toContain(NUMBER);
});

test('of many checks asked together only the one with a number is refused', async () => {
  const one = { subject: { type: 'uscc', code: aUscc('1') }, purpose: 'commitment' };
  const json = { checks: [one, { ...one, caseNo: NUMBER }, one] };
  const { items } = await (await app.request('/api/v1/checks/batch', { method: 'POST', key, json })).json();
  expect(items.map(({ ok, error }: { ok: boolean; error?: { code: string } }) => error?.code ?? ok)).toEqual([
    true,
    'text.personal-number',
    true,
  ]);
});
