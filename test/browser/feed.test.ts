import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { barriersOn, openBrowser, serveOnLoopback, signIn } from '../kit/browser.ts';
import { aPenaltyRow, upload } from '../kit/uploads.ts';

let app: TestApp;
let browser: Browser;
let page: Page;
let server: Awaited<ReturnType<typeof serveOnLoopback>>;

beforeAll(async () => {
  app = await makeApp();
  await app.agency('XYB', ['registrar'], [], '示例信用办');
  const feeder = await app.agency('SCJG', ['feeder'], ['administrative-penalty', 'honour'], '示例市场监管局');
  await app.agency('FY', ['feeder'], ['judgment-defaulter'], '示例人民法院');
  await app.person('XYB', '登记员', ['registrar']);
  const rows = [
    aPenaltyRow(feeder, '1'),
    aPenaltyRow(feeder, '2', { 处罚决定日期: '2026-11-20', 公示截止期: '2027-05-20' }),
    aPenaltyRow(feeder, '3', { 处罚决定日期: '昨天' }),
  ];
  await upload(app, feeder, { catalog: 'administrative-penalty', rows });
  app.setNow('2026-12-07T02:00:00Z');
  [browser, server] = [await openBrowser(), await serveOnLoopback(app.app)];
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

test('a registrar sees at home what is late, narrows the list by keyboard and sets a frequency', async () => {
  await signIn(page, server.origin, { agency: 'XYB', name: '登记员' });
  await page.getByRole('link', { name: '查看逾期的报送项' }).click();
  const feeds = page.getByRole('region', { name: '报送情况' });
  expect(await feeds.getByRole('row', { name: /示例人民法院/ }).count()).toBe(1);
  expect(await feeds.getByRole('row').count()).toBe(3);
  expect(await barriersOn(page)).toEqual([]);

  await page.getByLabel('状态').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('2026-11');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/month=2026-11/);
  const row = feeds.getByRole('row', { name: /示例市场监管局.*行政处罚/ });
  expect(await row.textContent()).toContain('33.3%');
  expect(await barriersOn(page)).toEqual([]);

  await page.getByRole('link', { name: /设定.*示例市场监管局.*行政处罚/ }).click();
  await page.getByLabel('至少每多少个工作日报送一次').fill('22');
  await page.getByLabel('依据或理由').fill('按月集中报送');
  expect(await barriersOn(page)).toEqual([]);
  await page.getByRole('button', { name: '设定', exact: true }).click();
  await page.waitForURL(/\/desk\/feeds$/);
  expect(await row.textContent()).toContain('每 22 个工作日（单独设定）');
});
