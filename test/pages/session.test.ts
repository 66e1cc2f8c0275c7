import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { labelFaults, postForm } from '../kit/page.ts';

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
