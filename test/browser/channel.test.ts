import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jobs } from '../../src/jobs.ts';
import { runDue } from '../../src/platform/schedule/run-due.ts';
import { barriersOn, openBrowser, serveOnLoopback, signIn } from '../kit/browser.ts';
import { eventOf, makePush, type PushApp } from '../kit/push.ts';

let push: PushApp;
let browser: Browser;
let server: Awaited<ReturnType<typeof serveOnLoopback>>;
beforeAll(async () => {
  push = await makePush();
  await push.agency('CZJ', ['subscriber'], [], '虚构市财政局');
  await push.person('CZJ', '订阅员', ['subscriber']);
  await push.agency('XXZX', ['registrar'], [], '示例信用中心');
  await push.person('XXZX', '系统员', ['system-administrator']);
  [browser, server] = [await openBrowser(), await serveOnLoopback(push.app)];
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await push.stop();
});

test('an officer without a system looks ahead, subscribes, signs for many and takes them away as a sheet', async () => {
  const page = await (await browser.newContext({ acceptDownloads: true })).newPage();
  await signIn(page, server.origin, { agency: 'CZJ', name: '订阅员' });
  for (const seed of ['甲', '乙']) await push.tell(eventOf(await push.aListing(seed), 'created'));
  await push.relay();
  await page.goto(`${server.origin}/desk/subscriptions/new`);
  await page.getByLabel('订阅名称').fill('收件箱');
  await page.getByLabel('由工作人员在本系统查看、签收').check();
  await page.getByRole('button', { name: '预览最近 30 天' }).click();
  await page.getByText('前 2 条样例').waitFor();
  expect(await barriersOn(page)).toEqual([]);
  expect(await page.getByLabel('订阅名称').inputValue()).toBe('收件箱');
  expect(await page.getByLabel('由工作人员在本系统查看、签收').isChecked()).toBe(true);
  await page.getByRole('button', { name: '建立订阅' }).click();
  await page.getByText('订阅已建立').waitFor();

  await page.getByRole('link', { name: '名单通知' }).click();
  await page.waitForURL(`${server.origin}/desk/notices`);
  expect(await page.locator('.tag', { hasText: '未读' }).count()).toBe(2);
  expect(await barriersOn(page)).toEqual([]);
  for (const seq of [1, 2]) await page.getByLabel(`选择通知 ${seq}`).check();
  await page.getByRole('button', { name: '签收所选' }).click();
  await page.getByText('已签收 2 条通知').waitFor();
  await page.getByRole('link', { name: '全部', exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载电子表格' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('notices.xlsx');
});

test('the system administrator sees what ran and runs a job out of turn', async () => {
  await runDue(push.deps, jobs, new Date('2026-11-24T02:10:00Z'));
  const page = await (await browser.newContext()).newPage();
  await signIn(page, server.origin, { agency: 'XXZX', name: '系统员' });
  await page.getByRole('navigation').getByRole('link', { name: '定时任务', exact: true }).click();
  expect(await barriersOn(page)).toEqual([]);
  await page.getByRole('button', { name: '立即运行：投递修复' }).click();
  await page.getByText('已排上：投递修复').waitFor();
  await runDue(push.deps, jobs, new Date('2026-11-24T02:10:30Z'));
  await page.reload();
  expect(await page.getByRole('row', { name: '投递修复' }).textContent()).toContain('人工运行');
});
