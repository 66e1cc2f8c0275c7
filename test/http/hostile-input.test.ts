import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { enrol } from '../kit/people.ts';
import { everyRoute, type Route } from '../kit/routes.ts';

let app: TestApp;
let callers: Record<string, string>[];
let windowKey: string;

beforeAll(async () => {
  app = await makeApp();
  const window = await app.agency('CK', ['window']);
  const all = await app.agency(
    'QB',
    ['feeder', 'window', 'subscriber', 'registrar', 'auditor'],
    ['administrative-penalty'],
  );
  const roles = ['feeder', 'window', 'subscriber', 'registrar', 'auditor', 'system-administrator'];
  const { cookie } = await enrol(app, { agencyId: all.id, name: '全能', roles });
  windowKey = window.key;
  const own = { origin: 'http://localhost', host: 'localhost' };
  callers = [
    own,
    { ...own, authorization: `Bearer ${window.key}` },
    { ...own, authorization: `Bearer ${all.key}` },
    { ...own, cookie },
  ];
});

const shared = [
  Object.prototype,
  Array.prototype,
  Function.prototype,
  String.prototype,
  Number.prototype,
  Promise.prototype,
];
const describe = (value: unknown) => (typeof value === 'function' ? String(value) : value);
const snapshot = () =>
  shared.map((one) =>
    Reflect.ownKeys(one).map((key) => {
      const { value, get, set } = Object.getOwnPropertyDescriptor(one, key) ?? {};
      return [key, describe(value), describe(get), describe(set)];
    }),
  );

const step = fc.constantFrom(
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'person',
    'roles',
    'subject',
    'code',
    'length',
    '',
  ],
);
const name = fc
  .tuple(fc.array(step, { minLength: 1, maxLength: 4 }), fc.constantFrom('', '[]'))
  .map(([steps, list]) => `${steps.join('.')}${list}`);
const word = fc.constantFrom(
  ...['__proto__', 'constructor', 'security-administrator', '\u0000', '\ud800', '%', '%E0%A4%A', "';--", ''],
  ...['2147483648', '9007199254740993', '1e999', '-1', 'NaN', '0000-01-01', '2026-02-30', '9999-12-31'],
  ...['9999-12-31T23:59:59Z', 'x'.repeat(3000), '😀', 'valueOf', '01936b5e-0000-7000-8000-000000000000'],
);
const pairs = fc.array(fc.tuple(name, word), { maxLength: 5 });
const leaf = fc.oneof(word, fc.constantFrom(null, true, 0, -1, 2 ** 53, 1e308, 0.1));
// Written as text: in an object of ours __proto__ would be no key.
const json: fc.Arbitrary<string> = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf.map((value) => JSON.stringify(value)),
    fc.array(tie('any'), { maxLength: 3 }).map((items) => `[${items.join(',')}]`),
    fc
      .array(fc.tuple(fc.oneof(step, word), tie('any')), { maxLength: 4 })
      .map((entries) => `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`),
  ),
})).any;

const form = (fields: readonly (readonly [string, string])[]) => ({
  type: 'application/x-www-form-urlencoded',
  body: new URLSearchParams(fields.map(([key, value]) => [key, value])).toString(),
});
const parts = (fields: readonly (readonly [string, string])[]) => ({
  type: 'multipart/form-data; boundary=B',
  body: `${fields.map(([key, value]) => `--B\r\ncontent-disposition: form-data; name="${key}"; filename="${key}.csv"\r\n\r\n${value}\r\n`).join('')}--B--\r\n`,
});
const sheet = (fields: readonly (readonly [string, string])[]) => ({
  type: 'text/csv',
  body: `${fields.map(([key]) => key).join(',')}\n${fields.map(([, value]) => value.slice(0, 9)).join(',')}\n`,
});
const payload = fc.oneof(
  pairs.map(form),
  pairs.map(parts),
  pairs.map(sheet),
  json.map((body) => ({ type: 'application/json', body })),
  json.map((body) => ({ type: 'application/json', body: `[${body}]` })),
  json.map((body) => ({ type: 'multipart/form-data', body })),
  json.map((body) => ({ type: 'multipart/form-data; boundary=', body })),
);
const query = fc
  .tuple(
    pairs,
    fc.constantFrom('', '&catalog=administrative-penalty', '&__proto__=1&__proto__=2', '&code=%', '&=%&&'),
  )
  .map(([fields, more]) => `?${new URLSearchParams(fields.map(([key, value]) => [key, value]))}${more}`);
