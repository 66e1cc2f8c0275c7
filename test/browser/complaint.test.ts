import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriersOn, openBrowser, serveOnLoopback, signIn } from '../kit/browser.ts';
import { type ComplaintCity, makeComplaintCity } from '../kit/complaints.ts';

let city: ComplaintCity;
let browser: Browser;
let server: Awaited<ReturnType<typeof serveOnLoopback>>;
let phone: Page;
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
  city = await makeComplaintCity();
  await city.person('XXZX', '登记员甲', ['registrar']);
  await city.person('SCJG', '报送员甲', ['feeder']);
  [browser, server] = [await openBrowser(), await serveOnLoopback(city.app)];
  phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const take = async (
  page: Page,
  step: string | null,
  note: string,
  more: () => Promise<unknown> = async () => {},
) => {
  if (step) await page.getByLabel('办理步骤').selectOption({ label: step });
  await more();
  await page.locator('textarea[name=note]').fill(note);
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByRole('cell', { name: note }).waitFor();
  expect(await barriersOn(page)).toEqual([]);
};

test('a complaint goes from a phone to the unit and on to discipline, and the phone follows it', async () => {
  await phone.goto(`${server.origin}/public/complaints/new`);
  expect(await barriersOn(phone)).toEqual([]);
  await shot('complaint-phone-form', phone);
  await phone.getByLabel('反映的问题').selectOption({ label: '仍索要已取消或可以承诺代替的证明' });
  await phone.getByLabel('标题').fill('已取消的证明仍被要求提交');
  await phone.getByLabel('具体情况').fill('示例：办理登记时窗口的示例赵某仍要求提交已取消的证明。');
  await phone.getByRole('button', { name: '提交', exact: true }).click();
  await phone.getByText('已收到您的投诉').waitFor();
  expect(await barriersOn(phone)).toEqual([]);
  await shot('complaint-phone-filed', phone);
  const [no = '', code = ''] = await phone.locator('strong.code').allInnerTexts();

  const clerk = await deskOf('XXZX', '登记员甲');
  await clerk.goto(`${server.origin}/desk/complaints`);
  await shot('complaint-list', clerk);
  await clerk.getByRole('link', { name: no }).click();
  await shot('complaint-received', clerk);
  await take(clerk, '受理', '示例：属受理范围');
  await take(clerk, '交办', '示例：请说明为何仍要求提交', () =>
    clerk.getByLabel('被投诉单位').selectOption({ label: '示例市市场监督管理局' }),
  );
  await clerk.getByRole('link', { name: '投诉举报交办单' }).click();
  expect(await barriersOn(clerk)).toEqual([]);
  await shot('complaint-letter-ask', clerk);

  const unit = await deskOf('SCJG', '报送员甲');
  await unit.goto(`${server.origin}/desk/complaints/${no}`);
  expect(await unit.getByText('示例赵某').count()).toBe(0);
  await shot('complaint-unit', unit);
  await take(unit, null, '示例：窗口人员不熟悉新规');

  await clerk.goto(`${server.origin}/desk/complaints/${no}`);
  await take(clerk, '查实', '示例：情况属实');
  await take(clerk, '通报并责令整改', '示例：全市通报，限期整改', () =>
    clerk.getByLabel('整改期限').fill('2026-12-31'),
  );
  await take(clerk, '转办', '示例：拒不整改');
  await shot('complaint-done', clerk);
  await clerk.getByRole('link', { name: '转办通知书' }).click();
  await clerk.emulateMedia({ media: 'print' });
  const pdf = await clerk.pdf({ preferCSSPageSize: true });
  expect(pdf.toString('latin1').match(/\/Type \/Page[^s]/g)?.length).toBe(1);
  await shot('complaint-letter-transfer', clerk);

  await phone.goto(`${server.origin}/public/complaints`);
  await phone.getByLabel('投诉编号').fill(no.toLowerCase());
  await phone.getByLabel('查询码').fill(code.toLowerCase());
  await phone.getByRole('button', { name: '查看' }).click();
  await phone.getByText('已转有权机关依纪依法处理').waitFor();
  expect(await barriersOn(phone)).toEqual([]);
  await shot('complaint-phone-state', phone);
});

test('what stops a phone is told beside its field, and what was typed stands there still', async () => {
  await phone.goto(`${server.origin}/public/complaints/new`);
  await phone.getByLabel('标题').fill('没有选择问题的投诉');
  await phone.getByRole('button', { name: '提交', exact: true }).click();
  await phone.getByText('请先更正以下问题').waitFor();
  expect(await phone.getByLabel('标题').inputValue()).toBe('没有选择问题的投诉');
  expect(await barriersOn(phone)).toEqual([]);
  await shot('complaint-phone-refused', phone);
});
