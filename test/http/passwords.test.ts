import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { queuedScrypt } from '../../src/node/native-scrypt.ts';
import { hashPassword } from '../../src/platform/door/password.ts';
import { makeApp } from '../kit/app.ts';
import { administratorsOf, enrol, requireFactor, shownBy } from '../kit/people.ts';

const password = 'Correct-horse-9';
const another = 'Battery-staple-7';
const passwordHash = await hashPassword(password, { scrypt: queuedScrypt(), randomBytes });

const registry = async () => {
  const made = await makeApp();
  const { id: agencyId } = await made.agency('ZWFW', ['window', 'registrar']);
  const clerk = await enrol(made, { agencyId, name: '窗口一号', roles: ['window'], passwordHash });
  const post = (path: string, json: object) => made.request(`/api/v1${path}`, { method: 'POST', json });
  const signIn = (word: string, name = '窗口一号') =>
    post('/session', { agency: 'ZWFW', name, password: word });
  const change = (current: string, word: string) =>
    clerk.api('/password', { method: 'PUT', json: { current, password: word } });
  return { ...made, agencyId, clerk, post, signIn, change };
};
const said = async (answer: Response | Promise<Response>) => {
  const response = await answer;
  return [response.status, (await response.json()).code];
};
const cookieOf = (answer: Response) => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
const idOf = async (made: { query(text: string): Promise<Record<string, unknown>[]> }, name: string) =>
  String((await made.query(`select id::text from staff where name = '${name}'`))[0]?.id);

test('a person changes the password: every other session ends, this one goes on under another cookie', async () => {
  const made = await registry();
  const away = cookieOf(await made.signIn(password));
  const answer = await made.change(password, another);
  expect(answer.status).toBe(204);
  const status = async (cookie: string) =>
    (await made.request('/api/v1/matters', { headers: { cookie } })).status;
  expect(await status(cookieOf(answer))).toBe(200);
  expect([await status(away), await status(made.clerk.cookie)]).toEqual([401, 401]);
  expect(await said(made.signIn(password))).toEqual([401, 'session.refused']);
  expect((await made.signIn(another)).status).toBe(201);
});

test.each([
  ['wrong-Password-1', another, 'staff.password-wrong'],
  [password, password, 'staff.password-reused'],
  [password, 'password12', 'staff.password-weak'],
  [password, 'qwertyuiop1', 'staff.password-weak'],
  [password, 'Password-2026', 'staff.password-common'],
])('from %s to %s: %s, and nothing changes', async (current, word, code) => {
  const made = await registry();
  expect(await said(made.change(current, word))).toEqual([422, code]);
  expect((await made.signIn(password)).status).toBe(201);
});

test('none of the last passwords is taken again', async () => {
  const made = await registry();
  await made.query(
    `insert into staff_passwords (staff_id, password_hash, replaced_at)
     select id, $1, '2026-10-01T00:00:00Z' from staff where name = '窗口一号'`,
    [await hashPassword(another, { scrypt: queuedScrypt(), randomBytes })],
  );
  expect(await said(made.change(password, another))).toEqual([422, 'staff.password-reused']);
});

test('a password of ninety days is to be replaced before anything is opened', async () => {
  const made = await registry();
  made.setNow('2027-02-22T01:59:59.000Z');
  expect((await made.signIn(password)).status).toBe(201);
  made.setNow('2027-02-22T02:00:00.000Z');
  const asked = await made.signIn(password);
  const { code, token } = await asked.json();
  expect([asked.status, code, asked.headers.get('set-cookie')]).toEqual([401, 'session.password-due', null]);
  expect(await said(made.post('/session/password', { token, password }))).toEqual([
    422,
    'staff.password-reused',
  ]);
  const done = await made.post('/session/password', { token, password: another });
  expect([done.status, await done.json()]).toEqual([201, { agency: 'ZWFW', name: '窗口一号' }]);
  expect((await made.request('/api/v1/matters', { headers: { cookie: cookieOf(done) } })).status).toBe(200);
  const again = await made.post('/session/password', { token, password: 'Third-passage-3' });
  expect(await said(again)).toEqual([401, 'session.step-unknown']);
});

test('an administrator resets a password by a one-time code, which serves to set another and for nothing else', async () => {
  const made = await registry();
  const { asSystem, asSecurity } = await administratorsOf(made);
  const path = `/staff/${await idOf(made, '窗口一号')}/password-reset`;
  expect((await asSecurity(path)).status).toBe(403);
  const { code, agency, name } = await (await asSystem(path)).json();
  expect([agency, name]).toEqual(['ZWFW', '窗口一号']);
  expect((await made.clerk.api('/matters')).status).toBe(401);
  expect(await said(made.signIn(password))).toEqual([401, 'session.refused']);
  const { token, code: asked } = await (await made.signIn(code)).json();
  expect(asked).toBe('session.password-due');
  expect(await said(made.post('/session/password', { token, password }))).toEqual([
    422,
    'staff.password-reused',
  ]);
  expect((await made.post('/session/password', { token, password: another })).status).toBe(201);
  expect(await said(made.signIn(code))).toEqual([401, 'session.refused']);
  const lines = JSON.stringify(await made.query(`select t::text from audit_lines t`));
  expect(lines).toContain('staff.reset-password');
  expect(lines).not.toContain(code);
});

test('a one-time code is good for a day', async () => {
  const made = await registry();
  const { asSystem } = await administratorsOf(made);
  const { code } = await (await asSystem(`/staff/${await idOf(made, '窗口一号')}/password-reset`)).json();
  made.setNow('2026-11-25T02:00:00.000Z');
  expect(await said(made.signIn(code))).toEqual([401, 'session.refused']);
});

test('who has a factor shows it before a one-time code is of any use', async () => {
  const made = await registry();
  await enrol(made, { agencyId: made.agencyId, name: '登记员', roles: ['registrar'], passwordHash });
  await requireFactor(made);
  const setup = await (await made.signIn(password, '登记员')).json();
  const factor = (token: string, at: string) =>
    made.post('/session/second-factor', { token, code: shownBy(setup.otpauth, at) });
  await factor(setup.token, '2026-11-24T02:00:00.000Z');
  const { asSystem } = await administratorsOf(made);
  const { code } = await (await asSystem(`/staff/${await idOf(made, '登记员')}/password-reset`)).json();
  made.setNow('2026-11-24T02:05:00.000Z');
  const first = await (await made.signIn(code, '登记员')).json();
  expect(first.code).toBe('session.second-factor');
  const early = await made.post('/session/password', { token: first.token, password: another });
  expect(await said(early)).toEqual([401, 'session.step-unknown']);
  const second = await (await factor(first.token, '2026-11-24T02:05:00.000Z')).json();
  expect(second.code).toBe('session.password-due');
  expect((await made.post('/session/password', { token: second.token, password: another })).status).toBe(201);
});
