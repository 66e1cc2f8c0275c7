import { beforeEach, expect, test } from 'vitest';
import { orgCodeOf } from '../../src/kernel/uscc.ts';
import { lookupOf } from '../../src/registry/subjects/subject-lookup.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aUscc } from '../kit/identities.ts';
import { type Agency, aDefaulterRow, aPenaltyRow, aViolationRow, upload } from '../kit/uploads.ts';

// Where two right things met and gave a wrong answer.
let app: TestApp;
let window: Agency;
let court: Agency;

beforeEach(async () => {
  app = await makeApp();
  window = await app.agency('ZWFW', ['window'], [], '示例政务服务中心');
  court = await app.agency('FAYUAN', ['feeder'], ['judgment-defaulter'], '示例市人民法院');
});

const check = async (subject: object) => {
  const answer = await window.api('/checks', { method: 'POST', json: { subject, purpose: 'commitment' } });
  return (await answer.json()) as { no: string; outcome: string; reasons: { code: string }[] };
};
const list = (no: string, cells: Record<string, string> = {}) =>
  upload(app, court, { catalog: 'judgment-defaulter', rows: [aDefaulterRow(court, no, cells)] });

test.each([
  ['passport', 'E12345678', { 证件类型: '护照', 证件签发国: 'USA' }],
  ['hk-macao-permit', 'H1234567801', { 证件类型: '港澳居民来往内地通行证' }],
  ['taiwan-permit', '1234567801', { 证件类型: '台湾居民来往大陆通行证' }],
] as const)(
  'a check of an unknown %s kept by an older release is not repeated as unknown',
  async (type, code, cells) => {
    await list('99');
    const { no } = await check({ type, code });
    await app.query(
      `insert into checks select (jsonb_populate_record(c, jsonb_build_object('no', $2::text, 'facts',
       (c.facts::jsonb - 'lookups') || jsonb_build_object('lookup', $3::text)))).* from checks c
       where no = $1`,
      [no, `${no}X`, lookupOf(app.deps.vault, type, code)],
    );
    await list('1', { ...cells, 证件号码: code });
    const again = await window.api(`/checks/${no}X/recheck`, { method: 'POST' });
    expect([again.status, (await again.json()).code]).toEqual([409, 'check.not-repeatable']);
  },
);

test('a shop is in doubt with its operator', async () => {
  const market = await app.agency('SCJG', ['feeder'], ['registration'], '示例市场监管局');
  const shop = aUscc('92shop');
  const row = {
    来源记录号: 'D1',
    主体名称: '示例店',
    统一社会信用代码: shop,
    法定代表人: '示例甲乙',
    法定代表人证件类型: '护照',
    法定代表人证件号码: 'E12345678',
    登记状态: '存续',
    成立日期: '2020-05-06',
    登记机关: market.name,
    登记机关统一社会信用代码: market.uscc,
  };
  await upload(app, market, { catalog: 'registration', rows: [row] });
  await list('1', {
    证件类型: '护照',
    证件号码: 'E12345678',
    证件签发国: 'USA',
    '被执行人姓名/名称': '示例甲乙',
  });
  for (const subject of [
    { type: 'uscc', code: shop },
    { type: 'passport', code: 'E12345678' },
  ])
    expect((await check(subject)).outcome).toBe('review');
});

test('an organisation code of a shop waits for the lists of persons as its credit code does', async () => {
  await app.agency('BY', ['feeder'], ['conscription-refusal'], '示例征兵办');
  await list('99');
  const shop = aUscc('92shop');
  const market = await app.agency('SCJG', ['feeder'], ['serious-violation'], '示例市场监管局');
  await upload(app, market, {
    catalog: 'serious-violation',
    rows: [aViolationRow(market, '1', { 统一社会信用代码: shop, 移出日期: '2026-04-02', 移出原因: '示例' })],
  });
  const ask = async (type: string, code: string) =>
    (await check({ type, code })).reasons.map(({ code: one }) => one);
  expect(await ask('uscc', shop)).toContain('feed.stale');
  expect(await ask('org-code', orgCodeOf(shop))).toContain('feed.stale');
});

test('a record that moves to another subject does not take the first one’s repair with it', async () => {
  const market = await app.agency('SCJG', ['feeder'], ['administrative-penalty'], '示例市场监管局');
  const first = aPenaltyRow(market, '1');
  await upload(app, market, { catalog: 'administrative-penalty', rows: [first] });
  await app.query(`update records set state = 'repaired'`);
  const other = { ...aPenaltyRow(market, '2'), 来源记录号: String(first.来源记录号) };
  await upload(app, market, { catalog: 'administrative-penalty', rows: [other] });
  expect(await app.query('select state from records')).toEqual([{ state: 'live' }]);
});

test('rows above the header are no title: the file is refused and the row named', async () => {
  const market = await app.agency('SCJG', ['feeder'], ['serious-violation'], '示例市场监管局');
  const rows = ['1', '2', '3'].map((seed) => Object.values(aViolationRow(market, seed)).join());
  const header = Object.keys(aViolationRow(market, '1')).join();
  const answer = await market.api('/batches?catalog=serious-violation&mode=full', {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: [rows[0], rows[1], header, rows[2]].join('\r\n'),
  });
  expect([answer.status, (await answer.json()).code]).toEqual([422, 'batch.header']);
});

test('the first row of a number does not take the record from the second row’s subject', async () => {
  const market = await app.agency('SCJG', ['feeder'], ['serious-violation'], '示例市场监管局');
  const own = aViolationRow(market, '1');
  await upload(app, market, { catalog: 'serious-violation', rows: [own] });
  await upload(app, market, {
    catalog: 'serious-violation',
    rows: [
      { ...aViolationRow(market, '2'), 来源记录号: String(own.来源记录号) },
      { ...own, 列入原因: '另一原因' },
    ],
  });
  expect((await check({ type: 'uscc', code: aUscc('1') })).reasons.map(({ code }) => code)).toContain(
    'list.serious-violation',
  );
});
