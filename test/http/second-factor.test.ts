import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { queuedScrypt } from '../../src/node/native-scrypt.ts';
import { hashPassword } from '../../src/platform/door/password.ts';
import { makeApp, TEST_NOW } from '../kit/app.ts';
import { administratorsOf, enrol, requireFactor, shownBy } from '../kit/people.ts';

const password = 'Correct-horse-9';
const passwordHash = await hashPassword(password, { scrypt: queuedScrypt(), randomBytes });
const LATER = '2026-11-24T02:01:00.000Z';
const LATER_STILL = '2026-11-24T02:02:00.000Z';

const registry = async () => {
  const made = await makeApp();
  const { id: agencyId } = await made.agency('FGJ', ['registrar', 'window', 'auditor']);
  const officer = await enrol(made, { agencyId, name: '登记员', roles: ['registrar'], passwordHash });
  const post = (path: string, json: object, headers: Record<string, string> = {}) =>
    made.request(`/api/v1${path}`, { method: 'POST', json, headers });
  const signIn = (name = '登记员') => post('/session', { agency: 'FGJ', name, password });
  const factor = (token: string, code: string, headers: Record<string, string> = {}) =>
    post('/session/second-factor', { token, code }, headers);
  return { ...made, agencyId, officer, post, signIn, factor };
};
type Made = Awaited<ReturnType<typeof registry>>;

const enrolled = async ({ signIn, factor, ...made }: Made) => {
  await requireFactor(made);
  const { token, otpauth } = await (await signIn()).json();
  const { recoveryCodes } = await (await factor(token, shownBy(otpauth, TEST_NOW))).json();
  return { otpauth: String(otpauth), recoveryCodes: recoveryCodes as string[] };
};

const said = async (answer: Response | Promise<Response>) => {
  const response = await answer;
  return [response.status, (await response.json()).code];
};

test('where it is required the first sign-in enrols a factor, and the same route completes it', async () => {
  const made = await registry();
  await requireFactor(made);
  const first = await made.signIn();
  const body = await first.json();
  expect(first.headers.get('set-cookie')).toBeNull();
  expect([first.status, body.code]).toEqual([401, 'session.second-factor-setup']);
  expect(body.otpauth).toMatch(/^otpauth:\/\/totp\/.*secret=[A-Z2-7]{32}/);
  const done = await made.factor(body.token, shownBy(body.otpauth, TEST_NOW));
  const { recoveryCodes, ...entry } = await done.json();
  expect([done.status, entry]).toEqual([201, { agency: 'FGJ', name: '登记员' }]);
  expect(new Set(recoveryCodes).size).toBe(10);
  const cookie = (done.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  expect((await made.request('/api/v1/matters', { headers: { cookie } })).status).toBe(200);
  expect(await said(made.factor(body.token, shownBy(body.otpauth, LATER)))).toEqual([
    401,
    'session.step-unknown',
  ]);
});

test('afterwards the password alone opens nothing: a code does, once', async () => {
  const made = await registry();
  const { otpauth } = await enrolled(made);
  made.setNow(LATER);
  const asked = await made.signIn();
  const { token, code, otpauth: none } = await asked.json();
  expect([asked.status, code, none, asked.headers.get('set-cookie')]).toEqual([
    401,
    'session.second-factor',
    undefined,
    null,
  ]);
  const shown = shownBy(otpauth, LATER);
  expect((await made.factor(token, shown)).status).toBe(201);
  const { token: second } = await (await made.signIn()).json();
  expect(await said(made.factor(second, shown))).toEqual([401, 'session.factor-refused']);
  expect(await said(made.factor(token, shown))).toEqual([401, 'session.step-unknown']);
});

test('of two who show one code at the same moment one comes in', async () => {
  const made = await registry();
  const { otpauth } = await enrolled(made);
  made.setNow(LATER);
  const tokens = [await (await made.signIn()).json(), await (await made.signIn()).json()];
  const answers = await Promise.all(tokens.map(({ token }) => made.factor(token, shownBy(otpauth, LATER))));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 401]);
});

test('a recovery code serves once, and another person has no use of it', async () => {
  const made = await registry();
  const { recoveryCodes } = await enrolled(made);
  const [code = ''] = recoveryCodes;
  const { token } = await (await made.signIn()).json();
  expect((await made.factor(token, ` ${code.toUpperCase()} `)).status).toBe(201);
  const { token: second } = await (await made.signIn()).json();
  expect(await said(made.factor(second, code))).toEqual([401, 'session.factor-refused']);
  expect(JSON.stringify(await made.query(`select code_hash from staff_recovery_codes`))).not.toContain(
    recoveryCodes[1]?.replaceAll('-', ''),
  );
});

