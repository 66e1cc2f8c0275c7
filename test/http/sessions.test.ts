import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { queuedScrypt } from '../../src/node/native-scrypt.ts';
import { hashPassword } from '../../src/platform/door/password.ts';
import { makeApp } from '../kit/app.ts';
import { administratorsOf, enrol } from '../kit/people.ts';

const password = 'Correct-horse-9';
const passwordHash = await hashPassword(password, { scrypt: queuedScrypt(), randomBytes });

const registry = async (options: Parameters<typeof makeApp>[0] = {}) => {
  const made = await makeApp(options);
  const { id: agencyId } = await made.agency('XZFW', ['window']);
  const clerk = await enrol(made, { agencyId, name: '窗口一号', roles: ['window'], passwordHash });
  const signIn = (
    typed: Partial<Record<'agency' | 'name' | 'password', string>> = {},
    headers: Record<string, string> = {},
  ) =>
    made.request('/api/v1/session', {
      method: 'POST',
      headers,
      json: { agency: 'XZFW', name: '窗口一号', password, ...typed },
    });
  return { ...made, agencyId, clerk, signIn };
};

test('signing in gives a cookie that scripts cannot read and other sites cannot send', async () => {
  const { signIn } = await registry({ env: { PUBLIC_URL: 'https://registry.example.gov.cn' } });
  const answer = await signIn();
  expect([answer.status, await answer.json()]).toEqual([201, { agency: 'XZFW', name: '窗口一号' }]);
  const cookie = answer.headers.get('set-cookie') ?? '';
  for (const attribute of ['registry_session=', 'HttpOnly', 'SameSite=Lax', 'Secure'])
    expect(cookie).toContain(attribute);
});

test('over https the cookie is of this host alone, and no other name opens anything', async () => {
  const env = { PUBLIC_URL: 'https://registry.example.gov.cn' };
  const { signIn, request } = await registry({ env });
  const sent = (await signIn()).headers.get('set-cookie') ?? '';
  expect(sent).toMatch(/^__Host-registry_session=[\w-]+; .*Path=\/(;|$)/);
  expect(sent).not.toMatch(/domain/i);
  const cookie = sent.split(';')[0] ?? '';
  const seen = async (given: string) =>
    (await request('/api/v1/sessions', { headers: { cookie: given, host: 'localhost' } })).status;
  expect([await seen(cookie), await seen(cookie.replace('__Host-', ''))]).toEqual([200, 401]);
  const headers = { cookie, origin: 'http://localhost', host: 'localhost' };
  const left = await request('/api/v1/session', { method: 'DELETE', headers });
  expect([left.status, left.headers.get('clear-site-data')]).toEqual([204, '"cache", "storage"']);
  expect(left.headers.get('set-cookie')).toMatch(/^__Host-registry_session=;.*Max-Age=0/);
});

test('the database holds only a hash of the session', async () => {
  const { clerk, query } = await registry();
  const id = clerk.cookie.split('=')[1] ?? '';
  const rows = await query(`select id_hash from staff_sessions`);
  expect(rows).toHaveLength(1);
  expect(id.length).toBeGreaterThan(40);
  expect(rows[0]?.id_hash).not.toContain(id);
});

test('a wrong password, an unknown name and an unknown agency get one and the same answer', async () => {
  const { signIn } = await registry();
  const answers = [
    await signIn({ password: 'wrong-password-1' }),
    await signIn({ name: '无此人' }),
    await signIn({ agency: 'NONE' }),
  ];
  for (const answer of answers) {
    const { requestId, ...body } = await answer.json();
    expect(requestId).not.toBe('');
    expect(body).toMatchObject({ status: 401, code: 'session.refused', errors: [] });
  }
});

const wrong = { password: 'wrong-password-1' };

test('five failures in a row make the next try wait, the sixth twice as long, the right password too', async () => {
  const { signIn, setNow } = await registry({ now: '2026-11-24T02:00:00.000Z' });
  for (let attempt = 0; attempt < 5; attempt += 1) expect((await signIn(wrong)).status).toBe(401);
  const held = await signIn();
  expect([held.status, held.headers.get('retry-after'), (await held.json()).code]).toEqual([
    429,
    '30',
    'rate.limited',
  ]);
  setNow('2026-11-24T02:00:29.000Z');
  expect((await signIn()).headers.get('retry-after')).toBe('1');
  setNow('2026-11-24T02:00:30.000Z');
  expect((await signIn(wrong)).status).toBe(401);
  expect((await signIn()).headers.get('retry-after')).toBe('60');
  setNow('2026-11-24T02:01:30.000Z');
  expect((await signIn()).status).toBe(201);
  expect((await signIn(wrong)).status).toBe(401);
});

