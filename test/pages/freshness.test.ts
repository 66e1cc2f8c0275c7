import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { elementsIn, labelFaults, postForm } from '../kit/page.ts';
import { type Agency, aPenaltyRow, upload } from '../kit/uploads.ts';

let app: TestApp;
let feeder: Agency;
let registrar: Awaited<ReturnType<TestApp['person']>>;
const catalog = 'administrative-penalty';

beforeEach(async () => {
  app = await makeApp();
  await app.agency('XYB', ['registrar'], [], '示例信用办');
  feeder = await app.agency('SCJG', ['feeder'], [catalog], '示例市场监管局');
  await app.agency('FY', ['feeder'], ['judgment-defaulter'], '示例人民法院');
  registrar = await app.person('XYB', '登记员', ['registrar']);
});

const pageOf = async (who: typeof registrar, path: string) => (await who.page(path)).text();
const rowHeads = (html: string) => elementsIn(html).filter(({ attribs }) => attribs.scope === 'row').length;
// A silent court, and a market authority that came today.
const someTimeLater = async () => {
  app.setNow('2026-12-01T02:00:00Z');
  await upload(app, feeder, { catalog, rows: [aPenaltyRow(feeder, '1')] });
};

test('home says that feeds are late and leads to them; it is silent while all is well', async () => {
  expect(await pageOf(registrar, '/desk')).not.toContain('逾期未报，');
  await someTimeLater();
  const html = await pageOf(registrar, '/desk');
  expect(html).toContain('有 1 个报送项逾期未报');
  expect(html).toContain('href="/desk/feeds?state=late"');
  const window = await app.agency('ZWFW', ['window']);
  expect(window.id).toBeGreaterThan(0);
  const clerk = await app.person('ZWFW', '窗口员', ['window']);
  const home = await pageOf(clerk, '/desk');
  expect(home).not.toContain('逾期未报');
  expect(home).not.toContain('/desk/feeds');
});

test('the registrar reads every feed, its state and its rates, and narrows the list', async () => {
  await someTimeLater();
  const html = await pageOf(registrar, '/desk/feeds');
  expect(html).toContain('有 1 个报送项逾期未报，请督促报送。');
  for (const text of ['从未报送', '正常', '2026-11-25', '每 7 个工作日', '月度考核', '0.0%', '下载考核表'])
    expect(html).toContain(text);
  expect(rowHeads(html)).toBe(4);
  expect(labelFaults(html)).toEqual([]);
  const late = await pageOf(registrar, '/desk/feeds?state=late');
  expect(rowHeads(late)).toBe(3);
  const one = await pageOf(registrar, '/desk/feeds?agency=SCJG&month=2026-11');
  expect(rowHeads(one)).toBe(2);
  expect(one).toContain('scorecards.xlsx?month=2026-11&amp;agency=SCJG');
  expect(await pageOf(registrar, '/desk/feeds?state=overdue')).toContain('没有符合条件的报送项');
  expect((await registrar.page('/desk/feeds?state=%3Cb%3E&month=x&agency=%3Cb%3E')).status).toBe(200);
});

test('a feeder reads her own feeds and her own card, and sets nothing', async () => {
  await someTimeLater();
  const clerk = await app.person('SCJG', '报送员', ['feeder']);
  const html = await pageOf(clerk, '/desk/feeds');
  expect(html).toContain('示例市场监管局');
  expect(html).not.toContain('示例人民法院');
  expect(html).not.toContain(`/desk/feeds/SCJG/${catalog}`);
  expect((await clerk.page(`/desk/feeds/SCJG/${catalog}`)).status).toBe(403);
});

test('the registrar sets a frequency with a reason, is told what is wrong with it, and takes it back', async () => {
  const path = `/desk/feeds/SCJG/${catalog}`;
  const form = await pageOf(registrar, path);
  expect(form).toContain('作出处罚决定之日起 7 个工作日内');
  expect(form).not.toContain('/reset');
  expect(labelFaults(form)).toEqual([]);
  const wrong = await postForm(registrar, path, { everyWorkingDays: '0', reason: '' });
  const told = await wrong.text();
  expect(wrong.status).toBe(422);
  expect(told).toContain('href="#everyWorkingDays"');
  expect(labelFaults(told)).toEqual([]);
  const right = await postForm(registrar, path, { everyWorkingDays: '22', reason: '按月集中报送' });
  expect([right.status, right.headers.get('location')]).toEqual([303, '/desk/feeds']);
  expect(await pageOf(registrar, '/desk/feeds')).toContain('每 22 个工作日（单独设定）');
  expect(await pageOf(registrar, path)).toContain('按月集中报送');
  await postForm(registrar, `${path}/reset`, {});
  expect(await pageOf(registrar, '/desk/feeds')).not.toContain('单独设定');
  expect((await registrar.page('/desk/feeds/SCJG/honour')).status).toBe(404);
});
