import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriersOn, openBrowser, serveOnLoopback, signIn } from '../kit/browser.ts';
import { eventOf, makePush, type PushApp } from '../kit/push.ts';

let push: PushApp;
let browser: Browser;
let page: Page;
let server: Awaited<ReturnType<typeof serveOnLoopback>>;

beforeAll(async () => {
  push = await makePush();
  await push.agency('CZJ', ['subscriber'], [], '虚构市财政局');
  await push.person('CZJ', '订阅员', ['subscriber']);
  [browser, server] = [await openBrowser(), await serveOnLoopback(push.app)];
  page = await (await browser.newContext()).newPage();
  await signIn(page, server.origin, { agency: 'CZJ', name: '订阅员' });
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await push.stop();
});

test('an officer subscribes, follows a notice that was stuck to its arrival, signs for it and says what was done', async () => {
  const receiver = await push.receiver();
  await page.goto(`${server.origin}/desk/subscriptions/new`);
  expect(await barriersOn(page)).toEqual([]);
  await page.getByLabel('订阅名称').fill('严重失信名单');
  await page.getByLabel('接收地址').fill(receiver.url);
  await page.getByRole('button', { name: '建立订阅' }).click();
  receiver.verifyWith(await page.getByLabel('签名密钥').inputValue());
  expect(await barriersOn(page)).toEqual([]);
  await page.getByRole('link', { name: '我已保存，继续' }).click();
  await push.send();
  await page.reload();
  await page.getByText('生效中').waitFor();
  expect(await page.content()).not.toContain('whsec_');

  receiver.answer(400);
  await push.tell(eventOf(await push.aListing('a'), 'created'));
  await push.relay();
  for (let attempt = 0; attempt < 3; attempt++) {
    await push.hurry();
    await push.send();
  }
  await page.reload();
  const stuck = page.getByRole('table', { name: '滞留投递' });
  expect(await stuck.textContent()).toContain('未送达，已停止');
  expect(await barriersOn(page)).toEqual([]);
  await stuck.getByRole('link', { name: '1', exact: true }).click();
  expect(await page.getByText('HTTP 400').count()).toBe(3);
  expect(await barriersOn(page)).toEqual([]);

  receiver.answer(204);
  await page.getByRole('link', { name: '返回订阅' }).click();
  await page.getByRole('button', { name: /^重新投递/ }).click();
  await page.getByText('已安排重新投递').waitFor();
  await push.send();
  expect(receiver.notices().at(-1)?.data?.seq).toBe(1);
  expect(receiver.refused).toEqual([]);

  await page.getByRole('link', { name: '名单通知' }).click();
  expect(await barriersOn(page)).toEqual([]);
  await page.getByRole('link', { name: '虚构a有限公司' }).click();
  await page.getByRole('button', { name: '签收' }).click();
  await page.getByText('已签收').waitFor();
  await page.getByLabel('已执行', { exact: true }).check();
  await page.getByRole('button', { name: '提交反馈' }).click();
  await page.getByText('已反馈').waitFor();
  expect(await barriersOn(page)).toEqual([]);
});