// `npm run attack` makes a thousand.
const GUESSES = Number(process.env.ATTACK_GUESSES ?? 30);

test('of many guesses at once five are judged; the others are told to wait, and leave no line', async () => {
  const { signIn, query, deps } = await registry();
  const { scrypt } = deps;
  let hashed = 0;
  deps.scrypt = (...about) => {
    hashed += 1;
    return scrypt(...about);
  };
  const answers = await Promise.all(Array.from({ length: GUESSES }, () => signIn(wrong)));
  const count = (status: number) => answers.filter((answer) => answer.status === status).length;
  expect([count(401), count(429), hashed]).toEqual([5, GUESSES - 5, 5]);
  expect(await query(`select count(*)::int as lines from audit_lines where action = 'session.open'`)).toEqual(
    [{ lines: 5 }],
  );
});

test('nobody can shut a person out: tries from one address hold up that address alone', async () => {
  const { signIn } = await registry();
  const from = (address: string) => ({ 'x-forwarded-for': address });
  for (let attempt = 0; attempt < 9; attempt += 1) await signIn(wrong, from('192.0.2.66'));
  expect((await signIn({}, from('192.0.2.66'))).status).toBe(429);
  expect((await signIn({}, from('192.0.2.7'))).status).toBe(201);
});

test('a name that nobody bears, a wrong password and a person who was disabled are held up alike', async () => {
  const made = await registry();
  const { signIn, query } = made;
  await enrol(made, { agencyId: made.agencyId, name: '窗口三号', roles: ['window'], passwordHash });
  await query(`update staff set disabled_at = '2026-11-24T02:00:00Z' where name = '窗口三号'`);
  const told = async (typed: Parameters<typeof signIn>[0]) => {
    const seen: unknown[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      const answer = await signIn(typed);
      const { requestId, ...body } = await answer.json();
      const headers = ['retry-after', 'ratelimit', 'ratelimit-policy'].map((name) =>
        answer.headers.get(name),
      );
      seen.push([answer.status, headers, body]);
    }
    return seen;
  };
  const known = await told(wrong);
  expect(await told({ name: '无此人' })).toEqual(known);
  expect(await told({ agency: 'NONE' })).toEqual(known);
  expect(await told({ name: '窗口三号' })).toEqual(known);
});

test('one address may fail sixty times a minute, over all names; those who are let in do not count', async () => {
  const { signIn, setNow } = await registry({ now: '2026-11-24T02:00:00.000Z' });
  for (let attempt = 0; attempt < 3; attempt += 1) expect((await signIn()).status).toBe(201);
  for (let attempt = 0; attempt < 60; attempt += 1)
    expect((await signIn({ name: `无此人${attempt}`, ...wrong })).status).toBe(401);
  const held = await signIn();
  expect([held.status, held.headers.get('retry-after')]).toEqual([429, '60']);
  expect(held.headers.get('ratelimit')).toBe('"sign-in.address";r=0;t=60');
  setNow('2026-11-24T02:01:00.000Z');
  expect((await signIn()).status).toBe(201);
});

test('the counts of tries name nobody, and are forgotten after a day', async () => {
  const { signIn, query, deps, setNow } = await registry({ now: '2026-11-24T02:00:00.000Z' });
  await signIn(wrong);
  const kept = await query(`select t::text as row from sign_in_tries t`);
  expect(kept).toHaveLength(2);
  expect(JSON.stringify(kept)).not.toMatch(/XZFW|窗口|127\.0/);
  setNow('2026-11-25T02:00:00.000Z');
  await jobNamed('forget-sessions').run(deps, deps.clock.now());
  expect(await query(`select 1 from sign_in_tries`)).toEqual([]);
});

test('a success between failures starts the count again', async () => {
  const { signIn } = await registry();
  for (let attempt = 0; attempt < 4; attempt += 1) await signIn({ password: 'wrong-password-1' });
  expect((await signIn()).status).toBe(201);
  await signIn({ password: 'wrong-password-1' });
  expect((await signIn()).status).toBe(201);
});

