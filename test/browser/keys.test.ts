import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueKey } from '../../src/access/keys/issue-key.ts';
import { day } from '../../src/kernel/day.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { barriersOn, openBrowser, serveOnLoopback, signIn } from '../kit/browser.ts';

let app: TestApp;
let browser: Browser;
let page: Page;
let server: Awaited<ReturnType<typeof serveOnLoopback>>;

beforeAll(async () => {
  app = await makeApp();
  await app.agency('SCJG', ['feeder', 'window'], ['serious-violation'], '示例市场监管局');
  await app.person('SCJG', '安全管理员', ['security-administrator']);
  [browser, server] = [await openBrowser(), await serveOnLoopback(app.app)];
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const standing = async (key: string) => (await app.request('/api/v1/catalogs', { key })).status;

test('a key’s life: issued with bounds, shown once, replaced with an overlap, revoked', async () => {
  await signIn(page, server.origin, { agency: 'SCJG', name: '安全管理员' });
  await page.getByRole('link', { name: '接口密钥' }).first().click();
  expect(await barriersOn(page)).toEqual([]);
  await page.getByRole('link', { name: '签发密钥' }).click();
  expect(await barriersOn(page)).toEqual([]);
  await page.getByLabel('单位代码').fill('SCJG');
  await page.getByLabel('用途').fill('报送前置机');
  await page.getByLabel('数据报送').check();
  await page.getByLabel('目录').fill('no-such-list');
  await page.getByRole('button', { name: '签发' }).click();
  const alert = page.getByRole('alert');
  expect(await alert.textContent()).toContain('no-such-list');
  expect(await barriersOn(page)).toEqual([]);
  await page.getByLabel('目录').fill('serious-violation');
  await page.getByRole('button', { name: '签发' }).click();
  await page.getByRole('heading', { name: '新密钥' }).waitFor();
  expect(await barriersOn(page)).toEqual([]);
  const first = (await page.locator('code').first().textContent()) ?? '';
  expect(await standing(first)).toBe(200);

  await page.getByRole('link', { name: '返回接口密钥' }).click();
  const row = page.getByRole('row', { name: /报送前置机/ });
  expect(await row.textContent()).toMatch(/数据报送.*serious-violation.*不限.*有效/s);
  expect(await page.content()).not.toContain(first);
  await row.getByRole('button', { name: /更换/ }).click();
  await page.getByText('原密钥在 24 小时后失效').waitFor();
  const second = (await page.locator('code').first().textContent()) ?? '';
  expect([await standing(first), await standing(second)]).toEqual([200, 200]);

  await page.getByRole('link', { name: '返回接口密钥' }).click();
  expect(await page.getByRole('row', { name: /已更换，旧密钥暂可用/ }).count()).toBe(1);
  const newer = page.getByRole('row', { name: /报送前置机/ }).first();
  await newer.getByText('吊销').first().click();
  await newer.getByRole('button', { name: /确认吊销/ }).click();
  await page.waitForURL(/done=revoke/);
  expect([await standing(first), await standing(second)]).toEqual([200, 401]);
  expect(await barriersOn(page)).toEqual([]);
  // What was replaced asks for nothing; what ends without a successor does.
  await page.goto(`${server.origin}/desk`);
  expect(await page.textContent('main')).not.toContain('三十日内到期');
  await issueKey(app.operator, { agency: 'SCJG', expiresOn: day('2026-12-01') });
  await page.goto(`${server.origin}/desk`);
  expect(await page.textContent('main')).toContain('1 个接口密钥三十日内到期');
  expect(await barriersOn(page)).toEqual([]);
});
