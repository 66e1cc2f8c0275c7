import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriersOn, openBrowser, serveOnLoopback, signIn } from '../kit/browser.ts';
import { type Hall, makeHall, type Promisor } from '../kit/commitments.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { aPicture } from '../kit/pictures.ts';

let hall: Hall;
let browser: Browser;
let server: Awaited<ReturnType<typeof serveOnLoopback>>;
let page: Page;
const clerk = { agency: 'ZWFW', name: '窗口一号' };
const firm: Promisor = { type: 'uscc', code: aUscc('91诺'), name: '云岫示例食品有限公司' };
const person: Promisor = { type: 'citizen-id', code: aCitizenId('诺'), name: '示例承' };
const { SHOTS } = process.env;
const shot = async (name: string, of: Page = page) => {
  if (SHOTS) await of.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
};

beforeAll(async () => {
  hall = await makeHall();
  await hall.person(clerk.agency, clerk.name, ['window']);
  [browser, server] = [await openBrowser(), await serveOnLoopback(hall.app)];
  page = await (await browser.newContext({ viewport: { width: 1100, height: 1000 } })).newPage();
  await signIn(page, server.origin, clerk);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page[^s]/g)?.length;

test('a clerk goes from the sheet of the check to a promise on one A4 page, enters the scan and handles', async () => {
  const { no } = await hall.confirmed(firm);
  await page.goto(`${server.origin}/desk/checks/${no}`);
  await page.getByRole('link', { name: '出具告知承诺书' }).click();
  expect(await barriersOn(page)).toEqual([]);
  await shot('commitment-new');
  await page.getByRole('button', { name: '出具承诺书' }).click();
  await page.waitForURL(/\/desk\/commitments\/\d{20}$/);
  expect(await barriersOn(page)).toEqual([]);
  await shot('commitment-draft');
  const where = page.url();
  await page.getByRole('link', { name: '打印承诺书' }).click();
  expect(await barriersOn(page)).toEqual([]);
  await shot('commitment-print');
  await page.emulateMedia({ media: 'print' });
  const pdf = await page.pdf({ preferCSSPageSize: true, path: SHOTS && `${SHOTS}/commitment.pdf` });
  expect([pagesOf(pdf), /\/MediaBox \[0 0 59[45][\d.]* 84[12]/.test(pdf.toString('latin1'))]).toEqual([
    1,
    true,
  ]);
  await page.emulateMedia({ media: null });
  await page.goto(where);
  const buffer = Buffer.from(aPicture('png'), 'base64');
  await page.getByLabel('扫描件').setInputFiles({ name: '承诺书.png', mimeType: 'image/png', buffer });
  await page.getByRole('button', { name: '登记签署' }).click();
  await page.getByRole('button', { name: '以承诺办结' }).waitFor();
  await hall.list(firm);
  await page.reload();
  await page.getByText('承诺人的信用状况已有变化').waitFor();
  expect(await barriersOn(page)).toEqual([]);
  await shot('commitment-warning');
  await page.getByLabel('仍予办结的理由').fill('已当面核验原件');
  await page.getByRole('button', { name: '以承诺办结' }).click();
  await page.getByText('已当面核验原件').waitFor();
  await shot('commitment-handled');
  await page.goto(`${server.origin}/desk/commitments`);
  expect(await barriersOn(page)).toEqual([]);
  await shot('commitment-list');
});

test('an applicant signs on a phone exactly what the registry rendered', async () => {
  const { no } = await hall.promised(person);
  await page.goto(`${server.origin}/desk/commitments/${no}`);
  await page.getByRole('button', { name: '出示二维码' }).click();
  await page.getByLabel('手机签署二维码').waitFor();
  await shot('commitment-square');
  const { url } = await (await hall.step(no, 'link', {})).json();
  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await phone.goto(url.replace('http://registry.test', server.origin));
  expect(await barriersOn(phone)).toEqual([]);
  await shot('commitment-phone', phone);
  await phone.getByRole('button', { name: '我已阅读，自愿签署' }).click();
  await phone.getByText('承诺书已签署').first().waitFor();
  expect(await barriersOn(phone)).toEqual([]);
  await shot('commitment-phone-done', phone);
  const shown = await (await hall.window.api(`/commitments/${no}`)).json();
  expect(shown).toMatchObject({ state: 'signed', signature: { way: 'electronic', genuine: true } });
  await page.goto(`${server.origin}/desk/commitments/${no}/print`);
  await shot('commitment-print-electronic');
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pagesOf(pdf)).toBe(1);
});

test('a phone without script is told to sign at the window', async () => {
  const { no } = await hall.promised({ ...person, code: aCitizenId('又'), name: '示例又' });
  const { url } = await (await hall.step(no, 'link', {})).json();
  const phone = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await phone.goto(url.replace('http://registry.test', server.origin));
  expect(await phone.getByText('请在窗口书面签署').isVisible()).toBe(true);
  expect(await phone.getByRole('button', { name: '我已阅读，自愿签署' }).isVisible()).toBe(false);
});
