import { beforeEach, expect, test } from 'vitest';
import { makeApp, TEST_NOW, type TestApp } from '../kit/app.ts';
import { labelFaults, postForm } from '../kit/page.ts';
import { requireFactor, shownBy } from '../kit/people.ts';

let app: TestApp;
beforeEach(async () => {
  app = await makeApp();
  await app.agency('ZWFW', ['window'], [], '示例<b>政务</b>中心');
});

const signIn = (form: Record<string, string>) =>
  postForm(app, '/desk/login', { agency: 'ZWFW', name: '窗口一号', password: 'Correct-horse-9', ...form });

test('whoever is not signed in is sent to sign in, and from there to the page they wanted', async () => {
  await app.person('ZWFW', '窗口一号', ['window']);
  const sent = await app.app.request('/desk/checks?after=x');
  expect([sent.status, sent.headers.get('location')]).toEqual([
    303,
    '/desk/login?next=%2Fdesk%2Fchecks%3Fafter%3Dx',
  ]);
  const form = await (await app.app.request('/desk/login?next=%2Fdesk%2Fchecks')).text();
  expect(form).toContain('name="next" value="/desk/checks"');
  const entry = await signIn({ next: '/desk/checks' });
  expect([entry.status, entry.headers.get('location')]).toEqual([303, '/desk/checks']);
  expect(entry.headers.get('set-cookie')).toMatch(/HttpOnly/);
});

test.each(['https://example.org/', '//example.org', '/desk//example.org', '/desk\\example.org', '/deskx'])(
  'signing in never leads away from the desk: %s',
  async (next) => {
    await app.person('ZWFW', '窗口一号', ['window']);
    expect((await signIn({ next })).headers.get('location')).toBe('/desk');
  },
);

test('a refused sign-in draws the form again with a summary, and does not send the password back', async () => {
  await app.person('ZWFW', '窗口一号', ['window']);
  const answer = await signIn({ password: 'Wrong-horse-99' });
  const html = await answer.text();
  expect(answer.status).toBe(422);
  expect(html).toContain('role="alert"');
  expect(html).toContain('<a href="#agency">登录失败。');
  expect(html).toContain('value="窗口一号"');
  expect(html).not.toContain('Wrong-horse-99');
});

test('a form left blank names each field to fill in and links to it', async () => {
  const html = await (await postForm(app, '/desk/login', { agency: '', name: '', password: '' })).text();
  for (const [field, label] of [
    ['agency', '单位代码'],
    ['name', '姓名'],
    ['password', '密码'],
  ])
    expect(html).toContain(`<a href="#${field}">请填写或选择：${label}</a>`);
  expect(labelFaults(html)).toEqual([]);
});

test('the home page offers what the role may do, and escapes the name of the agency', async () => {
  const clerk = await app.person('ZWFW', '窗口一号', ['window']);
  const html = await (await clerk.page('/desk')).text();
  expect(html).toContain('href="/desk/checks"');
  expect(html).not.toContain('href="/desk/batches"');
  expect(html).toContain('示例&lt;b&gt;政务&lt;/b&gt;中心');
  expect(html).not.toContain('<b>政务');
});

test('signing out ends the session for good', async () => {
  const clerk = await app.person('ZWFW', '窗口一号', ['window']);
  const out = await clerk.page('/desk/logout', { method: 'POST' });
  expect([out.status, out.headers.get('location')]).toEqual([303, '/desk/login']);
  expect((await clerk.page('/desk')).headers.get('location')).toContain('/desk/login');
});

test('pages are kept by nobody, run no script but our own and may not be framed', async () => {
  const { headers } = await app.app.request('/desk/login');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('content-security-policy')).not.toContain('unsafe-inline');
  expect(headers.get('referrer-policy')).toBe('same-origin');
});

