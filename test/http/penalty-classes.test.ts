import { beforeAll, beforeEach, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { openTestDb } from '../kit/database.ts';
import { aUscc } from '../kit/identities.ts';

const HELD = 'row.simple-procedure-exceeded';
let city: City;
beforeAll(async () => void (await openTestDb()));
beforeEach(async () => {
  city = await makeCity('2026-11-24T02:00:00Z');
});

const check = (seed = '1') => city.check(seed);
const recordIn = async (seed = '1') => (await city.file(seed)).records[0];
const own = (seed = '1') => city.read(city.market.api(`/records/administrative-penalty/CF-${seed}`));
const reportOf = async (seed = '1') => {
  const subject = { type: 'uscc', code: aUscc(seed) };
  const { no } = await city.read(city.post(city.window, '/reports', { subject, purpose: 'licensing' }));
  const report = await city.read(city.window.api(`/reports/${no}`));
  return report.sections.flatMap(({ items }: { items: { lines: object[] }[] }) =>
    items.flatMap(({ lines }) => lines),
  );
};

// 国办发〔2025〕22号第二条: a warning that the sector authority calls severe on 2026-03-02 is severe until 2029-03-02.
test('the authority’s class counts, and file, report and record say that it is the authority’s', async () => {
  await city.punish('1', { 处罚类别: '警告', 处罚内容: '警告', '罚款金额（万元）': '', 失信程度: '严重' });
  expect(await check()).toMatchObject({ outcome: 'ineligible', reasons: [{ code: 'penalty.severe' }] });
  const said = { class: 'severe', classFrom: 'authority', publishedUntil: '2029-03-02' };
  expect(await recordIn()).toMatchObject(said);
  expect(await own()).toMatchObject(said);
  expect(await reportOf()).toContainEqual({ label: '失信程度', text: '严重（由认定单位认定）' });
  await city.punish('2', {
    处罚类别: '吊销许可证件',
    暂扣或吊销证照名称及编号: '示例许可证1号',
    处罚内容: '吊销许可证',
    '罚款金额（万元）': '',
    失信程度: '一般',
  });
  expect(await check('2')).toMatchObject({ outcome: 'eligible', reasons: [] });
  expect(await recordIn('2')).toMatchObject({ class: 'ordinary', classFrom: 'authority' });
});

test('where the feed states none, the settings in force give it and the record says so', async () => {
  const huge = { 处罚内容: '罚款人民币贰佰万元', '罚款金额（万元）': '200' };
  await city.punish('1', huge);
  expect(await check()).toMatchObject({ outcome: 'ineligible', reasons: [{ code: 'penalty.severe' }] });
  expect(await recordIn()).toMatchObject({ class: 'severe', classFrom: 'mapping' });
  expect(await own()).toMatchObject({ class: 'severe', classFrom: 'mapping' });
  expect(await reportOf()).toContainEqual({
    label: '失信程度',
    text: '严重（报送数据未载明，按本市设定对应）',
  });
  await city.query(
    `insert into settings (key, value, basis, valid_from)
     values ('penalty.huge-fine.organisation', '500', '本市设定：示例文号', '2026-11-24')`,
  );
  expect((await city.punish('1', huge)).counts).toMatchObject({ corrected: 1 });
  expect(await recordIn()).toMatchObject({ class: 'ordinary', classFrom: 'mapping' });
  expect(await check()).toMatchObject({ outcome: 'eligible' });
});

// 国办发〔2025〕22号第二条: severe is shown for twelve months at least, whatever day the row names.
test('a day before the shortest publicity ends neither ineligibility nor publicity, in any door', async () => {
  const severe = {
    处罚类别: '责令停产停业',
    处罚内容: '责令停产停业',
    '罚款金额（万元）': '',
    处罚决定日期: '2026-03-02',
    公示截止期: '2026-09-02',
  };
  const batch = await city.punish('1', severe);
  const { items } = await city.read(city.market.api(`/batches/${batch.id}/errors.json`));
  expect(items).toMatchObject([{ verdict: 'warned', errors: [{ code: 'value.publicity-too-short' }] }]);
  await jobNamed('end-due-records').run(city.deps, city.deps.clock.now());
  expect(await recordIn()).toMatchObject({ state: 'live', publishedUntil: '2027-03-02' });
  expect(await check()).toMatchObject({ outcome: 'ineligible', reasons: [{ until: '2027-03-02' }] });
  const early = await city.apply({ record: await city.recordOf('1') }, '1');
  expect(await early.json()).toMatchObject({ detail: expect.stringContaining('2027-03-02') });
  city.setNow('2027-03-02T02:00:00Z');
  await jobNamed('end-due-records').run(city.deps, city.deps.clock.now());
  expect(await check()).toMatchObject({ outcome: 'eligible' });
});

// 行政处罚法第五十一条
test('a licence that is said to be taken away on the spot is held until the registrar has seen the decision', async () => {
  const spot = {
    处罚程序: '简易程序',
    处罚类别: '吊销许可证件',
    处罚内容: '吊销许可证',
    '罚款金额（万元）': '',
    暂扣或吊销证照名称及编号: '示例许可证1号',
  };
  const batch = await city.punish('1', spot);
  expect(batch.counts).toMatchObject({ held: 1, accepted: 0 });
  const { items } = await city.read(city.market.api(`/batches/${batch.id}/errors.json`));
  expect(items).toMatchObject([{ verdict: 'held', errors: [{ code: HELD, column: '处罚程序' }] }]);
  expect(await check()).toMatchObject({ outcome: 'eligible', reasons: [] });
  expect((await city.punish('1', spot)).counts).toMatchObject({ unchanged: 1, held: 0 });
  const held = await city.read(city.registrar.api('/records?state=held'));
  expect(held.items).toMatchObject([
    {
      holdCode: HELD,
      holdReason: expect.stringContaining('第五十一条'),
      class: 'severe',
      classFrom: 'mapping',
    },
  ]);
  const admitted = await city.post(city.registrar, `/records/${held.items[0].id}/admit`, {});
  expect(admitted.status).toBe(200);
  expect(await check()).toMatchObject({ outcome: 'ineligible', reasons: [{ code: 'penalty.severe' }] });
});

test('a fine above the spot limit is held, one within it is not', async () => {
  const spot = (amount: string) => ({ 处罚程序: '简易程序', 处罚内容: '罚款', '罚款金额（万元）': amount });
  expect((await city.punish('1', spot('0.3'))).counts).toMatchObject({ accepted: 1 });
  expect((await city.punish('2', spot('0.31'))).counts).toMatchObject({ held: 1 });
  expect((await city.punish('2', { ...spot('0.31'), 处罚程序: '普通程序' })).counts).toMatchObject({
    corrected: 1,
  });
  expect(await recordIn('2')).toMatchObject({ class: 'minor', classFrom: 'mapping' });
});

test('a record in force takes no such correction, but an end of it', async () => {
  await city.punish('1');
  const spot = { 处罚程序: '简易程序' };
  expect((await city.punish('1', spot)).counts).toMatchObject({ rejected: 1 });
  const ended = { ...spot, 撤销原因: '复议撤销', 撤销日期: '2026-05-01' };
  expect((await city.punish('1', ended)).counts).toMatchObject({ corrected: 1 });
  expect((await city.file('1')).records).toEqual([]);
});
