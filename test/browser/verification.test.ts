import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriersOn, openBrowser, serveOnLoopback, signIn } from '../kit/browser.ts';
import { type Hall, makeHall, type Promisor } from '../kit/commitments.ts';
import { aUscc } from '../kit/identities.ts';
import { aPicture } from '../kit/pictures.ts';

let hall: Hall;
let browser: Browser;
let server: Awaited<ReturnType<typeof serveOnLoopback>>;
let page: Page;
const officer = { agency: 'ZWFW', name: '核查一号' };
const firm: Promisor = { type: 'uscc', code: aUscc('91核'), name: '云岫示例食品有限公司' };
const { SHOTS } = process.env;
const shot = async (name: string) => {
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
};

beforeAll(async () => {
  hall = await makeHall();
  await hall.query(`update settings set value = '100' where key like '%.sample.%'`);
  await hall.person(officer.agency, officer.name, ['window']);
  const { no } = await hall.promised(firm);
  await hall.step(no, 'sign', { way: 'by-hand', scan: aPicture('png') });
  await hall.step(no, 'handle', {});
  await hall.post(hall.registrar, '/verification-draws', {});
  [browser, server] = [await openBrowser(), await serveOnLoopback(hall.app)];
  page = await (await browser.newContext({ viewport: { width: 1100, height: 1000 } })).newPage();
  await signIn(page, server.origin, officer);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

test('an officer verifies a drawn promise, finds it untrue, revokes, and prints the notice on one A4 page', async () => {
  await page.goto(`${server.origin}/desk/verifications`);
  expect(await barriersOn(page)).toEqual([]);
  await shot('verification-list');
  await page.getByRole('link', { name: /^HY\d{14}$/ }).click();
  await page.getByRole('button', { name: '开始核查' }).click();
  await page.getByText('登记系统现在所知').waitFor();
  expect(await barriersOn(page)).toEqual([]);
  await shot('verification-running');
  await page.getByLabel('承诺不实').check();
  await page.getByLabel('核查情况').fill('示例：登记住所与承诺不一致');
  await page.getByRole('button', { name: '登记结论' }).click();
  await page.getByText('核查不实，待处理').first().waitFor();
  expect(await barriersOn(page)).toEqual([]);
  await shot('verification-untrue');
  await page.getByLabel('撤销行政决定').check();
  await page.getByLabel('决定文号').fill('示政服撤〔2026〕1号');
  await page.getByLabel('认定的事实').fill('示例：承诺的场所不存在');
  await page.getByRole('button', { name: '登记决定' }).click();
  await page.getByText('已作出决定').first().waitFor();
  expect(await barriersOn(page)).toEqual([]);
  await shot('verification-decided');
  const where = page.url();
  for (const form of ['notice', 'record']) {
    await page.goto(`${where}/${form}`);
    expect(await barriersOn(page)).toEqual([]);
    await shot(`verification-${form}`);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type \/Page[^s]/g)?.length).toBe(1);
  }
});
