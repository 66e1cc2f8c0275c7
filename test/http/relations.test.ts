import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { type Agency, aDefaulterRow, upload } from '../kit/uploads.ts';

// A shop is transferred, a firm takes another name: the latest registration says who answers, and under which
// name.
let app: TestApp;
let market: Agency;
let court: Agency;
let window: Agency;
const shop = aUscc('92shop');
const seller = aCitizenId('seller');
const buyer = aCitizenId('buyer');

beforeEach(async () => {
  app = await makeApp({ now: '2026-11-20T02:00:00Z' });
  market = await app.agency('SCJG', ['feeder'], ['registration'], '示例市市场监督管理局');
  court = await app.agency('FY', ['feeder'], ['judgment-defaulter'], '示例市人民法院');
  window = await app.agency('ZWDT', ['window'], []);
});

const register = (cells: Record<string, string>, no = 'DJ-1') =>
  upload(app, market, {
    catalog: 'registration',
    rows: [
      {
        来源记录号: no,
        主体名称: '示例小吃店',
        统一社会信用代码: shop,
        法定代表人: '示例卖家',
        法定代表人证件类型: '居民身份证',
        法定代表人证件号码: seller,
        登记状态: '存续',
        成立日期: '2020-05-06',
        核准日期: '2020-05-06',
        登记机关: market.name,
        登记机关统一社会信用代码: market.uscc,
        ...cells,
      },
    ],
  });
const transferred = { 法定代表人: '示例买家', 法定代表人证件号码: buyer, 核准日期: '2026-10-01' };
const listed = (code: string, name: string) =>
  upload(app, court, {
    catalog: 'judgment-defaulter',
    rows: [aDefaulterRow(court, name, { 证件号码: code, '被执行人姓名/名称': name, 发布时间: '2026-03-02' })],
  });
const check = async (path = '/checks', more: object = {}) => {
  const json = { subject: { type: 'uscc', code: shop }, purpose: 'commitment', ...more };
  const answer = await window.api(path, { method: 'POST', json });
  expect(answer.status).toBeLessThan(300);
  return (await answer.json()) as { outcome: string; reasons: { code: string }[] };
};
const codes = async (path?: string, more?: object) =>
  (await check(path, more)).reasons.map(({ code }) => code);

test('the seller’s debts leave the shop with the transfer, the buyer’s come; as of before it is as it was', async () => {
  await register({});
  await listed(seller, '示例卖家');
  expect(await codes()).toContain('list.judgment-defaulter');
  app.setNow('2026-11-21T02:00:00Z');
  await register(transferred);
  expect(await codes()).not.toContain('list.judgment-defaulter');
  await listed(buyer, '示例买家');
  expect(await codes()).toContain('list.judgment-defaulter');
});

test('as of a day before the transfer the seller still answers', async () => {
  await register({});
  await listed(seller, '示例卖家');
  app.setNow('2026-11-25T02:00:00Z');
  await register({ ...transferred, 核准日期: '2026-11-24' });
  expect(await codes()).toEqual([]);
  expect(await codes('/checks/as-of', { asOf: '2026-11-21T02:00:00Z' })).toContain('list.judgment-defaulter');
});

test('a registration that comes late changes nothing, and one that names the seller again brings the debts back', async () => {
  await listed(seller, '示例卖家');
  await register(transferred, 'DJ-2');
  await register({}, 'DJ-1');
  expect(await codes()).toEqual([]);
  await register({ 核准日期: '2026-11-01' }, 'DJ-3');
  expect(await codes()).toContain('list.judgment-defaulter');
});

test('a registration that names another by name alone ends the relation; a withdrawn one lets it stand again', async () => {
  await register({});
  await listed(seller, '示例卖家');
  await register(
    { 法定代表人: '示例丙', 法定代表人证件类型: '', 法定代表人证件号码: '', 核准日期: '2026-10-01' },
    'DJ-2',
  );
  expect(await codes()).toEqual([]);
  const answer = await market.api(`/records/registration/DJ-2?reason=${encodeURIComponent('报送有误')}`, {
    method: 'DELETE',
  });
  expect(answer.status).toBeLessThan(300);
  expect(await codes()).toContain('list.judgment-defaulter');
});

