import { beforeAll, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aUscc } from '../kit/identities.ts';

let app: TestApp;
let window: Awaited<ReturnType<TestApp['agency']>>;
let registrar: Awaited<ReturnType<TestApp['agency']>>;
let clerk: Awaited<ReturnType<TestApp['person']>>;

beforeAll(async () => {
  app = await makeApp();
  window = await app.agency('ZWFW', ['window']);
  registrar = await app.agency('XYB', ['registrar']);
  clerk = await app.person('XYB', '登记员', ['registrar']);
});

type Line = { action: string; actor: string; about: Record<string, unknown> };
const linesSince = async (id: number): Promise<Line[]> =>
  (
    await app.query(
      `select action, actor, about::text as about from audit_lines where id > $1::int order by id`,
      [id],
    )
  ).map(({ action, actor, about }) => ({
    action: String(action),
    actor: String(actor),
    about: JSON.parse(String(about)),
  }));
const newest = async () =>
  Number((await app.query('select coalesce(max(id), 0)::int as id from audit_lines'))[0]?.id);
const linesOf = async (step: () => unknown) => {
  const from = await newest();
  await step();
  return linesSince(from);
};

test.each([
  ['checks', () => window.api('/checks?limit=7'), 'check.list', { limit: 7 }],
  ['recalls', () => window.api('/checks/recalls'), 'check.list', { recalls: true }],
  ['reports', () => window.api('/reports'), 'report.list', { limit: 50 }],
  ['repairs', () => registrar.api('/repairs?overdue=true'), 'repair.list', { overdue: 'true' }],
  ['disputes', () => registrar.api('/disputes?state=open'), 'dispute.list', { state: 'open' }],
  ['appeals', () => registrar.api('/appeals'), 'appeal.list', {}],
  ['sheets of repair', () => clerk.page('/desk/repair-notices'), 'repair.notice', {}],
  [
    'persons notified',
    () => registrar.api('/listings?state=notified&subjectKind=person'),
    'listing.list-notified',
    { state: 'notified', subjectKind: 'person' },
  ],
])('a page of %s leaves one line, with its filter and its count', async (_, ask, action, filter) => {
  const lines = await linesOf(async () => expect((await ask()).status).toBe(200));
  expect(lines).toEqual([
    { action, actor: expect.any(String), about: expect.objectContaining({ ...filter, count: 0 }) },
  ]);
});

test('a refusal leaves a line with who, from where, with what program and at which route', async () => {
  const [line, ...more] = await linesOf(() =>
    window.api('/rule-sets', { headers: { 'user-agent': 'probe/1.0', 'x-forwarded-for': '203.0.113.9' } }),
  );
  expect(more).toEqual([]);
  expect(line).toEqual({
    action: 'access.refuse',
    actor: `key:${window.keyId}`,
    about: {
      code: 'access.denied',
      route: 'GET /api/v1/rule-sets',
      address: '203.0.113.9',
      agent: 'probe/1.0',
      times: 1,
    },
  });
});

test('an unknown and a revoked key leave lines that tell one key from another, and never the key', async () => {
  const gone = await app.agency('GAJ', ['window']);
  await app.query('update api_keys set revoked_at = now() where id = $1::text::uuid', [gone.keyId]);
  const unknown = `crk_${'x'.repeat(43)}`;
  const lines = await linesOf(async () => {
    await app.request('/api/v1/matters', { key: unknown });
    await app.request('/api/v1/matters', { key: gone.key });
    await app.request('/api/v1/matters', { key: '11010519491231002X' });
  });
  expect(lines.map(({ about: { code, keyPrint } }) => [code, typeof keyPrint])).toEqual([
    ['key.unknown', 'string'],
    ['key.revoked', 'string'],
    ['key.unknown', 'undefined'],
  ]);
  expect(lines[0]?.about.keyPrint).not.toBe(lines[1]?.about.keyPrint);
  const text = JSON.stringify(lines);
  for (const secret of [unknown, gone.key, '11010519491231002X']) expect(text).not.toContain(secret);
});

