import { beforeAll, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { openTestDb } from '../kit/database.ts';
import { aUscc } from '../kit/identities.ts';
import { entries, publish } from '../kit/public-lists.ts';
import { type Agency, aDefaulterRow, upload } from '../kit/uploads.ts';

// The database is made before the first story, not within its time.
beforeAll(async () => void (await openTestDb()));

const SAMR = 'serious-violation';
const COURT = 'judgment-defaulter';
const TAX = 'major-tax-violation';
const PENALTY = 'administrative-penalty';
const BREACH = 'false-commitment';

// What four different people see at one moment: the window, whoever reads the file, the public, the
// department.
const standing = async (city: City, seed: string, list: string) => {
  await publish(city);
  const { outcome, reasons } = await city.check(seed);
  const { records, listings } = await city.file(seed);
  const { items } = await city.told();
  return {
    check: [outcome, ...reasons.map(({ code }: { code: string }) => code)],
    file: { records: records.length, listings: listings.length },
    public: (await entries(city, list, aUscc(seed))).length,
    told: items
      .map(({ type, seq }: { type: string; seq: number }) => [seq, type.split('.').at(-1)])
      .sort(([a]: [number], [b]: [number]) => a - b)
      .map(([, what]: [number, string]) => what),
  };
};
const listed = (code: string, told: readonly string[] = ['created']) => ({
  check: ['ineligible', code],
  file: { records: 1, listings: 1 },
  public: 1,
  told,
});
const clean = (told: readonly string[]) => ({
  check: ['eligible'],
  file: { records: 0, listings: 0 },
  public: 0,
  told,
});

const subscribedCity = async (now: string): Promise<City> => {
  const city = await makeCity(now);
  await city.post(city.department, '/subscriptions', { name: '严重失信', schedule: { kind: 'at-once' } });
  return city;
};
const night = async (city: City, now: string) => {
  city.setNow(now);
  await jobNamed('end-due-listings').run(city.deps, city.deps.clock.now());
  await jobNamed('end-due-records').run(city.deps, city.deps.clock.now());
};
const step = (city: City, repair: { id: number }, name: string, body: object = {}) =>
  city.read(city.post(city.market, `/repairs/${repair.id}/${name}`, body));
// Whoever did it, in the order that it was done.
const deeds = async (city: City, prefix: string) => [...new Set(await city.audit(prefix))];

test('a court debtor pays and is delisted the day the court says so', async () => {
  const city = await subscribedCity('2026-11-02T02:00:00Z');
  const court = await city.agency('FY', ['feeder'], [COURT], '示例市人民法院');
  const row = (cells: Record<string, string> = {}) =>
    aDefaulterRow(court, '1', {
      主体类别: '法人及非法人组织',
      '被执行人姓名/名称': '示例1贸易有限公司',
      证件类型: '统一社会信用代码',
      证件号码: aUscc('1'),
      发布时间: '2026-11-02',
      ...cells,
    });
  await upload(city, court, { catalog: COURT, rows: [row()] });
  expect(await standing(city, '1', COURT)).toEqual(listed('list.judgment-defaulter'));

  city.setNow('2026-11-05T02:00:00Z');
  const paid = row({ 被执行人的履行情况: '全部已履行', 屏蔽日期: '2026-11-05' });
  expect((await upload(city, court, { catalog: COURT, rows: [paid] })).counts.corrected).toBe(1);
  expect(await standing(city, '1', COURT)).toEqual(clean(['created', 'removed']));
  expect(await deeds(city, 'batch.')).toEqual(['batch.submit', 'batch.work']);
});

test('a SAMR listing is repaired after one year, and not a day before', async () => {
  const city = await subscribedCity('2027-03-01T02:00:00Z');
  await city.list('1', { 列入日期: '2026-03-02' });
  const listing = await city.listingOf('1');
  expect((await city.apply({ listing }, '1')).status).toBe(422);
  expect(await standing(city, '1', SAMR)).toEqual(listed('list.serious-violation'));

  city.setNow('2027-03-02T02:00:00Z');
  const repair = await city.read(city.apply({ listing }, '1'));
  await step(city, repair, 'accept');
  expect(await standing(city, '1', SAMR)).toEqual(listed('list.serious-violation'));
  await step(city, repair, 'grant', { documentNo: '示市监修〔2027〕1号' });
  expect(await standing(city, '1', SAMR)).toEqual(clean(['created', 'removed']));
  expect(await deeds(city, 'repair.')).toEqual(['repair.apply', 'repair.accept', 'repair.grant']);
});

const taxpayer = (agency: Agency, seed: string, cells: Record<string, string> = {}) => ({
  来源记录号: `SS-${seed}`,
  纳税人名称: `示例${seed}商贸有限公司`,
  '纳税人识别号（统一社会信用代码）': aUscc(seed),
  案件性质: '偷税',
  主要违法事实: '在账簿上少列收入，少缴税款一百万元以上',
  处罚依据: '《中华人民共和国税收征收管理法》第六十三条',
  公布日期: '2026-03-02',
  税务处理处罚情况: '追缴税款，并处罚款',
  确定税务机关: agency.name,
  确定税务机关统一社会信用代码: agency.uscc,
  ...cells,
});

test('a tax listing counts from the day it is fed, and expires after three years', async () => {
  const city = await subscribedCity('2026-03-03T02:00:00Z');
  const tax = await city.agency('SWJ', ['feeder'], [TAX], '示例市税务局');
  await upload(city, tax, { catalog: TAX, rows: [taxpayer(tax, '1')] });
  expect(await standing(city, '1', TAX)).toEqual(listed('list.major-tax-violation'));

  await night(city, '2029-03-01T02:00:00Z');
  await upload(city, tax, { catalog: TAX, rows: [taxpayer(tax, '2', { 公布日期: '2029-03-01' })] });
  const onTheLastDay = await standing(city, '1', TAX);
  expect([onTheLastDay.check[0], onTheLastDay.public]).toEqual(['ineligible', 1]);
  await night(city, '2029-03-02T02:00:00Z');
  expect(await standing(city, '1', TAX)).toEqual({
    ...clean(['created', 'created', 'removed']),
    // Within its retention the file says what was, and that it is over.
    file: { records: 1, listings: 1 },
  });
  expect((await city.file('1')).listings).toMatchObject([{ state: 'expired', endedOn: '2029-03-02' }]);
  expect(await city.audit('listing.expire')).not.toEqual([]);
});

test('a penalty that is revoked vanishes for everybody at once', async () => {
  const city = await subscribedCity('2026-11-24T02:00:00Z');
  await city.punish('1', {
    处罚类别: '吊销许可证件',
    处罚内容: '吊销食品经营许可证',
    '罚款金额（万元）': '',
    暂扣或吊销证照名称及编号: '食品经营许可证 JY14403000000001',
  });
  const before = await city.check('1');
  expect(await standing(city, '1', PENALTY)).toEqual({
    check: ['ineligible', 'penalty.severe'],
    file: { records: 1, listings: 0 },
    public: 1,
    told: [],
  });
  const path = `/records/${PENALTY}/CF-1?reason=${encodeURIComponent('行政复议决定撤销')}`;
  expect((await city.market.api(path, { method: 'DELETE' })).status).toBeLessThan(300);
  expect(await standing(city, '1', PENALTY)).toEqual(clean([]));
  const old = await city.read(city.window.api(`/checks/${before.no}`));
  expect(JSON.stringify(old.reasons)).not.toContain('示市监罚');
  expect(await deeds(city, 'record.')).toEqual(['record.withdraw']);
});

test('a repair got by false material is undone: listed, public and told again', async () => {
  const city = await subscribedCity('2027-04-01T02:00:00Z');
  await city.list('1', { 列入日期: '2026-03-02' });
  const repair = await city.read(city.apply({ listing: await city.listingOf('1') }, '1'));
  await step(city, repair, 'accept');
  await step(city, repair, 'grant');
  expect(await standing(city, '1', SAMR)).toEqual(clean(['created', 'removed']));
  city.setNow('2027-04-20T02:00:00Z');
  await step(city, repair, 'restore', { reason: '履行证明系伪造' });
  expect(await standing(city, '1', SAMR)).toEqual(
    listed('list.serious-violation', ['created', 'removed', 'created']),
  );
  expect(await deeds(city, 'repair.')).toContain('repair.restore');
});

test('a dispute flags at once, and upheld it deletes', async () => {
  const city = await subscribedCity('2026-11-24T02:00:00Z');
  await city.list('1');
  const dispute = await city.read(city.dispute({ listing: await city.listingOf('1') }, '1'));
  expect(await city.check('1')).toMatchObject({ outcome: 'ineligible', reasons: [{ isDisputed: true }] });
  await publish(city);
  expect(await entries(city, SAMR, aUscc('1'))).toMatchObject([{ isDisputed: true }]);
  city.setNow('2026-11-26T02:00:00Z');
  await city.post(city.market, `/disputes/${dispute.id}/uphold`, {
    effect: 'delete',
    reason: '列入决定已被复议撤销',
  });
  const after = await standing(city, '1', SAMR);
  expect(after).toEqual(clean(after.told));
  expect([after.told[0], after.told.at(-1)]).toEqual(['created', 'removed']);
  expect(await deeds(city, 'dispute.')).toEqual(['dispute.raise', 'dispute.uphold']);
});

test('a breach of commitment blocks every matter until it is repaired, and is never public', async () => {
  const city = await subscribedCity('2026-11-24T02:00:00Z');
  const row = {
    来源记录号: 'WN-1',
    主体类别: '法人及非法人组织',
    主体名称: '示例1食品有限公司',
    证件类型: '统一社会信用代码',
    证件号码: aUscc('1'),
    统一社会信用代码: aUscc('1'),
    承诺事项: '食品经营许可告知承诺',
    认定文书文号: '示监承〔2026〕1号',
    认定日期: '2026-11-20',
    虚假承诺内容: '承诺具备的经营场所条件经核查不属实',
    认定单位: city.market.name,
    认定单位统一社会信用代码: city.market.uscc,
  };
  await upload(city, city.market, { catalog: BREACH, rows: [row] });
  const { check, file } = await standing(city, '1', SAMR);
  expect([check, file]).toEqual([['ineligible', 'commitment.false'], { records: 1, listings: 0 }]);
  expect((await city.request(`/public/lists/${BREACH}`)).status).toBe(404);
  const record = await city.recordOf('1');
  const received = ['duty-proof', 'credit-commitment', 'correction-report'];
  const repair = await city.read(city.apply({ record }, '1', { received }));
  await step(city, repair, 'accept');
  expect((await city.check('1')).outcome).toBe('ineligible');
  await step(city, repair, 'grant');
  expect(await standing(city, '1', SAMR)).toEqual(clean([]));
  expect(await deeds(city, 'repair.')).toEqual(['repair.apply', 'repair.accept', 'repair.grant']);
});

test('a case of the old rule ends by the old rule: Order 58 applied for, Order 36 in force at the grant', async () => {
  const city = await subscribedCity('2026-03-20T02:00:00Z');
  await city.punish('1', { 处罚决定日期: '2025-12-01' });
  const before = await standing(city, '1', PENALTY);
  expect(before).toEqual({ check: ['eligible'], file: { records: 1, listings: 0 }, public: 1, told: [] });
  const repair = await city.read(city.apply({ record: await city.recordOf('1') }, '1'));
  expect(repair.rule.no).toBe(58);
  city.setNow('2026-04-20T02:00:00Z');
  await step(city, repair, 'accept');
  expect(await step(city, repair, 'grant')).toMatchObject({ rule: { no: 58 } });
  expect(await standing(city, '1', PENALTY)).toEqual(clean([]));
  expect(await deeds(city, 'repair.')).toEqual(['repair.apply', 'repair.accept', 'repair.grant']);
});

test('after five years nobody is served the record, nor told that there was one', async () => {
  const city = await subscribedCity('2026-03-10T02:00:00Z');
  await city.punish('1', { 处罚决定日期: '2026-03-02' });
  await night(city, '2027-03-03T02:00:00Z');
  expect(await standing(city, '1', PENALTY)).toMatchObject({ file: { records: 1 }, public: 0 });
  await night(city, '2031-03-01T02:00:00Z');
  expect((await city.file('1')).records).toHaveLength(1);
  city.setNow('2031-03-02T16:30:00Z');
  expect((await city.file('1')).records).toEqual([]);
  await night(city, '2031-03-03T02:00:00Z');
  const after = await standing(city, '1', PENALTY);
  expect([after.file, after.public, after.told]).toEqual([{ records: 0, listings: 0 }, 0, []]);
  expect((await city.market.api(`/records/${PENALTY}/CF-1`)).status).toBe(404);
  expect(await city.query(`select state, fields->>'decisionDocNo' as no from records`)).toEqual([
    { state: 'archived', no: '示市监罚〔2026〕1号' },
  ]);
  expect(await city.audit('record.expire')).not.toEqual([]);
});

test('a make-up Saturday is a working day: the term counts it, and a repair granted on it takes effect on it', async () => {
  const city = await subscribedCity('2026-10-08T02:00:00Z');
  await city.list('1', { 列入日期: '2025-03-03' });
  const repair = await city.read(city.apply({ listing: await city.listingOf('1') }, '1'));
  expect(repair.due).toMatchObject({ workingDays: 3, from: '2026-10-08', on: '2026-10-12' });
  city.setNow('2026-10-10T02:00:00Z');
  await step(city, repair, 'accept');
  await step(city, repair, 'grant');
  expect(await standing(city, '1', SAMR)).toEqual(clean(['created', 'removed']));
  expect(await city.query(`select ended_on::text as on from listings`)).toEqual([{ on: '2026-10-10' }]);
  expect(await deeds(city, 'repair.')).toEqual(['repair.apply', 'repair.accept', 'repair.grant']);
});
