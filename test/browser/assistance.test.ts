import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { makeOffices, type Offices, person, QUESTION } from '../kit/assistance.ts';
import { barriersOn, openBrowser, serveOnLoopback, signIn } from '../kit/browser.ts';

let offices: Offices;
let browser: Browser;
let server: Awaited<ReturnType<typeof serveOnLoopback>>;
let asking: Page;
let asked: Page;
const { SHOTS } = process.env;
const shot = async (name: string, of: Page) => {
  if (SHOTS) await of.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
};
const deskOf = async (agency: string, name: string) => {
  const page = await (await browser.newContext({ viewport: { width: 1100, height: 1000 } })).newPage();
  await signIn(page, server.origin, { agency, name });
  return page;
};

beforeAll(async () => {
  offices = await makeOffices();
  await offices.person('ZWFW', '窗口一号', ['window']);
  await offices.person('GAJ', '协查民警', ['feeder', 'subscriber']);
  [browser, server] = [await openBrowser(), await serveOnLoopback(offices.app)];
  asking = await deskOf('ZWFW', '窗口一号');
  asked = await deskOf('GAJ', '协查民警');
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page[^s]/g)?.length;
const onOnePage = async (page: Page, name: string) => {
  expect(await barriersOn(page)).toEqual([]);
  await shot(name, page);
  await page.emulateMedia({ media: 'print' });
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect([pagesOf(pdf), /\/MediaBox \[0 0 59[45][\d.]* 84[12]/.test(pdf.toString('latin1'))]).toEqual([
    1,
    true,
  ]);
  await page.emulateMedia({ media: null });
};

test('a clerk asks at the desk, an officer opens the person, answers, and both print form 6 on one A4 page', async () => {
  await asking.goto(`${server.origin}/desk/assistance`);
  expect(await barriersOn(asking)).toEqual([]);
  await asking.getByRole('link', { name: '提出协查' }).click();
  expect(await barriersOn(asking)).toEqual([]);
  await asking.getByLabel('被协查单位').selectOption('GAJ');
  await asking.getByLabel('当事人证件类型').selectOption('citizen-id');
  await asking.getByLabel('当事人证件号码').fill(person.code);
  await asking.getByLabel('当事人名称或姓名').fill(person.name);
  await asking.getByLabel('要核实的问题').fill(`${person.code} 是否住在此处？`);
  await asking.getByRole('button', { name: '提出协查' }).click();
  await asking.getByText('这里写有个人证件号码').first().waitFor();
  expect(await asking.getByLabel('当事人证件号码').inputValue()).toBe('');
  expect(await barriersOn(asking)).toEqual([]);
  await shot('assistance-refused', asking);
  await asking.getByLabel('当事人证件号码').fill(person.code);
  await asking.getByLabel('要核实的问题').fill(QUESTION);
  await asking.getByRole('button', { name: '提出协查' }).click();
  await asking.waitForURL(/\/desk\/assistance\/XC/);
  expect(await asking.content()).not.toContain(person.code);
  expect(await barriersOn(asking)).toEqual([]);
  await shot('assistance-asked', asking);

  await asked.goto(`${server.origin}/desk/assistance?side=asked`);
  expect(await barriersOn(asked)).toEqual([]);
  await shot('assistance-worklist', asked);
  await asked.getByRole('link', { name: /^XC/ }).click();
  await shot('assistance-to-answer', asked);
  expect(await barriersOn(asked)).toEqual([]);
  const where = asked.url();
  await asked.getByRole('link', { name: '打印协查函' }).click();
  await onOnePage(asked, 'assistance-print-open');
  await asked.goto(where);
  await asked.getByLabel('本单位办件编号').fill('JB-1');
  await asked.getByRole('button', { name: '查看', exact: true }).click();
  await asked.getByText(person.code).waitFor();
  expect(await barriersOn(asked)).toEqual([]);
  await shot('assistance-opened', asked);
  await asked.getByLabel('相符', { exact: true }).check();
  await asked.getByLabel('核实情况').fill('经查，情况属实。');
  await asked.getByRole('button', { name: '提交反馈' }).click();
  await asked.getByText('请填写或选择：依据').first().waitFor();
  await asked.getByLabel('依据的登记、档案或文书').fill('不动产登记簿第 12 号');
  await asked.getByRole('button', { name: '提交反馈' }).click();
  await asked.getByText('已反馈').first().waitFor();
  await shot('assistance-answered', asked);
  await asking.goto(`${where}/print`);
  await asking.getByText('不动产登记簿第 12 号').waitFor();
  await onOnePage(asking, 'assistance-print');
  await asking.goto(`${server.origin}/desk/assistance/months`);
  expect(await barriersOn(asking)).toEqual([]);
  await shot('assistance-months', asking);
});

test('a notice of the inbox leads to the request', async () => {
  await offices.police.api('/subscriptions', {
    method: 'POST',
    json: { name: '协查', channel: 'inbox', filter: { topics: ['credit.assistance.*'] } },
  });
  const id = await offices.asked();
  await jobNamed('tell-agencies').run(offices.deps, offices.deps.clock.now());
  await asked.goto(`${server.origin}/desk/notices`);
  await asked.getByRole('link', { name: `协查请求 ${id}` }).click();
  expect(await barriersOn(asked)).toEqual([]);
  await shot('assistance-notice', asked);
  await asked.getByRole('link', { name: '查看并办理' }).click();
  await asked.waitForURL(new RegExp(`/desk/assistance/${id}$`));
});