test('every attempt leaves an audit line, and none holds the password', async () => {
  const { signIn, query } = await registry();
  await signIn({ password: 'wrong-password-1' });
  await signIn();
  const lines = await query(
    `select actor, about::text as about from audit_lines where action = 'session.open' order by id`,
  );
  expect(lines.map(({ about }) => JSON.parse(String(about)).succeeded)).toEqual([false, true]);
  expect(JSON.stringify(lines)).not.toMatch(/wrong-password|Correct-horse/);
});

test('signing out ends the session at once', async () => {
  const { clerk } = await registry();
  expect((await clerk.api('/matters')).status).toBe(200);
  const out = await clerk.api('/session', { method: 'DELETE' });
  expect(out.status).toBe(204);
  expect((await clerk.api('/matters')).status).toBe(401);
});

// A session goes by the clock of the database, which no test winds: the row is made older instead.
const aged = (query: (text: string) => Promise<unknown>, opened: string, used: string) =>
  query(`update staff_sessions set expires_at = expires_at - interval '${opened}',
    opened_at = opened_at - interval '${opened}', used_at = now() - interval '${used}'`);

test.each([
  ['half an hour without a use', '31 minutes', '30 minutes 1 second', 401],
  ['a little less', '29 minutes', '29 minutes', 200],
  ['eight hours in use', '8 hours 1 second', '0 seconds', 401],
  ['a little less', '7 hours 59 minutes', '0 seconds', 200],
])('after %s a session is over or not', async (_, opened, used, status) => {
  const { clerk, query } = await registry();
  await aged(query, opened, used);
  expect((await clerk.api('/matters')).status).toBe(status);
});

test('a use renews a session, and no use carries it beyond its eight hours', async () => {
  const { clerk, query } = await registry();
  for (const opened of ['25 minutes', '50 minutes', '75 minutes']) {
    await aged(query, '25 minutes', '25 minutes');
    expect((await clerk.api('/matters')).status, opened).toBe(200);
  }
  const [row] = await query(`select extract(epoch from now() - used_at)::float8 as idle,
    extract(epoch from expires_at - now())::float8 / 60 as left from staff_sessions`);
  expect(Number(row?.idle)).toBeLessThan(60);
  expect(Math.round(Number(row?.left))).toBe(480 - 75);
});

test('a session that is used twice in a moment is written down once', async () => {
  const { clerk, query } = await registry();
  await clerk.api('/matters');
  const [before] = await query(`select used_at::text as at, xmin::text as written from staff_sessions`);
  await clerk.api('/matters');
  expect(await query(`select used_at::text as at, xmin::text as written from staff_sessions`)).toEqual([
    before,
  ]);
});

test('the city says how long a session stands; one that is open keeps its term', async () => {
  const made = await registry();
  await made.query(`insert into settings (key, value, basis, valid_from)
    values ('session.idle', '5', '本市设定', '2026-11-01')`);
  await aged(made.query, '6 minutes', '6 minutes');
  expect((await made.clerk.api('/matters')).status).toBe(200);
  const answer = await made.signIn();
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  await aged(made.query, '6 minutes', '6 minutes');
  expect((await made.request('/api/v1/matters', { headers: { cookie } })).status).toBe(401);
});

test('sessions that ran out are forgotten, the others stay', async () => {
  const made = await registry();
  const { clerk, deps, query } = made;
  await enrol(made, { agencyId: made.agencyId, name: '窗口二号', roles: ['window'] });
  await query(`update staff_sessions set used_at = now() - interval '31 minutes'
    where staff_id = (select id from staff where name = '窗口二号')`);
  await jobNamed('forget-sessions').run(deps, deps.clock.now());
  expect(await query(`select s.name from staff_sessions x join staff s on s.id = x.staff_id`)).toEqual([
    { name: '窗口一号' },
  ]);
  expect((await clerk.api('/matters')).status).toBe(200);
});

test('signing in again gives another session and ends the one that the browser held', async () => {
  const { clerk, signIn, request } = await registry();
  const answer = await signIn(
    {},
    {
      cookie: clerk.cookie,
      origin: 'http://localhost',
      host: 'localhost',
    },
  );
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  expect(cookie).not.toBe(clerk.cookie);
  expect((await clerk.api('/matters')).status).toBe(401);
  expect((await request('/api/v1/matters', { headers: { cookie } })).status).toBe(200);
});

