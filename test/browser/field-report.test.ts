import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriersOn, openBrowser, serveOnLoopback, signIn } from '../kit/browser.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { aPicture } from '../kit/pictures.ts';

let city: City;
let browser: Browser;
let server: Awaited<ReturnType<typeof serveOnLoopback>>;
let phone: Page;
const { SHOTS } = process.env;
const shot = async (name: string) => {
  if (SHOTS) await phone.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
};

beforeAll(async () => {
  city = await makeCity('2026-11-24T02:00:00Z');
  await city.person('ZWFW', '网格员一号', ['window']);
  [browser, server] = [await openBrowser(), await serveOnLoopback(city.app)];
  phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await signIn(phone, server.origin, { agency: 'ZWFW', name: '网格员一号' });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const kept = () => phone.evaluate(() => localStorage.length);
const count = async () => (await city.query('select count(*)::int as count from field_reports'))[0]?.count;

test('what was typed without a line is kept, comes back with the page, and is sent once', async () => {
  await phone.goto(`${server.origin}/desk/field-reports/new`);
  expect(await barriersOn(phone)).toEqual([]);
  await phone.getByLabel('上门核查', { exact: true }).check();
  await phone.getByLabel('核查编号').fill('HC-2026-1');
  await phone.getByLabel('与承诺不符').check();
  await phone.getByLabel('地点').fill('示例路一号');
  await phone.getByLabel('所见情况').fill('示例：门店已搬空');
  await shot('field-form');
  await phone.reload();
  expect(await phone.getByLabel('所见情况').inputValue()).toBe('示例：门店已搬空');
  expect(await phone.getByLabel('与承诺不符').isChecked()).toBe(true);
  const buffer = Buffer.from(aPicture('jpeg', 'GPS'), 'base64');
  await phone.getByLabel('照片').setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer });
  await phone.context().setOffline(true);
  await phone.getByRole('button', { name: '提交', exact: true }).click();
  await phone.getByText('没有网络，填写的内容已存在本机').waitFor();
  await shot('field-offline');
  expect([await count(), await kept()]).toEqual([0, 1]);
  await phone.context().setOffline(false);
  await phone.waitForURL(/\/desk\/field-reports\/[0-9a-f-]{36}$/);
  expect(await barriersOn(phone)).toEqual([]);
  await shot('field-done');
  expect([await count(), await kept()]).toEqual([1, 0]);
  expect(await phone.getByRole('link', { name: '查看照片' }).count()).toBe(1);
});

test('where the answer was lost on the way, the form sent again is the first report', async () => {
  await phone.goto(`${server.origin}/desk/field-reports/new`);
  await phone.getByLabel('线索', { exact: true }).check();
  await phone.getByLabel('地点').fill('示例路二号');
  await phone.getByLabel('所见情况').fill('示例：门店换了招牌');
  let isLost = false;
  await phone.route('**/desk/field-reports', async (route) => {
    if (isLost || route.request().method() !== 'POST') return route.continue();
    isLost = true;
    await route.fetch({ maxRedirects: 0 });
    await route.abort('connectionreset');
  });
  await phone.getByRole('button', { name: '提交', exact: true }).click();
  await phone.getByText('没有网络，填写的内容已存在本机').waitFor();
  expect(await count()).toBe(2);
  await phone.reload();
  await phone.getByRole('button', { name: '提交', exact: true }).click();
  await phone.waitForURL(/\/desk\/field-reports\/[0-9a-f-]{36}$/);
  expect(await count()).toBe(2);
  await phone.goto(`${server.origin}/desk/field-reports`);
  expect(await barriersOn(phone)).toEqual([]);
  await shot('field-list');
});

test('what is refused stands beside its field, and what was typed stays', async () => {
  await phone.goto(`${server.origin}/desk/field-reports/new`);
  await phone.getByLabel('上门核查', { exact: true }).check();
  await phone.getByLabel('地点').fill('示例路三号');
  await phone.getByRole('button', { name: '提交', exact: true }).click();
  await phone.getByText('请先更正以下问题').waitFor();
  expect(await phone.getByLabel('地点').inputValue()).toBe('示例路三号');
  expect(await barriersOn(phone)).toEqual([]);
  await shot('field-refused');
});
