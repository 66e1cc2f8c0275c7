import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { afterRestore } from '../../src/notices/restoration/after-restore.ts';
import { backUp } from '../kit/back-up.ts';
import { barriersOn, openBrowser, serveOnLoopback, signIn } from '../kit/browser.ts';
import { eventOf, makePush, type PushApp, subscribe } from '../kit/push.ts';

let push: PushApp;
let browser: Browser;
let server: Awaited<ReturnType<typeof serveOnLoopback>>;
beforeAll(async () => {
  push = await makePush();
  const finance = await push.agency('CZJ', ['subscriber'], [], '虚构市财政局');
  await push.agency('XXZX', ['registrar'], [], '示例信用中心');
  await push.person('XXZX', '系统员', ['system-administrator']);
  const pull = await subscribe(finance, { name: '招标用名单', filter: { lists: ['judgment-defaulter'] } });
  await subscribe(finance, { name: '窗口查看', channel: 'inbox' });
  const told = async (...seeds: string[]) => {
    for (const seed of seeds) await push.tell(eventOf(await push.aListing(seed), 'created'));
    await push.relay();
  };
  await told('甲');
  const copy = await backUp(push);
  await told('乙', '丙');
  await copy.restore();
  await copy.forget();
  await afterRestore(push.operator, {});
  await push.relay();
  await finance.api(`/feed?subscription=${pull.id}&after=3`);
  [browser, server] = [await openBrowser(), await serveOnLoopback(push.app)];
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await push.stop();
});

test('after a restore a clerk reads which notices only a department has, and what to do about them', async () => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await signIn(page, server.origin, { agency: 'XXZX', name: '系统员' });
  await page.getByRole('navigation').getByRole('link', { name: '恢复记录', exact: true }).click();
  const row = page.getByRole('row', { name: /招标用名单/ });
  const said = await row.textContent();
  for (const words of [
    '虚构市财政局',
    '第 2–3 号，2 条',
    '失信被执行人名单',
    '之间',
    '仍应在列的请其重新报送',
  ])
    expect(said).toContain(words);
  expect(await page.getByRole('row', { name: /窗口查看/ }).textContent()).toContain('尚未得知');
  expect(await barriersOn(page)).toEqual([]);
});
