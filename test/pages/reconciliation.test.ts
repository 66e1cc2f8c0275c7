import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { elementsIn, labelFaults } from '../kit/page.ts';
import { type Agency, aViolationRow, upload } from '../kit/uploads.ts';

type Person = Awaited<ReturnType<TestApp['person']>>;
const catalog = 'serious-violation';
let app: TestApp;
let market: Agency;
let clerk: Person;
let registrar: Person;

beforeEach(async () => {
  app = await makeApp();
  await app.agency('XYB', ['registrar'], [], '示例信用办');
  market = await app.agency('SCJG', ['feeder'], [catalog], '示例市场监管局');
  clerk = await app.person('SCJG', '报送员', ['feeder']);
  registrar = await app.person('XYB', '登记员', ['registrar']);
});

const pageOf = async (who: Person, where: string) => (await who.page(where)).text();
const linksOf = (html: string) => elementsIn(html).flatMap(({ attribs }) => attribs.href ?? []);
const wholeList = () =>
  upload(app, market, {
    catalog,
    mode: 'full',
    rows: [aViolationRow(market, '1'), aViolationRow(market, '2', { 列入日期: '某日' })],
  });

test('a whole list leads to its reconciliation, which says in words what differs', async () => {
  const batch = await wholeList();
  const path = `/desk/reconciliations/${catalog}`;
  expect(linksOf(await pageOf(clerk, `/desk/batches/${batch.id}`))).toContain(path);
  const html = await pageOf(clerk, path);
  for (const said of ['示例市场监管局', '退回的行（1）', '本行未收', '两方计数', '签名的汇总'])
    expect(html).toContain(said);
  expect(html).not.toContain('cell.day');
  expect(linksOf(html)).toContain(`/desk/batches/${batch.id}`);
  expect(labelFaults(html)).toEqual([]);
  expect(await pageOf(clerk, `${path}?agency=SCJG&reason=held`)).toContain('两方一致，没有差异。');
});

test('the registrar chooses the source; an appended file leads to none', async () => {
  await wholeList();
  const list = await pageOf(registrar, '/desk/reconciliations');
  const path = `/desk/reconciliations/${catalog}?agency=SCJG`;
  expect(linksOf(list)).toContain(path);
  expect(await pageOf(registrar, path)).toContain('示例市场监管局');
  expect(await pageOf(registrar, '/desk')).toContain('href="/desk/reconciliations"');
  const { id } = await upload(app, market, { catalog, rows: [aViolationRow(market, '3')] });
  expect(linksOf(await pageOf(clerk, `/desk/batches/${id}`))).not.toContain(
    `/desk/reconciliations/${catalog}`,
  );
  expect((await registrar.page('/desk/reconciliations/nothing')).status).toBe(404);
});
