import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriersOn, openBrowser, serveOnLoopback, signIn } from '../kit/browser.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { aViolationRow, upload } from '../kit/uploads.ts';

let city: City;
let browser: Browser;
let page: Page;
let server: Awaited<ReturnType<typeof serveOnLoopback>>;

beforeAll(async () => {
  city = await makeCity();
  await city.person('XXZX', '登记员', ['registrar']);
  await city.list('1', { 列入日期: '2026-11-20' });
  const cells = { 列入日期: '2026-11-20', 移出日期: '2026-11-21', 移出事由: '领导批示' };
  const rows = [aViolationRow(city.market, '1', cells)];
  await upload(city, city.market, { catalog: 'serious-violation', rows });
  [browser, server] = [await openBrowser(), await serveOnLoopback(city.app)];
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

test('a registrar reads why a removal waits and confirms it', async () => {
  await signIn(page, server.origin, { agency: 'XXZX', name: '登记员' });
  await page.getByRole('link', { name: '待核实' }).first().click();
  expect(await barriersOn(page)).toEqual([]);
  await page.getByRole('link', { name: '示例1食品有限公司' }).click();
  expect(await barriersOn(page)).toEqual([]);
  if (process.env.SHOTS)
    await page.screenshot({ path: `${process.env.SHOTS}/held-record.png`, fullPage: true });
  await page.getByLabel('文书号').fill('示市监移〔2026〕3号');
  await page.getByRole('button', { name: '确认移出' }).click();
  await page.waitForURL(/held-records$/);
  expect(await page.getByText('没有待核实的记录。').count()).toBe(1);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/held-records.png` });
});
