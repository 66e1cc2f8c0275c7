import { expect, test } from 'vitest';
import { makeApp, TEST_NOW, type TestApp } from '../kit/app.ts';
import { labelFaults, postForm } from '../kit/page.ts';
import { enrol, requireFactor, shownBy } from '../kit/people.ts';

const pagesOf = (app: TestApp, cookie: string) => ({
  page: (path: string, init: RequestInit = {}) =>
    app.app.request(path, {
      ...init,
      headers: { cookie, origin: 'http://localhost', host: 'localhost', ...(init.headers as object) },
    }),
});
const hiddenIn = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
const cookieOf = (answer: Response) => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

const city = async () => {
  const app = await makeApp();
  await requireFactor(app);
  const { id: agencyId } = await app.agency('FGJ', ['registrar', 'window'], [], '示例市发展和改革局');
  await app.agency('ZWFW', ['window'], [], '示例市政务中心');
  const hand = async (name: string, role: string) => {
    const { cookie, api } = await enrol(app, { agencyId, name, roles: [role] });
    return { ...pagesOf(app, cookie), api };
  };
  return {
    app,
    system: await hand('系统甲', 'system-administrator'),
    security: await hand('安全甲', 'security-administrator'),
    second: await hand('安全乙', 'security-administrator'),
  };
};

test('a person is hired, proves who they are, registers by two hands, moves, and leaves', async () => {
  const { app, system, security, second } = await city();
  const signIn = (agency: string, password: string) =>
    postForm(app, '/desk/login', { agency, name: '李示例', password, next: '/desk/changes' });
  const idOf = async () =>
    String((await app.query(`select id::text from staff where name = '李示例'`))[0]?.id);

  // Hired: the system administrator adds, and hands over a code.
  expect(labelFaults(await (await system.page('/desk/people/new')).text())).toEqual([]);
  const added = await postForm(system, '/desk/people', { agency: 'FGJ', name: '李示例' });
  const code = /<span class="code">([0-9a-z-]{19})<\/span>/.exec(await added.text())?.[1] ?? '';
  expect([added.status, code.length]).toEqual([201, 19]);
  const again = await postForm(system, '/desk/people', { agency: 'FGJ', name: '李示例' });
  expect([again.status, (await again.text()).includes('已有同名用户')]).toEqual([422, true]);

  // The code serves to set a password of one's own; without a role there is nothing to do yet.
  const asked = await (await signIn('FGJ', code)).text();
  const set = { token: hiddenIn(asked, 'token'), next: '/desk', password: 'Battery-staple-7' };
  const entered = await postForm(app, '/desk/login/password', set);
  const idle = pagesOf(app, cookieOf(entered));
  expect([(await idle.page('/desk')).status, (await idle.page('/desk/changes')).status]).toEqual([200, 403]);

  // A role by two hands, on pages.
  const person = `/desk/people/${await idOf()}`;
  expect(labelFaults(await (await security.page(person)).text())).toEqual([]);
  const clash = await postForm(security, `${person}/give-roles`, { 'roles[]': 'auditor,registrar' });
  expect([clash.status, (await clash.text()).includes('不能同归一人')]).toEqual([422, true]);
  const given = await postForm(security, `${person}/give-roles`, { 'roles[]': 'registrar' });
  expect(given.headers.get('location')).toBe(`${person}?done=pending`);
  const mine = await (await security.page('/desk/grants')).text();
  const theirs = await (await second.page('/desk/grants')).text();
  expect([labelFaults(mine), labelFaults(theirs)]).toEqual([[], []]);
  const confirm = /action="(\/desk\/grants\/[^"]+\/confirm)"/.exec(theirs)?.[1] ?? '';
  expect([mine.includes('/confirm"'), theirs.includes('李示例：登记')]).toEqual([false, true]);
  expect((await postForm(second, confirm, {})).status).toBe(303);
  expect((await idle.page('/desk')).status).toBe(303);

  // With the role comes the second factor.
  const setup = await (await signIn('FGJ', 'Battery-staple-7')).text();
  const otpauth = hiddenIn(setup, 'otpauth');
  const form = { token: hiddenIn(setup, 'token'), otpauth, next: '/desk/changes' };
  const proof = { ...form, code: shownBy(otpauth, TEST_NOW) };
  const bound = await postForm(app, '/desk/login/second-factor', proof);
  const registrar = pagesOf(app, cookieOf(bound));
  expect((await registrar.page('/desk/changes')).status).toBe(200);

  // Moved: the duties stay behind, the factor goes along.
  expect((await postForm(system, `${person}/move`, { agency: 'NONE' })).status).toBe(422);
  expect((await postForm(system, `${person}/move`, { agency: 'ZWFW' })).status).toBe(303);
  expect((await registrar.page('/desk/changes')).status).toBe(303);
  const at = '2026-11-24T02:10:00.000Z';
  app.setNow(at);
  const second2 = await (await signIn('ZWFW', 'Battery-staple-7')).text();
  expect(second2).toContain('输入动态口令');
  const token = hiddenIn(second2, 'token');
  const back = await postForm(app, '/desk/login/second-factor', {
    token,
    code: shownBy(otpauth, at),
    next: '/desk',
  });
  const clerk = pagesOf(app, cookieOf(back));
  expect([back.status, (await clerk.page('/desk/changes')).status]).toEqual([303, 403]);

  // Left: out at once, and the whole way stands in the file.
  expect((await postForm(system, `${person}/disable`, {})).status).toBe(303);
  expect((await clerk.page('/desk')).status).toBe(303);
  expect((await signIn('ZWFW', 'Battery-staple-7')).status).toBe(422);
  const file = await (await system.api(`/staff/${await idOf()}`)).json();
  expect(file.history.map(({ step, by }: { step: string; by: string }) => `${step} ${by.slice(-3)}`)).toEqual(
    ['added 系统甲', 'roles-given 安全乙', 'moved 系统甲', 'disabled 系统甲'],
  );
  const shown = await (await system.page(person)).text();
  expect([labelFaults(shown), shown.includes('已停用'), shown.includes('授予角色')]).toEqual([
    [],
    true,
    true,
  ]);
});

test('a key by two hands on pages is shown to whoever confirms, once', async () => {
  const { app, security, second } = await city();
  expect((await postForm(security, '/desk/keys', { agency: 'NONE' })).status).toBe(422);
  expect((await postForm(security, '/desk/keys', { agency: 'ZWFW' })).status).toBe(303);
  const list = await (await second.page('/desk/grants')).text();
  expect(list).toContain('为示例市政务中心签发接口密钥');
  const confirm = /action="(\/desk\/grants\/[^"]+\/confirm)"/.exec(list)?.[1] ?? '';
  const shown = await postForm(second, confirm, {});
  const key = /crk_[\w-]+/.exec(await shown.text())?.[0] ?? '';
  expect((await app.request('/api/v1/matters', { key })).status).toBe(200);
  expect((await postForm(second, confirm, {})).status).toBe(409);
});
