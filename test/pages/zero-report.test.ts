import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { elementsIn, labelFaults, postForm } from '../kit/page.ts';
import { type Agency, aPenaltyRow, upload } from '../kit/uploads.ts';

let app: TestApp;
let market: Agency;
let clerk: Awaited<ReturnType<TestApp['person']>>;
const catalog = 'administrative-penalty';
const path = `/desk/feeds/zero-report?catalog=${catalog}`;

beforeEach(async () => {
  app = await makeApp();
  await app.agency('XYB', ['registrar'], [], '示例信用办');
  market = await app.agency('SCJG', ['feeder'], [catalog], '示例市场监管局');
  clerk = await app.person('SCJG', '报送员', ['feeder']);
});

const pageOf = async (who: typeof clerk, where: string) => (await who.page(where)).text();
const fieldValue = (html: string, name: string) =>
  elementsIn(html).find(({ attribs }) => attribs.name === name)?.attribs.value;

test('the upload page and the board lead to it; it offers the days since the last report', async () => {
  await upload(app, market, { catalog, rows: [aPenaltyRow(market, '1')] });
  app.setNow('2026-12-01T02:00:00Z');
  for (const from of [`/desk/batches/new?catalog=${catalog}`, '/desk/feeds'])
    expect(await pageOf(clerk, from)).toContain(`href="${path}"`);
  const html = await pageOf(clerk, path);
  expect([fieldValue(html, 'periodFrom'), fieldValue(html, 'periodTo')]).toEqual([
    '2026-11-25',
    '2026-12-01',
  ]);
  expect(labelFaults(html)).toEqual([]);
});

test('unconfirmed it is asked again with what was typed; confirmed it stands on the board, once', async () => {
  const form = { periodFrom: '', periodTo: '2026-11-24', note: '本周无处罚决定' };
  const asked = await postForm(clerk, path, form);
  const html = await asked.text();
  expect([asked.status, html.includes('href="#confirm[]"')]).toEqual([422, true]);
  expect(html).toContain('本周无处罚决定');
  expect(labelFaults(html)).toEqual([]);
  expect(await app.query('select 1 from zero_reports')).toEqual([]);

  const confirmed = { ...form, 'confirm[]': 'yes', onceKey: fieldValue(html, 'onceKey') ?? '' };
  const done = await postForm(clerk, path, confirmed);
  const where = `/desk/feeds?reported=${catalog}`;
  expect([done.status, done.headers.get('location')]).toEqual([303, where]);
  expect((await postForm(clerk, path, confirmed)).headers.get('location')).toBe(where);
  const board = await pageOf(clerk, where);
  for (const text of ['已登记零报告：行政处罚', '零报告（至 2026-11-24）', '正常'])
    expect(board).toContain(text);
  const repeated = await postForm(clerk, path, { ...confirmed, onceKey: '' });
  expect([repeated.status, (await repeated.text()).includes('已有止于这一天的零报告')]).toEqual([422, true]);
});

test('days in the wrong order or to come are told at their fields', async () => {
  const post = async (periodFrom: string, periodTo: string) =>
    (await postForm(clerk, path, { periodFrom, periodTo, 'confirm[]': 'yes' })).text();
  expect(await post('2026-11-24', '2026-11-20')).toContain('<a href="#periodFrom">期间起日不能晚于止日</a>');
  expect(await post('', '2026-11-25')).toContain('href="#periodTo"');
  expect(await post('', '')).toContain('请填写或选择：期间止日');
});

test('the registrar sees it on the board and has no button; a foreign catalogue is refused', async () => {
  await postForm(clerk, path, { periodTo: '2026-11-24', 'confirm[]': 'yes' });
  const registrar = await app.person('XYB', '登记员', ['registrar']);
  const board = await pageOf(registrar, '/desk/feeds');
  expect(board).toContain('零报告（至 2026-11-24）');
  expect(board).not.toContain('/desk/feeds/zero-report');
  expect((await registrar.page(path)).status).toBe(403);
  expect((await clerk.page('/desk/feeds/zero-report?catalog=honour')).status).toBe(404);
  expect((await clerk.page('/desk/feeds/zero-report')).status).toBe(404);
});
