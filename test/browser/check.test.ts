import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { barriersOn, openBrowser, serveOnLoopback, signIn } from '../kit/browser.ts';
import { aStoredListing, aStoredRecord, aSubject } from '../kit/facts.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';

let app: TestApp;
let browser: Browser;
let server: Awaited<ReturnType<typeof serveOnLoopback>>;
const listed = aUscc('listed');
const twice = aUscc('twice');
const honoured = aUscc('honoured');
const clerk = { agency: 'ZWFW', name: '窗口一号' };

beforeAll(async () => {
  app = await makeApp();
  const window = await app.agency('ZWFW', ['window'], [], '示例政务服务中心');
  await app.person(clerk.agency, clerk.name, ['window']);
  const subjectId = await aSubject(app, { code: listed, name: '云岫示例建材有限公司' });
  await aStoredListing(app, { subjectId, agencyId: window.id, dueOn: '2029-01-05' });
  const both = await aSubject(app, { code: twice, name: '云岫示例市政工程有限责任公司' });
  await aStoredListing(app, { subjectId: both, agencyId: window.id, dueOn: '2029-01-05' });
  await aStoredListing(app, { subjectId: both, agencyId: window.id, list: 'judgment-defaulter' });
  await aStoredRecord(app, { subjectId: both, agencyId: window.id, catalog: 'false-commitment' });
  const good = await aSubject(app, { code: honoured, name: '云岫示例信用企业有限公司' });
  await aStoredListing(app, {
    subjectId: good,
    agencyId: window.id,
    list: 'honour',
    kind: 'honour',
    dueOn: '2029-01-05',
  });
  [browser, server] = [await openBrowser(), await serveOnLoopback(app.app)];
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

let page: Page;
beforeEach(async () => {
  for (const context of browser.contexts()) await context.close();
  page = await (await browser.newContext()).newPage();
});

const check = async (code: string, type = '统一社会信用代码') => {
  await page.goto(`${server.origin}/desk/checks`);
  await page.getByLabel('证件类型').selectOption({ label: type });
  await page.getByLabel('证件号码').fill(code);
  await page.getByLabel('办件编号').fill('BJ-2026-7');
  await page.getByRole('button', { name: '核查', exact: true }).click();
};

test('a clerk signs in, checks an applicant, reads every reason and confirms', async () => {
  await signIn(page, server.origin, clerk);
  await check(listed);
  await page.waitForURL(/\/desk\/checks\/HC/);
  expect(await page.locator('.outcome strong').textContent()).toBe('不适用告知承诺');
  expect(await page.locator('.reason').count()).toBe(1);
  expect(await barriersOn(page)).toEqual([]);
  await page.getByLabel('不按核查建议办理', { exact: true }).check();
  await page.getByRole('button', { name: '确认' }).click();
  const summary = page.getByRole('alert');
  expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true);
  await summary.getByRole('link').click();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('note');
  await page.getByLabel('理由').fill('申请人当场更正，按一般程序受理');
  await page.getByLabel('不按核查建议办理', { exact: true }).check();
  await page.getByRole('button', { name: '确认' }).click();
  await page.getByText('确认时间').waitFor();
  expect(await barriersOn(page)).toEqual([]);
});

test('the whole check can be done with the keyboard alone, and the focus is always to be seen', async () => {
  await signIn(page, server.origin, clerk);
  await page.goto(`${server.origin}/desk/checks`);
  const focused = () => page.evaluate(() => document.activeElement?.id ?? '');
  expect(await focused()).toBe('subject.code');
  await page.keyboard.type(aUscc('keyboard'));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/desk\/checks\/HC/);
  await page.keyboard.press('Tab');
  const outline = () =>
    page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
  expect(await outline()).toBe('solid');
  await page.keyboard.press('Enter');
  expect(await focused()).toBe('main');
  for (let step = 0; step < 12 && (await focused()) !== 'choice'; step++) await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  expect(await outline()).toBe('solid');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('note');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('确认时间').waitFor();
});

test('the sheet prints what the applicant needs and nothing of the desk', async () => {
  await signIn(page, server.origin, clerk);
  await check(listed);
  await page.waitForURL(/\/desk\/checks\/HC/);
  await page.emulateMedia({ media: 'print' });
  for (const shown of ['.outcome', '.reason', '.qr', '.signatures'])
    expect(await page.locator(shown).first().isVisible()).toBe(true);
  for (const hidden of ['.masthead', '.tabs', '.foot', 'form.card'])
    expect(await page.locator(hidden).first().isVisible()).toBe(false);
  expect((await page.pdf({ preferCSSPageSize: true })).subarray(0, 5).toString()).toBe('%PDF-');
});

const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length;

test.each([
  ['no reason', () => honoured],
  ['one reason', () => listed],
  ['three reasons', () => twice],
])('a sheet with %s prints on one page', async (_reasons, code) => {
  await signIn(page, server.origin, clerk);
  await check(code());
  await page.waitForURL(/\/desk\/checks\/HC/);
  await page.emulateMedia({ media: 'print' });
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pagesOf(pdf)).toBe(1);
});

test('a clerk checks again from the sheet, and reads what has changed', async () => {
  await signIn(page, server.origin, clerk);
  await check(honoured);
  await page.waitForURL(/\/desk\/checks\/HC/);
  expect(await page.getByText('绿色通道').isVisible()).toBe(true);
  expect(await page.getByText('有效期至').isVisible()).toBe(true);
  const first = page.url();
  await page.getByRole('button', { name: '重新核查' }).click();
  await page.getByText('结果与原因均无变化').waitFor();
  expect(page.url()).not.toBe(first);
  expect(await barriersOn(page)).toEqual([]);
  await page.goto(first);
  expect(await page.getByText('此后已重新核查').isVisible()).toBe(true);
});

test('whoever scans the sheet sees that it is genuine, without signing in', async () => {
  await signIn(page, server.origin, clerk);
  await check(listed);
  await page.waitForURL(/\/desk\/checks\/HC/);
  const [row] = await app.query(`select no, verify_code from checks order by decided_at desc, no limit 1`);
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(`${server.origin}/public/checks/${row?.no}?code=${row?.verify_code}`);
  expect(await stranger.getByText('在有效期内').isVisible()).toBe(true);
  expect(await stranger.content()).not.toContain('云岫');
  expect(await barriersOn(stranger)).toEqual([]);
});

test('everything works where scripts are off, and a wrong number of a person is not sent back', async () => {
  page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(page, server.origin, clerk);
  const right = aCitizenId('plain');
  const wrong = `${right.slice(0, 17)}${right.endsWith('3') ? '4' : '3'}`;
  await check(wrong, '居民身份证');
  await page.getByRole('alert').waitFor();
  expect(await page.getByLabel('证件号码').inputValue()).toBe('');
  expect(await page.content()).not.toContain(wrong);
  await check(right, '居民身份证');
  await page.waitForURL(/\/desk\/checks\/HC/);
  expect(page.url()).not.toContain(right);
  expect(await page.content()).not.toContain(right);
});

test('no page of a clerk has a barrier, on a wide screen or a telephone', async () => {
  await page.goto(`${server.origin}/desk/login`);
  expect(await barriersOn(page)).toEqual([]);
  await page.getByRole('button', { name: '登录' }).click();
  expect(await barriersOn(page)).toEqual([]);
  await signIn(page, server.origin, clerk);
  for (const path of ['/desk', '/desk/checks', '/desk/nowhere'])
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${server.origin}${path}`);
      expect(await barriersOn(page)).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
    }
});
