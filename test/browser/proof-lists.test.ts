import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriersOn, openBrowser, serveOnLoopback, signIn } from '../kit/browser.ts';
import { aProof, CANCELLED, makeProofCity, type ProofCity } from '../kit/proof-lists.ts';
import { csvOf } from '../kit/uploads.ts';

let city: ProofCity;
let browser: Browser;
let server: Awaited<ReturnType<typeof serveOnLoopback>>;
const { SHOTS } = process.env;
const shot = async (name: string, of: Page) => {
  if (SHOTS) await of.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
};
const desk = async (agency: string, name: string) => {
  const page = await (await browser.newContext({ viewport: { width: 1100, height: 900 } })).newPage();
  await signIn(page, server.origin, { agency, name });
  return page;
};
const PATH = '/desk/matter-proposals';

beforeAll(async () => {
  city = await makeProofCity();
  await city.person('SCJG', '单位一号', ['feeder']);
  await city.person('SFJ', '法制一号', ['feeder']);
  await city.person('ZWFW', '中心一号', ['window']);
  await city.person('XXZX', '登记一号', ['registrar']);
  [browser, server] = [await openBrowser(), await serveOnLoopback(city.app)];
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

test('from the unit’s sheet over two opinions to a published list, and a citizen finds it on a phone', async () => {
  const unit = await desk('SCJG', '单位一号');
  await unit.goto(server.origin + PATH);
  expect(await barriersOn(unit)).toEqual([]);
  const rows = [
    aProof('示例：无欠薪证明', CANCELLED),
    aProof('示例：经营场所使用证明'),
    aProof('示例：没有依据的证明', { ...CANCELLED, 设定依据: '' }),
    aProof('示例：坏行', { 处理意见: '再说' }),
  ];
  const buffer = Buffer.from(csvOf(rows));
  await unit.getByLabel('选择文件').setInputFiles({ name: '汇总表.csv', mimeType: 'text/csv', buffer });
  await unit.getByRole('button', { name: '上传' }).click();
  await unit.getByText('登记 3').waitFor();
  expect(await barriersOn(unit)).toEqual([]);
  await shot('proposals-uploaded', unit);

  await unit.goto(`${server.origin}${PATH}/new`);
  expect(await barriersOn(unit)).toEqual([]);
  await unit.getByLabel('证明名称').fill('示例：在读证明');
  await unit.getByLabel('办理事项').fill('示例：入学');
  await unit.getByLabel('对象').selectOption('自然人');
  await unit.getByLabel('处理意见').selectOption('取消');
  await unit.getByRole('button', { name: '保存' }).click();
  await unit.getByText('取消后没有替代方式的，请说明理由').first().waitFor();
  await shot('proposal-refused', unit);
  await unit.getByLabel('替代方式', { exact: false }).first().selectOption('信息共享');
  await unit.getByRole('button', { name: '保存' }).click();
  await unit.getByText('没有法律法规依据，属于应当取消的情形').waitFor();
  expect(await barriersOn(unit)).toEqual([]);
  await shot('proposal', unit);
  await unit.goto(server.origin + PATH);
  await shot('proposals-unit', unit);
  for (const box of await unit.getByRole('checkbox').all()) await box.check();
  await unit.getByRole('button', { name: '提交所选' }).click();
  await unit.locator('.tag', { hasText: '审核中' }).first().waitFor();
  await unit.goto(`${server.origin}${PATH}/print`);
  expect(await barriersOn(unit)).toEqual([]);
  await unit.emulateMedia({ media: 'print' });
  await shot('form-4-print', unit);
  if (SHOTS) await unit.pdf({ preferCSSPageSize: true, path: `${SHOTS}/form-4.pdf` });

  for (const [agency, name] of [
    ['SFJ', '法制一号'],
    ['ZWFW', '中心一号'],
  ] as const) {
    const office = await desk(agency, name);
    await office.goto(server.origin + PATH);
    for (const box of await office.getByRole('checkbox').all()) await box.check();
    await office.getByLabel('意见').first().selectOption('不同意');
    await office.getByRole('button', { name: '对所选提出意见' }).click();
    await office.getByText('请填写或选择：说明').first().waitFor();
    await office.getByLabel('意见').first().selectOption('同意');
    for (const box of await office.getByRole('checkbox').all()) await box.check();
    expect(await barriersOn(office)).toEqual([]);
    await shot(`proposals-${agency}`, office);
    await office.getByRole('button', { name: '对所选提出意见' }).click();
    await office.waitForURL(/state=submitted$/);
  }

  city.setNow('2026-12-10T02:00:00Z');
  const registrar = await desk('XXZX', '登记一号');
  await registrar.goto(server.origin + PATH);
  expect(await registrar.getByRole('checkbox').count()).toBe(4);
  for (const box of await registrar.getByRole('checkbox').all()) await box.check();
  await registrar.getByLabel('文号').fill('示例证明办〔2026〕1号');
  await registrar.getByLabel('决定日期').fill('2026-12-10');
  expect(await barriersOn(registrar)).toEqual([]);
  await shot('proposals-decision', registrar);
  await registrar.getByRole('button', { name: '公布所选' }).click();
  await registrar.getByText('没有清理事项').waitFor();
  await registrar.goto(`${server.origin}${PATH}?state=published`);
  await shot('proposals-published', registrar);
  await registrar.goto(
    `${server.origin}/desk/matter-poster?hall=${encodeURIComponent('示例市政务服务大厅')}`,
  );
  expect(await barriersOn(registrar)).toEqual([]);
  await registrar.emulateMedia({ media: 'print' });
  await shot('matter-poster', registrar);

  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await phone.goto(`${server.origin}/public/matters`);
  expect(await barriersOn(phone)).toEqual([]);
  await shot('matters-phone', phone);
  await phone.getByLabel('证明、要办的事或者单位').fill('无欠薪');
  await phone.getByRole('button', { name: '查询' }).click();
  await phone.getByRole('link', { name: '示例：无欠薪证明' }).click();
  await phone.getByText('已取消，不用提交').first().waitFor();
  expect(await phone.getByRole('link', { name: '我要投诉' }).getAttribute('href')).toMatch(
    /^\/public\/complaints\/new\?matter=ZM2026\d{6}$/,
  );
  expect(await barriersOn(phone)).toEqual([]);
  const isWide = await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(isWide).toBe(false);
  await shot('matter-phone', phone);
});
