import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { barriersOn, openBrowser, serveOnLoopback, signIn } from '../kit/browser.ts';

let browser: Browser;
let app: TestApp;
let service: Awaited<ReturnType<typeof serveOnLoopback>>;

beforeAll(async () => {
  browser = await openBrowser();
  app = await makeApp();
  service = await serveOnLoopback(app.app);
  await app.agency('FGJ', ['registrar', 'window']);
  await app.person('FGJ', '安全甲', ['security-administrator']);
  await app.person('FGJ', '系统甲', ['system-administrator']);
});
afterAll(async () => {
  await service.close();
  await browser.close();
});

const opened = async (name: string) => {
  const page = await (await browser.newContext({ javaScriptEnabled: true })).newPage();
  await signIn(page, service.origin, { agency: 'FGJ', name });
  return page;
};

test('nothing bars the way on the pages of accounts, people and grants', async () => {
  const page = await opened('系统甲');
  const security = await opened('安全甲');
  await page.goto(`${service.origin}/desk/people/new`);
  expect(await barriersOn(page)).toEqual([]);
  await page.getByLabel('单位代码').fill('FGJ');
  await page.getByLabel('姓名').fill('李示例');
  await page.getByRole('button', { name: '添加' }).click();
  expect(await barriersOn(page)).toEqual([]);
  await page.getByRole('link', { name: '已交付，继续' }).click();
  expect(await barriersOn(page)).toEqual([]);
  const person = page.url();
  await security.goto(person);
  await security.getByLabel('登记', { exact: true }).check();
  await security.getByRole('button', { name: '授予' }).click();
  await security.getByText('待另一人在').waitFor();
  expect(await barriersOn(security)).toEqual([]);
  for (const path of ['/desk/people', '/desk/grants', '/desk/account']) {
    await security.goto(`${service.origin}${path}`);
    expect(await barriersOn(security), path).toEqual([]);
  }
  await security.getByLabel('再输入一次现用密码').fill('Correct-horse-9');
  await security.getByRole('button', { name: '启用动态口令' }).click();
  await security.getByLabel('绑定身份验证器的二维码').waitFor();
  expect(await barriersOn(security)).toEqual([]);
  // A phone's width: nothing is cut off.
  await security.setViewportSize({ width: 360, height: 740 });
  expect(await security.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});
