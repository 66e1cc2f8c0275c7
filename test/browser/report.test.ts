import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriersOn, openBrowser, serveOnLoopback, signIn } from '../kit/browser.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { aUscc } from '../kit/identities.ts';
import { publish } from '../kit/public-lists.ts';

let city: City;
let browser: Browser;
let server: Awaited<ReturnType<typeof serveOnLoopback>>;
let page: Page;
const clerk = { agency: 'ZWFW', name: '窗口一号' };

beforeAll(async () => {
  city = await makeCity();
  await city.person(clerk.agency, clerk.name, ['window']);
  await city.list('1');
  for (let nth = 0; nth < 8; nth++)
    await city.punish('1', {
      来源记录号: `CF-${nth}`,
      行政相对人名称: '示例1食品有限公司',
      行政处罚决定书文号: `示市监罚〔2026〕${nth}号`,
    });
  await city.check('1');
  await publish(city);
  [browser, server] = [await openBrowser(), await serveOnLoopback(city.app)];
  page = await (await browser.newContext({ viewport: { width: 1100, height: 1400 } })).newPage();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

test('a clerk makes a report for somebody at the window; the sheet prints on A4 without splitting a record', async () => {
  await signIn(page, server.origin, clerk);
  await page.goto(`${server.origin}/desk/reports`);
  expect(await barriersOn(page)).toEqual([]);
  await page.getByLabel('证件号码').fill(aUscc('1'));
  await page.getByLabel('办件编号').fill('BJ-2026-9');
  await page.getByRole('button', { name: '出具报告' }).click();
  await page.waitForURL(/\/desk\/reports\/BG/);
  expect(await barriersOn(page)).toEqual([]);
  const { SHOTS } = process.env;
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/report.png`, fullPage: true });
  await page.emulateMedia({ media: 'print' });
  const rule = (selector: string, property: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
  expect(await rule('.entry', 'break-inside')).toBe('avoid');
  expect(await rule('.sheet > thead', 'display')).toBe('table-header-group');
  expect(await rule('.masthead', 'display')).toBe('none');
  const pdf = await page.pdf({ preferCSSPageSize: true, path: SHOTS && `${SHOTS}/report.pdf` });
  const pages = pdf.toString('latin1').match(/\/MediaBox \[0 0 (\d+)[\d.]* (\d+)[\d.]*\]/g) ?? [];
  expect(new Set(pages)).toEqual(new Set([expect.stringMatching(/59[45][\d.]* 84[12]/)]));
  await page.emulateMedia({ media: null });
});

test('a citizen searches a public list by keyboard, on a wide and on a narrow screen', async () => {
  await page.goto(`${server.origin}/public/lists`);
  expect(await barriersOn(page)).toEqual([]);
  await page.getByRole('link', { name: '市场监管严重违法失信名单' }).click();
  expect(await barriersOn(page)).toEqual([]);
  await page.getByLabel('名称或统一社会信用代码').fill('示例1');
  await page.keyboard.press('Enter');
  await page.getByText('查询结果').waitFor();
  expect(await page.getByRole('row').count()).toBe(2);
  const { SHOTS } = process.env;
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/list.png`, fullPage: true });
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await barriersOn(page)).toEqual([]);
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/list-narrow.png`, fullPage: true });
});

test('a verification page says first whether the sheet is genuine; one’s own report has one line a check', async () => {
  await page.setViewportSize({ width: 1100, height: 1000 });
  const [check] = await city.query('select no, verify_code as code from checks order by decided_at limit 1');
  const [report] = await city.query('select no, verify_code as code from reports limit 1');
  const { SHOTS } = process.env;
  const seen = async (path: string, heading: string, shot: string) => {
    await page.goto(`${server.origin}/public/${path}`);
    expect(await page.locator('h1').textContent()).toBe(heading);
    expect(await barriersOn(page)).toEqual([]);
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${shot}.png`, fullPage: true });
  };
  await seen(`checks/${check?.no}?code=${check?.code}`, '✓ 结果单真实有效', 'verify-check');
  await seen(`checks/${check?.no}?code=FORGED0000`, '✗ 查无此结果单', 'verify-forged');
  await seen(`reports/${report?.no}?code=${report?.code}`, '✓ 信用报告真实有效', 'verify-report');
  for (let nth = 0; nth < 3; nth += 1) await city.window.api(`/checks/${check?.no}`);
  const own = { type: 'uscc', code: aUscc('1') };
  const made = await city.post(city.window, '/reports', {
    subject: own,
    purpose: 'own-request',
    caseNo: 'BJ-8',
  });
  const { no } = await made.json();
  await page.goto(`${server.origin}/desk/reports/${no}`);
  await page.getByText('此后查看 3 次').waitFor();
  expect(await barriersOn(page)).toEqual([]);
  if (SHOTS) await page.locator('table.inquiries').screenshot({ path: `${SHOTS}/inquiries.png` });
});