test('wrong codes are counted as guesses, wherever they come from, and a right password does not begin anew', async () => {
  const made = await registry();
  const { otpauth } = await enrolled(made);
  made.setNow(LATER);
  const answers: number[] = [];
  for (let attempt = 0; attempt < 6; attempt += 1) {
    const { token } = await (await made.signIn()).json();
    const from = { 'x-forwarded-for': `192.0.2.${attempt + 1}` };
    answers.push((await made.factor(token, '000000', from)).status);
  }
  expect(answers).toEqual([401, 401, 401, 401, 401, 429]);
  const { token } = await (await made.signIn()).json();
  expect((await made.factor(token, shownBy(otpauth, LATER))).status).toBe(429);
  made.setNow(LATER_STILL);
  expect((await made.factor(token, shownBy(otpauth, LATER_STILL))).status).toBe(201);
  const lines = await made.query(
    `select about ->> 'succeeded' as succeeded, about ->> 'address' as address, about::jsonb ? 'agent' as named
      from audit_lines where action = 'session.factor' order by id`,
  );
  expect(lines.map(({ succeeded }) => succeeded)).toEqual(['true', ...Array(5).fill('false'), 'true']);
  expect(lines.slice(1, 6).map(({ address }) => address)).toEqual(
    [1, 2, 3, 4, 5].map((last) => `192.0.2.${last}`),
  );
  expect(lines.every(({ named }) => named === true)).toBe(true);
});

test('a token is good for ten minutes, and for nobody who made it up', async () => {
  const made = await registry();
  const { otpauth } = await enrolled(made);
  made.setNow(LATER);
  const { token } = await (await made.signIn()).json();
  await made.query(`update sign_in_steps set valid_until = now() - interval '1 second'`);
  expect(await said(made.factor(token, shownBy(otpauth, LATER)))).toEqual([401, 'session.step-unknown']);
  expect(await said(made.factor('x', '123456'))).toEqual([401, 'session.step-unknown']);
});

test('who is only at the window is not asked, and may have a factor all the same', async () => {
  const made = await registry();
  await requireFactor(made);
  await enrol(made, { agencyId: made.agencyId, name: '窗口一号', roles: ['window'], passwordHash });
  const answer = await made.signIn('窗口一号');
  expect(answer.status).toBe(201);
  const headers = {
    cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
    origin: 'http://localhost',
    host: 'localhost',
  };
  // An open desk alone binds nothing: the password is asked for again.
  for (const proof of [{}, { password: 'Wrong-horse-99' }])
    expect(await said(made.post('/second-factor', proof, headers))).toEqual([422, 'staff.password-wrong']);
  const proof = { password };
  const { token, otpauth } = await (await made.post('/second-factor', proof, headers)).json();
  const wrong = await made.post('/second-factor/confirm', { token, code: '000000' }, headers);
  expect(await said(wrong)).toEqual([401, 'session.factor-refused']);
  const code = shownBy(otpauth, TEST_NOW);
  expect((await made.post('/second-factor/confirm', { token, code }, headers)).status).toBe(200);
  expect(await said(made.signIn('窗口一号'))).toEqual([401, 'session.second-factor']);
  // Another device only with the one that there is.
  expect(await said(made.post('/second-factor', proof, headers))).toEqual([401, 'session.factor-refused']);
});

test('keys are never asked, and where nothing is required nobody is', async () => {
  const made = await registry();
  expect((await made.signIn()).status).toBe(201);
  await requireFactor(made);
  const { api } = await made.agency('SCJG', ['registrar']);
  expect((await api('/changes')).status).toBe(200);
});

test('a lost device: the security administrator unbinds it, and the next sign-in enrols another', async () => {
  const made = await registry();
  await enrolled(made);
  const { asSecurity, asSystem } = await administratorsOf(made);
  const [person] = await made.query(`select id::text from staff where name = '登记员'`);
  const path = `/staff/${person?.id}/second-factor`;
  expect((await asSystem(path, { method: 'DELETE' })).status).toBe(403);
  expect((await asSecurity(path, { method: 'DELETE' })).status).toBe(204);
  expect((await made.officer.api('/matters')).status).toBe(401);
  expect(await said(made.signIn())).toEqual([401, 'session.second-factor-setup']);
  expect(await said(asSecurity(path, { method: 'DELETE' }))).toEqual([409, 'staff.no-factor']);
});

test('no secret, code or token stands anywhere in clear', async () => {
  const made = await registry();
  const { otpauth, recoveryCodes } = await enrolled(made);
  made.setNow(LATER);
  const { token } = await (await made.signIn()).json();
  const secret = new URL(otpauth).searchParams.get('secret') ?? '-';
  const dump = JSON.stringify([
    await made.query(`select t::text from staff_factors t`),
    await made.query(`select t::text from staff_recovery_codes t`),
    await made.query(`select t::text from sign_in_steps t`),
    await made.query(`select t::text from audit_lines t`),
  ]);
  for (const word of [secret, token, ...recoveryCodes.map((code) => code.replaceAll('-', ''))])
    expect(dump).not.toContain(word);
});