test('a form posted from another site is refused with a page that says what to do', async () => {
  const clerk = await app.person('ZWFW', '窗口一号', ['window']);
  const answer = await clerk.page('/desk/logout', {
    method: 'POST',
    headers: { origin: 'https://example.org', 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain('请在本系统页面内重新提交');
});

test('a page that does not exist says so in a page, with the request id', async () => {
  const answer = await app.app.request('/desk/nowhere');
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toContain('text/html');
  expect(await answer.text()).toContain(answer.headers.get('x-request-id') ?? 'no id');
});

test('a person sees their sessions at 我的账号, and ends another one there', async () => {
  const clerk = await app.person('ZWFW', '窗口一号', ['window']);
  await signIn({});
  const page = await (await clerk.page('/desk/account')).text();
  expect(labelFaults(page)).toEqual([]);
  expect(page).toContain('本次登录');
  const ends = [...page.matchAll(/action="(\/desk\/account\/sessions\/[^"]+)"/g)].map(([, path]) => path);
  expect(ends).toHaveLength(2);
  for (const path of ends) await postForm(clerk, path ?? '', {});
  expect((await clerk.page('/desk/account')).status).toBe(303);
});

const hiddenIn = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

test('the first sign-in of an administrator shows a code to scan, takes its figures, and gives recovery codes', async () => {
  await app.person('ZWFW', '安全员', ['security-administrator']);
  await requireFactor(app);
  const setup = await (await signIn({ name: '安全员', next: '/desk/account' })).text();
  expect(labelFaults(setup)).toEqual([]);
  expect(setup).toContain('<svg class="qr"');
  const otpauth = hiddenIn(setup, 'otpauth').replaceAll('&amp;', '&');
  const form = { token: hiddenIn(setup, 'token'), otpauth, next: hiddenIn(setup, 'next') };
  const wrong = await postForm(app, '/desk/login/second-factor', { ...form, code: '000000' });
  const again = await wrong.text();
  expect([wrong.status, labelFaults(again), again.includes('<svg class="qr"')]).toEqual([422, [], true]);
  const done = await postForm(app, '/desk/login/second-factor', {
    ...form,
    code: shownBy(otpauth, TEST_NOW),
  });
  const codes = await done.text();
  expect([done.status, codes.match(/([0-9a-z]{4}-){3}[0-9a-z]{4}/g)?.length]).toEqual([200, 10]);
  expect(codes).toContain('href="/desk/account"');
  const cookie = (done.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  expect((await app.app.request('/desk/account', { headers: { cookie } })).status).toBe(200);
  const spent = await postForm(app, '/desk/login/second-factor', { ...form, code: '000000' });
  expect(spent.headers.get('location')).toMatch(/^\/desk\/login\?late=1/);
});

test('a one-time code leads to a page that asks for a new password; a weak one is said on it', async () => {
  const clerk = await app.person('ZWFW', '窗口一号', ['window']);
  await app.query(`update staff set code_until = '2026-11-25T00:00:00Z'`);
  const asked = await (await signIn({})).text();
  expect(labelFaults(asked)).toEqual([]);
  const form = { token: hiddenIn(asked, 'token'), next: '/desk' };
  const weak = await postForm(app, '/desk/login/password', { ...form, password: 'password12' });
  expect([weak.status, (await weak.text()).includes('至少 3 类')]).toEqual([422, true]);
  const done = await postForm(app, '/desk/login/password', { ...form, password: 'Battery-staple-7' });
  expect([done.status, done.headers.get('location')]).toEqual([303, '/desk']);
  expect((await clerk.page('/desk/account')).status).toBe(303);
});

test('at 我的账号 a person changes the password and binds an authenticator', async () => {
  const clerk = await app.person('ZWFW', '窗口一号', ['window']);
  const unproved = await postForm(clerk, '/desk/account/second-factor', { proof: 'Wrong-horse-99' });
  expect([unproved.status, (await unproved.text()).includes('密码不正确')]).toEqual([422, true]);
  const proof = { proof: 'Correct-horse-9' };
  const setup = await (await postForm(clerk, '/desk/account/second-factor', proof)).text();
  expect(labelFaults(setup)).toEqual([]);
  const otpauth = hiddenIn(setup, 'otpauth').replaceAll('&amp;', '&');
  const form = { token: hiddenIn(setup, 'token'), otpauth, code: shownBy(otpauth, TEST_NOW) };
  const bound = await (await postForm(clerk, '/desk/account/second-factor/confirm', form)).text();
  expect(bound).toContain('请保存恢复码');
  expect(await (await clerk.page('/desk/account')).text()).toContain('恢复码还剩 10 个');
  const wrong = { current: 'Wrong-horse-99', password: 'Battery-staple-7' };
  const refused = await postForm(clerk, '/desk/account/password', wrong);
  expect([refused.status, (await refused.text()).includes('现用密码不正确')]).toEqual([422, true]);
  const right = { current: 'Correct-horse-9', password: 'Battery-staple-7' };
  const changed = await postForm(clerk, '/desk/account/password', right);
  expect([changed.status, changed.headers.get('location')]).toEqual([303, '/desk/account?done=password']);
});
