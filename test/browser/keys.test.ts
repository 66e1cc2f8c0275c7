import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueKey } from '../../src/access/keys/issue-key.ts';
import { day } from '../../src/kernel/day.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { barriersOn, openBrowser, serveOnLoopback, signIn } from '../kit/browser.ts';

let app: TestApp;
let browser: Browser;
let page: Page;
let second: Page;
let server: Awaited<ReturnType<typeof serveOnLoopback>>;

beforeAll(async () => {
  app = await makeApp();
  await app.agency('SCJG', ['feeder', 'window'], ['serious-violation'], '示例市场监管局');
  for (const name of ['安全管理员', '第二安全管理员'])
    await app.person('SCJG', name, ['security-administrator']);
  [browser, server] = [await openBrowser(), await serveOnLoopback(app.app)];
  const anew = async () => (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  [page, second] = [await anew(), await anew()];
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

// The second hand sees the bounds, draws the key and is shown it.
const drawn = async (bounds: RegExp): Promise<string> => {
  await second.goto(`${server.origin}/desk/grants`);
  await second.getByRole('row', { name: bounds }).getByRole('button', { name: /同意/ }).click();
  await second.getByText('只显示这一次').waitFor();
  expect(await barriersOn(second)).toEqual([]);
  return (await second.locator('.code').last().textContent()) ?? '';
};

const standing = async (key: string) => (await app.request('/api/v1/catalogs', { key })).status;

test('a key’s life: asked for with bounds, drawn by a second hand, replaced with an overlap, revoked', async () => {
  await signIn(page, server.origin, { agency: 'SCJG', name: '安全管理员' });
  await signIn(second, server.origin, { agency: 'SCJG', name: '第二安全管理员' });
  await page.getByRole('link', { name: '接口密钥' }).first().click();
  expect(await barriersOn(page)).toEqual([]);
  await page.getByRole('link', { name: '申请密钥' }).click();
  expect(await barriersOn(page)).toEqual([]);
  await page.getByLabel('单位代码').fill('SCJG');
  await page.getByLabel('用途').fill('报送前置机');
  await page.getByLabel('数据报送').check();
  await page.getByLabel('目录').fill('no-such-list');
  await page.getByRole('button', { name: '提出申请' }).click();
  const alert = page.getByRole('alert');
  expect(await alert.textContent()).toContain('no-such-list');
  expect(await barriersOn(page)).toEqual([]);
  await page.getByLabel('目录').fill('serious-violation');
  await page.getByRole('button', { name: '提出申请' }).click();
  await page.getByText('已提出').waitFor();
  expect(await barriersOn(page)).toEqual([]);
  const first = await drawn(/用于报送前置机，职权：数据报送，目录：serious-violation/);
  expect(await standing(first)).toBe(200);

  await page.goto(`${server.origin}/desk/keys`);
  const row = page.getByRole('row', { name: /报送前置机/ });
  expect(await row.textContent()).toMatch(/数据报送.*serious-violation.*不限.*有效/s);
  expect(await page.content()).not.toContain(first);
  await row.getByRole('button', { name: /更换/ }).click();
  await page.getByText('已提出').waitFor();
  const next = await drawn(/更换末四位 .{4} 的，新旧同用 24 小时/);
  expect([await standing(first), await standing(next)]).toEqual([200, 200]);

  await page.goto(`${server.origin}/desk/keys`);
  expect(await page.getByRole('row', { name: /已更换，旧密钥暂可用/ }).count()).toBe(1);
  const newer = page.getByRole('row', { name: /报送前置机/ }).first();
  await newer.getByText('吊销').first().click();
  await newer.getByRole('button', { name: /确认吊销/ }).click();
  await page.waitForURL(/done=revoke/);
  expect([await standing(first), await standing(next)]).toEqual([200, 401]);
  expect(await barriersOn(page)).toEqual([]);
  // What was replaced asks for nothing; what ends without a successor does.
  await page.goto(`${server.origin}/desk`);
  expect(await page.textContent('main')).not.toContain('三十日内到期');
  await issueKey(app.operator, { agency: 'SCJG', expiresOn: day('2026-12-01') });
  await page.goto(`${server.origin}/desk`);
  expect(await page.textContent('main')).toContain('1 个接口密钥三十日内到期');
  expect(await barriersOn(page)).toEqual([]);
});
