import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { barriersOn, openBrowser, serveOnLoopback, signIn } from '../kit/browser.ts';
import { runQueue } from '../kit/run-jobs.ts';
import { type Agency, aViolationRow, csvOf } from '../kit/uploads.ts';

let app: TestApp;
let office: Agency;
let browser: Browser;
let page: Page;
let server: Awaited<ReturnType<typeof serveOnLoopback>>;

beforeAll(async () => {
  app = await makeApp();
  office = await app.agency('SCJG', ['feeder'], ['serious-violation'], '示例市场监管局');
  await app.person('SCJG', '报送员', ['feeder']);
  [browser, server] = [await openBrowser(), await serveOnLoopback(app.app)];
  page = await (await browser.newContext({ acceptDownloads: true })).newPage();
  await signIn(page, server.origin, { agency: 'SCJG', name: '报送员' });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const choose = async (name: string, text: string) => {
  await page.goto(`${server.origin}/desk/batches`);
  await page.getByRole('link', { name: /^上传：/ }).click();
  await page.getByLabel('选择文件').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
};

test('an officer uploads a dirty file, sees it worked, downloads what was refused, mends it and uploads again', async () => {
  const wrong = { 统一社会信用代码: '91440300MA5EXMPX84' };
  await choose('名单.csv', csvOf([aViolationRow(office, '1'), aViolationRow(office, '2', wrong)]));
  expect(await barriersOn(page)).toEqual([]);
  await page.getByRole('button', { name: '上传并入库' }).click();
  await page.getByText('排队等待').waitFor();
  expect(await barriersOn(page)).toEqual([]);
  await runQueue(app.deps);
  await page.getByText('已完成').waitFor();
  expect(await page.getByRole('row', { name: /校验码不符/ }).textContent()).toContain('91440300MA5EXMPX84');
  expect(await barriersOn(page)).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载退回行（CSV）' }).click(),
  ]);
  const refused = readFileSync(await download.path(), 'utf8');
  expect(refused.trim().split('\n')).toHaveLength(2);
  expect(refused).toContain('错误原因');

  await choose('更正.csv', csvOf([aViolationRow(office, '2')]));
  await page.getByRole('button', { name: '上传并入库' }).click();
  await page.waitForURL(/batches\/[0-9a-f-]{36}$/);
  await runQueue(app.deps);
  await page.getByText('没有问题行').waitFor();
  expect(await app.query(`select count(*)::int as live from records where state = 'live'`)).toEqual([
    { live: 2 },
  ]);
});

test('a file of another shape is refused on the spot, with the columns that are missing', async () => {
  await choose('别的.csv', '甲,乙\n1,2\n');
  await page.getByRole('button', { name: '上传并入库' }).click();
  const summary = page.getByRole('alert');
  await summary.waitFor();
  expect(await summary.textContent()).toContain('缺少必填列');
  expect(await barriersOn(page)).toEqual([]);
});

test('a trial run shows the faults and stores nothing', async () => {
  const before = await app.query(`select count(*)::int as live from records`);
  await choose('试.csv', csvOf([aViolationRow(office, '9')]));
  await page.getByRole('button', { name: '只校验，不入库' }).click();
  await page.waitForURL(/batches\/[0-9a-f-]{36}$/);
  await runQueue(app.deps);
  await page.getByText('已完成').waitFor();
  expect(await app.query(`select count(*)::int as live from records`)).toEqual(before);
});

// The addresses that the open page asks for on its own.
const requestsOf = (from: Page): string[] => {
  const asked: string[] = [];
  from.on('request', (request) => asked.push(new URL(request.url()).pathname));
  return asked;
};
const opened = async (on: Page, seed: string): Promise<string> => {
  await on.goto(`${server.origin}/desk/batches`);
  await on.getByRole('link', { name: /^上传：/ }).click();
  const buffer = Buffer.from(csvOf([aViolationRow(office, seed)]));
  await on.getByLabel('选择文件').setInputFiles({ name: `${seed}.csv`, mimeType: 'text/csv', buffer });
  await on.getByRole('button', { name: '上传并入库' }).click();
  await on.waitForURL(/batches\/[0-9a-f-]{36}$/);
  return new URL(on.url()).pathname;
};

test('the page is told of progress by an event stream, and draws itself anew only when there is news', async () => {
  const path = await opened(page, '21');
  await page.getByText('排队等待').waitFor();
  await page.reload();
  const asked = requestsOf(page);
  await page.waitForTimeout(4000);
  const whileWaiting = asked.filter((one) => one === path);
  await runQueue(app.deps);
  await page.getByText('已完成').waitFor();
  expect(whileWaiting.length).toBeLessThanOrEqual(1);
  const events = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  expect(events.filter((name) => name.endsWith('/events'))).toHaveLength(1);
  expect(await barriersOn(page)).toEqual([]);
});

test('a browser without event streams asks by the clock', async () => {
  const context = await browser.newContext();
  await context.addInitScript(() => Reflect.deleteProperty(globalThis, 'EventSource'));
  const old = await context.newPage();
  await signIn(old, server.origin, { agency: 'SCJG', name: '报送员' });
  await opened(old, '22');
  const asked = requestsOf(old);
  await runQueue(app.deps);
  await old.getByText('已完成').waitFor();
  expect(asked.filter((one) => one.endsWith('/events'))).toEqual([]);
  await context.close();
});

test('a browser without scripts asks again by itself', async () => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  const plain = await context.newPage();
  await opened(plain, '23');
  await runQueue(app.deps);
  await plain.getByText('已完成').waitFor();
  await context.close();
});