test('a machine that is refused again and again leaves a line each time the count has doubled', async () => {
  const feeder = await app.agency('SCJG', ['feeder'], ['serious-violation']);
  const question = { subject: { type: 'uscc', code: aUscc('911') }, purpose: 'commitment' };
  const lines = await linesOf(async () => {
    for (let left = 20; left > 0; left--) await feeder.api('/checks', { method: 'POST', json: question });
  });
  expect(lines.map(({ about }) => about.times)).toEqual([1, 2, 4, 8, 16]);
});

test('a person’s number in the name of a program is masked', async () => {
  const [line] = await linesOf(() =>
    window.api('/rule-sets', {
      headers: { 'user-agent': 'x 11010519491231002X', 'x-forwarded-for': '203.0.113.10' },
    }),
  );
  expect(String(line?.about.agent)).not.toContain('11010519491231002X');
});

test('a replay to another person of the agency leaves a line that names the first; to the same one it leaves none', async () => {
  const [first, second] = [
    await app.person('ZWFW', '经办甲', ['window']),
    await app.person('ZWFW', '经办乙', ['window']),
  ];
  const json = { subject: { type: 'uscc', code: aUscc('912') }, purpose: 'commitment' };
  const ask = (who: typeof first) =>
    who.page('/api/v1/checks', {
      method: 'POST',
      body: JSON.stringify(json),
      headers: {
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
        'idempotency-key': 'replayed-1',
      },
    });
  const [asked] = await linesOf(() => ask(first));
  expect(asked?.action).toBe('check.run');
  expect(await linesOf(() => ask(first))).toEqual([]);
  expect(await linesOf(() => ask(second))).toEqual([
    { action: 'check.run', actor: expect.stringMatching(/^staff:/), about: { replayOf: asked?.actor } },
  ]);
});

const from = { 'user-agent': 'probe/2.0', 'x-forwarded-for': '203.0.113.11' };
const cameFrom = { address: '203.0.113.11', agent: 'probe/2.0' };

test.each([
  ['a page', 'POST', '/desk/logout', 303],
  ['the API', 'DELETE', '/api/v1/session', 204],
])(
  'a sign-out by %s ends the session and leaves a line with address and program',
  async (by, method, path, status) => {
    const leaver = await app.person('ZWFW', `经办（${by}）`, ['window']);
    const lines = await linesOf(async () =>
      expect((await leaver.page(path, { method, headers: from })).status).toBe(status),
    );
    expect(lines).toEqual([
      {
        action: 'session.close',
        actor: expect.stringMatching(/^staff:/),
        about: { sessionId: expect.stringMatching(/^[0-9a-f-]{36}$/), ...cameFrom },
      },
    ]);
    expect((await leaver.page('/api/v1/sessions')).status).toBe(401);
  },
);

test('a sign-in that fails and a wrong password of one’s own leave lines with address and program', async () => {
  const json = { agency: 'XYB', name: '登记员', password: 'wrong-password-1' };
  const [tried] = await linesOf(() =>
    app.request('/api/v1/session', { method: 'POST', json, headers: from }),
  );
  expect(tried).toMatchObject({ action: 'session.open', about: { succeeded: false, ...cameFrom } });
  const headers = { ...from, 'content-type': 'application/json' };
  const body = JSON.stringify({ current: 'wrong-password-1', password: 'Quite-another-7' });
  const [changed] = await linesOf(() => clerk.page('/api/v1/password', { method: 'PUT', body, headers }));
  expect(changed).toMatchObject({ action: 'staff.set-password', about: { succeeded: false, ...cameFrom } });
});

test('each 403 leaves a line, whatever its code', async () => {
  const [line] = await linesOf(() => window.api('/listings?subjectKind=person', { headers: from }));
  expect(line).toMatchObject({
    action: 'access.refuse',
    about: { code: 'listing.purpose-required', ...cameFrom },
  });
});