const inPath = fc.oneof(
  word
    .filter((text) => !/[\ud800\0]/.test(text) || text === '\u0000')
    .map((text) => encodeURIComponent(text.slice(0, 300)) || 'x'),
  fc.constantFrom('%', '%E0%A4%A', '%00', '..', '1', 'administrative-penalty', '__proto__'),
);
const header = fc.constantFrom(
  ...[
    {},
    { range: 'bytes=9-1' },
    { 'if-match': '"' },
    { 'if-match': '__proto__' },
    { 'if-none-match': 'W/"' },
  ],
  ...[{ 'last-event-id': '\u00ff' }, { 'idempotency-key': '__proto__' }, { accept: 'text/html' }],
  ...[{ 'content-length': 'NaN' }, { 'accept-language': '__proto__' }, { 'sec-fetch-site': 'constructor' }],
);

type Call = Route & {
  at: string;
  query: string;
  payload: { type: string; body: string };
  header: object;
  caller: number;
};
const called = (calls: readonly Call[]) =>
  calls.map(({ method, path, at, query: asked, payload: sent, header: extra, caller }) => ({
    url: `${path.replace(/\{\w+\}/g, at)}${asked}`,
    method,
    headers: { ...callers[caller], 'content-type': sent.type, ...extra },
    body: method === 'GET' || method === 'HEAD' ? undefined : sent.body,
  }));

// The attack of 29 November, anonymous and signed in.
const attack = form([
  ['__proto__.a.b', '1'],
  ['__proto__.person', 'x'],
  ['__proto__.roles[]', 'security-administrator'],
]);
const examples: [string, string, { type: string; body: string }, object, number][] = [
  ['1', '', attack, {}, 0],
  ['1', '', attack, {}, 3],
];

const mayStill = async () => {
  const answers = await Promise.all(
    ['/agencies', '/agencies/CK/keys', '/rule-sets', '/schedules/x/run'].map(
      async (path) =>
        (await app.request(`/api/v1${path}`, { method: 'POST', key: windowKey, json: {} })).status,
    ),
  );
  return answers.every((status) => status === 403);
};

test('no request through any route changes what every object inherits, gives a key more, or is a fault of the service', async () => {
  const before = snapshot();
  const faults: string[] = [];
  const routes = everyRoute.filter(({ path }) => !/\/(events|feed|session)$/.test(path));
  await fc.assert(
    fc.asyncProperty(
      inPath,
      query,
      payload,
      header,
      fc.nat({ max: 3 }),
      async (at, asked, sent, extra, caller) => {
        for (const { url, ...init } of called(
          routes.map((route) => ({ ...route, at, query: asked, payload: sent, header: extra, caller })),
        )) {
          const { status } = await app.app.request(url, init);
          if (status === 500) faults.push(`${init.method} ${url} ${JSON.stringify(init)}`);
        }
        expect(snapshot()).toEqual(before);
      },
    ),
    { numRuns: Number(process.env.HOSTILE_RUNS ?? 8), endOnFailure: true, examples },
  );
  expect(faults).toEqual([]);
  expect(await mayStill()).toBe(true);
});

test.each([
  '__proto__.a.b',
  '__proto__.person',
  '__proto__.roles[]',
  'constructor.prototype.x',
  'a.__proto__.b',
  'prototype',
])('a form with a field %s is refused, and every route answers as before', async (field) => {
  const before = snapshot();
  const answer = await app.request('/desk/login', {
    method: 'POST',
    headers: {
      origin: 'http://localhost',
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ [field]: 'security-administrator' }).toString(),
  });
  expect([answer.status, await answer.json()]).toMatchObject([
    400,
    {
      code: 'request.invalid',
      errors: [{ code: 'field.unknown', message: expect.stringContaining('不认识的字段') }],
    },
  ]);
  expect(snapshot()).toEqual(before);
  expect((await app.request('/healthz')).status).toBe(200);
  expect(await mayStill()).toBe(true);
});

test('a word that every object has is the name of no row of any table', async () => {
  const paths = ['catalogs/@', 'catalogs/@/template', 'schedules/@', 'rule-sets/@', 'matters/@'].map(
    (path) => `/api/v1/${path}`,
  );
  for (const word of ['constructor', '__proto__', 'toString'])
    for (const path of [
      ...paths,
      '/problems/@',
      '/public/lists/@',
      '/public/lists/@/manifest',
      '/public/checks/@?code=@',
    ])
      expect([
        path,
        word,
        (await app.request(path.replaceAll('@', word), { headers: callers[2] })).status,
      ]).toMatchObject([path, word, expect.toSatisfy((status: number) => [400, 404].includes(status))]);
});

test('what an inherited property says gives nobody a role', async () => {
  const hostile = {
    person: { name: 'x', roles: ['security-administrator', 'registrar'] },
    roles: '{registrar}',
    may: new Set(['key.issue']),
  };
  for (const [key, value] of Object.entries(hostile))
    Object.defineProperty(Object.prototype, key, {
      value,
      configurable: true,
      enumerable: false,
      writable: true,
    });
  try {
    expect(await mayStill()).toBe(true);
  } finally {
    for (const key of Object.keys(hostile)) Reflect.deleteProperty(Object.prototype, key);
  }
});
