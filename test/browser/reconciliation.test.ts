import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { barriersOn, openBrowser, serveOnLoopback, signIn } from '../kit/browser.ts';
import { aViolationRow, upload } from '../kit/uploads.ts';

const catalog = 'serious-violation';
let app: TestApp;
let browser: Browser;
let page: Page;
let server: Awaited<ReturnType<typeof serveOnLoopback>>;

beforeAll(async () => {
  app = await makeApp();
  await app.agency('XYB', ['registrar'], [], '示例信用办');
  const feeder = await app.agency('SCJG', ['feeder'], [catalog], '示例市场监管局');
  await app.person('XYB', '登记员', ['registrar']);
  const rows = ['1', '2', '3'].map((seed) => aViolationRow(feeder, seed));
  rows.push(aViolationRow(feeder, '4', { 列入日期: '某日' }));
  await upload(app, feeder, { catalog, rows, mode: 'full' });
  const listed = await app.query('select id::int from listings order by id limit 1');
  const ended = { ground: '列入决定被人民法院判决撤销', documentNo: '（2026）示01行终8号' };
  await feeder.api(`/listings/${listed[0]?.id}/revocations`, { method: 'POST', json: ended });
  [browser, server] = [await openBrowser(), await serveOnLoopback(app.app)];
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

test('a registrar chooses a source, reads why the two counts differ, and narrows it to one reason', async () => {
  await signIn(page, server.origin, { agency: 'XYB', name: '登记员' });
  await page.getByRole('link', { name: '对账' }).first().click();
  expect(await barriersOn(page)).toEqual([]);
  await page.getByRole('link', { name: /市场监管严重违法失信名单/ }).click();
  const items = page.getByRole('region', { name: '差异与提示' });
  expect(await items.getByRole('row').count()).toBe(3);
  expect(await items.textContent()).toContain('（2026）示01行终8号');
  await page.getByText('签名的汇总', { exact: true }).click();
  expect(await barriersOn(page)).toEqual([]);
  await page.getByLabel('原因').selectOption('revoked');
  await page.getByRole('button', { name: '查看' }).click();
  await page.waitForURL(/reason=revoked/);
  expect(await items.getByRole('row').count()).toBe(2);
});
