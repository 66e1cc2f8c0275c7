import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriersOn, openBrowser, serveOnLoopback, signIn } from '../kit/browser.ts';
import { type City, makeCity } from '../kit/cases.ts';

let city: City;
let browser: Browser;
let server: Awaited<ReturnType<typeof serveOnLoopback>>;
let page: Page;
const official = { agency: 'SCJG', name: '经办甲' };
const { SHOTS } = process.env;

beforeAll(async () => {
  city = await makeCity();
  await city.person(official.agency, official.name, ['feeder']);
  await city.list('1');
  [browser, server] = [await openBrowser(), await serveOnLoopback(city.app)];
  page = await (await browser.newContext({ viewport: { width: 1100, height: 1400 } })).newPage();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

test('an official enters an appeal and its stay; every page of it is free of barriers', async () => {
  await signIn(page, server.origin, official);
  await page.goto(`${server.origin}/desk/appeals/new`);
  expect(await barriersOn(page)).toEqual([]);
  await page.getByLabel('编号', { exact: true }).fill(String(await city.listingOf('1')));
  await page.getByLabel('受理机关').fill('示例市人民政府');
  await page.getByLabel('案号').fill('示复〔2026〕8号');
  await page.getByLabel('受理或立案之日').fill('2026-03-02');
  await page.getByLabel('停止执行的文书号').fill('示复停〔2026〕8号');
  await page.getByRole('button', { name: '登记' }).click();
  await page.waitForURL(/\/desk\/appeals\/\d+$/);
  expect(await barriersOn(page)).toEqual([]);
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/appeal.png`, fullPage: true });
  await page.goto(`${server.origin}/desk/appeals`);
  expect(await barriersOn(page)).toEqual([]);
});

test('the sheet about the way back prints on one page of A4', async () => {
  await page.goto(`${server.origin}/desk/repair-notices`);
  expect(await barriersOn(page)).toEqual([]);
  await page.getByRole('link', { name: '示例1食品有限公司' }).click();
  expect(await barriersOn(page)).toEqual([]);
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/repair-notice.png`, fullPage: true });
  await page.emulateMedia({ media: 'print' });
  const pdf = await page.pdf({ preferCSSPageSize: true, path: SHOTS && `${SHOTS}/repair-notice.pdf` });
  const pages = pdf.toString('latin1').match(/\/MediaBox \[0 0 (\d+)[\d.]* (\d+)[\d.]*\]/g) ?? [];
  expect(pages).toEqual([expect.stringMatching(/59[45][\d.]* 84[12]/)]);
  if (SHOTS) {
    await page.setViewportSize({ width: 587, height: 930 });
    await page.screenshot({ path: `${SHOTS}/repair-notice-print.png`, fullPage: true });
  }
});