test('an operator whose file was merged still answers when the registration comes again', async () => {
  const registrar = await app.agency('XYB', ['registrar'], [], '示例信用办');
  const permit = {
    法定代表人: '示例卖家',
    法定代表人证件类型: '港澳居民来往内地通行证',
    法定代表人证件号码: 'H12345678',
  };
  await listed(seller, '示例卖家');
  await register({ ...permit, 核准日期: '2021-01-01' });
  const people = await app.query(`select id::int from subjects where kind = 'person' order by id`);
  const [first = 0, second = 0] = people.map(({ id }) => Number(id));
  await app.query(
    `insert into merge_candidates (first_id, second_id, ground, raised_by, raised_at)
     values ($1, $2, 'identifiers', 'x', '2026-11-19T00:00:00Z')`,
    [first, second],
  );
  const merged = await registrar.api('/subjects/merge-candidates/1/merge', {
    method: 'POST',
    json: { reason: '函复确认', survivorId: first },
  });
  expect(merged.status).toBeLessThan(300);
  expect(await codes()).toContain('list.judgment-defaulter');
  await register({ ...permit, 核准日期: '2022-01-01' }, 'DJ-2');
  expect(await codes()).toContain('list.judgment-defaulter');
});

test('a registration that names nobody brings nobody back when a later one is withdrawn', async () => {
  const nobody = { 法定代表人: '', 法定代表人证件类型: '', 法定代表人证件号码: '' };
  await listed(seller, '示例卖家');
  await register({ 核准日期: '2021-01-01' }, 'R1');
  await register({ ...transferred, 核准日期: '2022-01-01' }, 'R2');
  await register({ ...nobody, 核准日期: '2023-01-01' }, 'R3');
  await register({ ...transferred, 核准日期: '2024-01-01' }, 'R4');
  expect(await codes()).toEqual([]);
  await market.api(`/records/registration/R4?reason=${encodeURIComponent('报送有误')}`, { method: 'DELETE' });
  expect(await codes()).toEqual([]);
});

test('a registration corrected to another subject leaves nothing on the first', async () => {
  await register({}, 'R1');
  const wrong = { ...transferred, 主体名称: '示例误名店', 登记状态: '注销', 注销日期: '2026-10-01' };
  await register(wrong, 'R2');
  expect(await codes()).toContain('subject.dissolved');
  await register({ ...wrong, 统一社会信用代码: aUscc('92other') }, 'R2');
  expect(await codes()).not.toContain('subject.dissolved');
  await listed(seller, '示例卖家');
  expect(await codes()).toContain('list.judgment-defaulter');
});

test('the latest registration decides the name; the earlier one is a former name, and both fit', async () => {
  const file = async () => {
    const answer = await window.api('/files/query', {
      method: 'POST',
      json: { subject: { type: 'uscc', code: shop }, purpose: 'supervision' },
    });
    return ((await answer.json()) as { subject: { name: string; formerNames: string[] } }).subject;
  };
  await register({});
  await register({ 主体名称: '示例新名小吃店', 核准日期: '2026-10-01' }, 'DJ-2');
  expect(await file()).toMatchObject({ name: '示例新名小吃店', formerNames: ['示例小吃店'] });
  for (const name of ['示例新名小吃店', '示例小吃店'])
    expect(await codes('/checks', { subject: { type: 'uscc', code: shop, name } })).not.toContain(
      'subject.name-mismatch',
    );
  await register({ 主体名称: '示例更早小吃店', 核准日期: '2019-10-01', 成立日期: '2019-10-01' }, 'DJ-0');
  expect((await file()).name).toBe('示例新名小吃店');
  await market.api(`/records/registration/DJ-2?reason=${encodeURIComponent('报送有误')}`, {
    method: 'DELETE',
  });
  expect((await file()).name).toBe('示例小吃店');
});