test('a person sees where they are signed in, and ends one of it', async () => {
  const { clerk, signIn, request } = await registry();
  const other = await signIn(
    {},
    { 'user-agent': 'Browser/1 110101199003070011', 'x-forwarded-for': '192.0.2.7' },
  );
  const cookie = (other.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const { items } = await (await clerk.api('/sessions')).json();
  expect(items.map(({ isCurrent }: { isCurrent: boolean }) => isCurrent).sort()).toEqual([false, true]);
  const away = items.find(({ isCurrent }: { isCurrent: boolean }) => !isCurrent);
  expect(away).toMatchObject({ address: '192.0.2.7' });
  expect(away.device).toMatch(/^Browser\/1 (?!110101199003070011)/);
  expect((await clerk.api(`/sessions/${away.id}`, { method: 'DELETE' })).status).toBe(204);
  expect((await request('/api/v1/matters', { headers: { cookie } })).status).toBe(401);
  const again = await clerk.api(`/sessions/${away.id}`, { method: 'DELETE' });
  expect([again.status, (await again.json()).code]).toEqual([404, 'session.unknown']);
  expect((await clerk.api('/matters')).status).toBe(200);
});

test('nobody ends the session of another as their own, and a key has none', async () => {
  const made = await registry();
  const other = await enrol(made, { agencyId: made.agencyId, name: '窗口二号', roles: ['window'] });
  const { items } = await (await other.api('/sessions')).json();
  expect((await made.clerk.api(`/sessions/${items[0].id}`, { method: 'DELETE' })).status).toBe(404);
  expect((await other.api('/matters')).status).toBe(200);
  const { api } = await made.agency('ZWFW', ['window']);
  expect((await api('/sessions')).status).toBe(403);
});

test('an administrator sees and ends the sessions of a person, and leaves a line; a clerk does not', async () => {
  const made = await registry();
  const { asSecurity } = await administratorsOf(made);
  const [person] = await made.query(`select id::text from staff where name = '窗口一号'`);
  const path = `/staff/${person?.id}/sessions`;
  expect((await made.clerk.api(path, { method: 'DELETE' })).status).toBe(403);
  const seen = await (await asSecurity(path, { method: 'GET' })).json();
  expect(seen.items).toHaveLength(1);
  expect(await (await asSecurity(path, { method: 'DELETE' })).json()).toEqual({ ended: 1 });
  expect((await made.clerk.api('/matters')).status).toBe(401);
  const lines = await made.query(
    `select action, about ->> 'staffId' as id from audit_lines where action like 'staff.%' order by id`,
  );
  expect(lines.map(({ action }) => action).sort()).toEqual(['staff.end-sessions', 'staff.sessions']);
  const nobody = await asSecurity(`/staff/${made.deps.newId()}/sessions`, { method: 'DELETE' });
  expect([nobody.status, (await nobody.json()).code]).toEqual([404, 'staff.unknown']);
});

test('a person who is disabled is out at once', async () => {
  const { clerk, query } = await registry();
  await query(`update staff set disabled_at = '2026-11-24T02:00:00Z'`);
  expect((await clerk.api('/matters')).status).toBe(401);
});

test.each([
  ['another origin', { origin: 'https://evil.example' }],
  ['no origin', { origin: undefined }],
  ['a cross-site fetch', { origin: undefined, 'sec-fetch-site': 'cross-site' }],
  ['a sibling site', { origin: undefined, 'sec-fetch-site': 'same-site' }],
])('a session does not act for %s', async (_, sent) => {
  const { clerk, app } = await registry();
  const headers = new Headers({ cookie: clerk.cookie, host: 'localhost' });
  for (const [name, value] of Object.entries(sent)) if (value) headers.set(name, value);
  const answer = await app.request('/api/v1/session', { method: 'DELETE', headers });
  expect([answer.status, (await answer.json()).code]).toEqual([403, 'access.cross-site']);
  expect((await clerk.api('/matters')).status).toBe(200);
});

test('a person has of their roles only those that the agency has too', async () => {
  const made = await registry();
  const wish = { agencyId: made.agencyId, name: '窗口二号', roles: ['window', 'auditor'] };
  const clerk = await enrol(made, wish);
  expect((await clerk.api('/audit')).status).toBe(403);
});
