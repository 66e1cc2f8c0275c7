import { strFromU8, unzipSync } from 'fflate';
import { beforeEach, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aUscc } from '../kit/identities.ts';
import { type Agency, aDefaulterRow, aPenaltyRow, upload } from '../kit/uploads.ts';

let app: TestApp;
let feeder: Agency;
let court: Agency;
let registrar: Agency;
const catalog = 'administrative-penalty';

beforeEach(async () => {
  app = await makeApp();
  registrar = await app.agency('XYB', ['registrar'], [], '示例信用办');
  feeder = await app.agency('SCJG', ['feeder'], [catalog], '示例市场监管局');
  court = await app.agency('FY', ['feeder'], ['judgment-defaulter'], '示例人民法院');
});

const feedsOf = async (who: Agency, query = '') => (await (await who.api(`/feeds${query}`)).json()).items;
const cardsOf = async (who: Agency, query = '') =>
  (await (await who.api(`/feeds/scorecards${query}`)).json()).items;
const judge = () => jobNamed('judge-feeds').run(app.deps, app.deps.clock.now());
const feed = (seed: string) => upload(app, feeder, { catalog, rows: [aPenaltyRow(feeder, seed)] });

test('a feed is owed from the first day, fresh once it came, then due, then overdue', async () => {
  expect(await feedsOf(feeder)).toMatchObject([
    { agency: 'SCJG', catalog, state: 'never', lastGoodAt: null, expectedBy: '2026-12-03', daysLate: 0 },
  ]);
  await feed('1');
  expect(await feedsOf(feeder)).toMatchObject([
    {
      state: 'fresh',
      lastGoodAt: '2026-11-24T02:00:00.000Z',
      expectedBy: '2026-12-03',
      everyWorkingDays: 7,
      updateFrequency: '作出处罚决定之日起 7 个工作日内',
      isOwnFrequency: false,
      isProvisional: false,
    },
  ]);
  app.setNow('2026-12-02T02:00:00Z');
  expect(await feedsOf(feeder)).toMatchObject([{ state: 'due', daysLate: 0 }]);
  app.setNow('2026-12-07T02:00:00Z');
  expect(await feedsOf(feeder)).toMatchObject([{ state: 'overdue', daysLate: 2 }]);
});

test('the registrar sees every feed and may look at one state or one agency; a feeder sees her own; others nothing', async () => {
  await feed('1');
  expect(await feedsOf(registrar)).toMatchObject([
    { agency: 'FY', state: 'never' },
    { agency: 'SCJG', state: 'fresh' },
  ]);
  expect(await feedsOf(registrar, '?state=never')).toMatchObject([{ agency: 'FY' }]);
  expect(await feedsOf(registrar, '?agency=SCJG')).toMatchObject([{ agency: 'SCJG' }]);
  expect(await feedsOf(court, '?agency=SCJG')).toEqual([]);
  expect(await cardsOf(court)).toMatchObject([{ agency: 'FY' }]);
  const window = await app.agency('ZWFW', ['window']);
  expect((await window.api('/feeds')).status).toBe(403);
  expect((await window.api('/feeds/scorecards.xlsx')).status).toBe(403);
});

test('a registrar gives one agency a frequency of its own, with a reason, and takes it back; both stand in the trail', async () => {
  const path = `/feeds/SCJG/${catalog}/frequency`;
  const json = { everyWorkingDays: 22, reason: '该单位按月集中报送' };
  expect((await feeder.api(path, { method: 'PUT', json })).status).toBe(403);
  expect((await registrar.api(path, { method: 'PUT', json })).status).toBe(204);
  expect(await feedsOf(feeder)).toMatchObject([
    { everyWorkingDays: 22, isOwnFrequency: true, frequencyReason: json.reason, expectedBy: '2026-12-24' },
  ]);
  expect((await registrar.api(path, { method: 'DELETE' })).status).toBe(204);
  expect(await feedsOf(feeder)).toMatchObject([{ everyWorkingDays: 7, isOwnFrequency: false }]);
  const trail = await app.query(`select about from audit_lines where action = 'freshness.set' order by id`);
  expect(trail).toMatchObject([
    { about: { agency: 'SCJG', catalog, frequency: json } },
    { about: { agency: 'SCJG', catalog, frequency: null } },
  ]);
  const wrong = await registrar.api('/feeds/SCJG/honour/frequency', { method: 'PUT', json });
  expect([wrong.status, (await wrong.json()).code]).toEqual([404, 'feed.unknown']);
  const zero = await registrar.api(path, { method: 'PUT', json: { ...json, everyWorkingDays: 0 } });
  expect(zero.status).toBe(400);
});

test('a month counts every row once: files, single records, nothing of a dry run', async () => {
  const inTime = { 处罚决定日期: '2026-11-13', 公示截止期: '2027-05-13' };
  const rows = [
    aPenaltyRow(feeder, '1', inTime),
    aPenaltyRow(feeder, '2', { 处罚决定日期: '2026-11-12', 处罚程序: '' }),
    aPenaltyRow(feeder, '3', { 处罚决定日期: '2026-13-40' }),
  ];
  await upload(app, feeder, { catalog, rows, mode: 'dry-run' });
  expect(await app.query('select 1 from feed_months')).toEqual([]);
  expect(await app.query('select 1 from feed_days')).toEqual([]);
  await upload(app, feeder, { catalog, rows });
  await upload(app, feeder, { catalog, rows: rows.slice(0, 2) });
  const [card] = await cardsOf(feeder, '?month=2026-11');
  expect(card.catalogs).toMatchObject([
    {
      catalog,
      received: 5,
      accepted: 2,
      unchanged: 2,
      rejected: 1,
      rejectionRate: 1 / 3,
      timed: 2,
      timely: 1,
      timelinessRate: 0.5,
      completeness: 0.5,
      judgedDays: 0,
      lateRate: null,
      isProvisional: false,
    },
  ]);
  // acceptance 2/3 · 30, timeliness 1/2 · 25, completeness 1/2 · 15, nothing judged yet
  expect(card.score).toBe(57.1);
});

test('a record fed by itself counts as a row and keeps the feed fresh', async () => {
  const put = (fields: Record<string, string>, ifMatch?: string) =>
    court.api('/records/judgment-defaulter/ZX-1', {
      method: 'PUT',
      json: fields,
      ...(ifMatch ? { headers: { 'if-match': ifMatch } } : {}),
    });
  const defaulter = await fieldsOf('judgment-defaulter', aDefaulterRow(court, '1'));
  expect((await put(defaulter)).status).toBe(201);
  expect((await put({ ...defaulter, performance: '部分未履行' }, '"1"')).status).toBe(200);
  expect((await put({ ...defaulter, publishDate: '昨天' }, '"2"')).status).toBe(422);
  const penalty = await fieldsOf(catalog, aPenaltyRow(feeder, '7', { 处罚决定日期: '2026-11-20' }));
  const path = `/records/${catalog}/CF-7`;
  expect((await feeder.api(path, { method: 'PUT', json: penalty })).status).toBe(201);
  expect((await cardsOf(feeder))[0].total).toMatchObject({ received: 1, timed: 1, timely: 1 });
  const [card] = await cardsOf(court);
  expect(card.total).toMatchObject({ received: 2, accepted: 1, corrected: 1, rejected: 0, timed: 0 });
  expect(await feedsOf(court)).toMatchObject([{ lastGoodAt: '2026-11-24T02:00:00.000Z' }]);
});

// The fields by their English names, as the catalogue of the running registry gives them.
const fieldsOf = async (code: string, cells: Record<string, string>): Promise<Record<string, string>> => {
  const { fields } = await (await app.request(`/api/v1/catalogs/${code}`)).json();
  return Object.fromEntries(
    fields.flatMap(({ name, header }: { name: string; header: string }) =>
      name !== 'sourceNo' && cells[header] ? [[name, cells[header]]] : [],
    ),
  );
};

test('months are told apart by the day in China, and the card of a month to come is empty', async () => {
  app.setNow('2026-11-30T15:59:00Z');
  await feed('1');
  app.setNow('2026-11-30T16:01:00Z');
  await feed('2');
  expect(await app.query('select month, accepted_count::int as n from feed_months order by month')).toEqual([
    { month: '2026-11', n: 1 },
    { month: '2026-12', n: 1 },
  ]);
  expect(await cardsOf(registrar, '?month=2027-03')).toEqual([]);
  expect((await registrar.api('/feeds/scorecards?month=2026-13')).status).toBe(400);
});

const lateDays = () =>
  app.query(
    `select a.code, l.day::text as day, l.due_on::text as due, l.days_late as late from feed_late_days l
     join agencies a on a.id = l.agency_id order by 1, 2`,
  );

test('each night judges the working days that are over, once, and the card counts the late ones', async () => {
  await feed('1');
  app.setNow('2026-11-24T16:20:00Z');
  await judge();
  expect(await app.query('select day::text as day from feed_judgements')).toEqual([{ day: '2026-11-24' }]);
  app.setNow('2026-11-29T16:20:00Z');
  await judge();
  await judge();
  expect(await app.query('select day::text as day, late_count from feed_judgements order by 1')).toEqual([
    { day: '2026-11-24', late_count: 0 },
    { day: '2026-11-25', late_count: 0 },
    { day: '2026-11-26', late_count: 1 },
    { day: '2026-11-27', late_count: 1 },
  ]);
  expect(await lateDays()).toEqual([
    { code: 'FY', day: '2026-11-26', due: '2026-11-25', late: 1 },
    { code: 'FY', day: '2026-11-27', due: '2026-11-25', late: 2 },
  ]);
  const [card] = await cardsOf(court, '?month=2026-11');
  expect(card).toMatchObject({ score: 50, total: { lateDays: 2, judgedDays: 4, lateRate: 0.5 } });
});

test('after a week of standstill the nights are judged as they would have been', async () => {
  const day = (date: string) => app.setNow(`${date}T04:00:00Z`);
  const nights = ['25', '26', '27', '28', '29', '30'].map((date) => `2026-11-${date}`);
  const defaulter = (seed: string) =>
    upload(app, court, { catalog: 'judgment-defaulter', rows: [aDefaulterRow(court, seed)] });
  await judge();
  for (const date of nights) {
    day(date);
    await judge();
    if (date === '2026-11-27') await defaulter('1');
  }
  day('2026-12-01');
  await judge();
  const nightly = await lateDays();
  expect(nightly.map(({ day: on }) => on)).toEqual(['2026-11-26', '2026-11-27']);
  await app.query('delete from feed_late_days');
  await app.query(`delete from feed_judgements where day > '2026-11-23'`);
  await judge();
  expect(await lateDays()).toEqual(nightly);
});

test('metrics tell how many feeds are overdue, until they come', async () => {
  const overdue = async () =>
    /^registry_feeds_overdue (\d+)$/m.exec(await (await app.request('/metrics')).text())?.[1];
  expect(await overdue()).toBe('0');
  app.setNow('2026-11-29T16:20:00Z');
  await judge();
  app.setNow('2026-11-30T16:20:00Z');
  await judge();
  expect(await overdue()).toBe('1');
  await upload(app, court, { catalog: 'judgment-defaulter', rows: [aDefaulterRow(court, '1')] });
  expect(await overdue()).toBe('0');
});

test('the card is a workbook too, one line an agency and one a catalogue', async () => {
  await feed('1');
  const answer = await registrar.api('/feeds/scorecards.xlsx?month=2026-11&agency=SCJG');
  expect(answer.headers.get('content-disposition')).toContain('scorecards-2026-11.xlsx');
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  const sheet = strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  for (const text of ['双公示及时率', '示例市场监管局', '合计', '行政处罚']) expect(sheet).toContain(text);
  expect(sheet.match(/<row /g)).toHaveLength(3);
  expect(sheet).not.toContain('示例人民法院');
});

test('a silent feed makes checks a review only where the rules in force name it, and an upload mends it', async () => {
  const window = await app.agency('ZWFW', ['window'], [], '示例政务服务中心');
  const check = async () =>
    (
      await window.api('/checks', {
        method: 'POST',
        json: { subject: { type: 'uscc', code: aUscc('clean') }, purpose: 'commitment', caseNo: 'BJ-1' },
      })
    ).json();
  const both = async (seed: string) => {
    await feed(seed);
    await upload(app, court, { catalog: 'judgment-defaulter', rows: [aDefaulterRow(court, seed)] });
  };
  await both('1');
  expect(await check()).toMatchObject({ outcome: 'eligible' });
  app.setNow('2026-12-01T02:00:00Z');
  expect(await check()).toMatchObject({
    outcome: 'review',
    reasons: [{ code: 'feed.stale' }, { code: 'feed.stale' }],
  });
  await both('2');
  app.setNow('2026-12-01T02:00:02Z');
  expect(await check()).toMatchObject({ outcome: 'eligible', reasons: [] });

  // Rules that name the court's list only: the penalties' silence is the registrar's affair, not the
  // applicant's.
  await app.query(
    `insert into rule_sets (version, content, effective_from, drafted_by, approved_by, created_at)
     select 3, jsonb_set(jsonb_set(content, '{version}', '3'), '{rules}', (
         select jsonb_agg(case when r->>'kind' = 'freshness'
           then r || '{"catalogs":[{"catalog":"judgment-defaulter","maxAgeWorkingDays":5}]}'::jsonb else r end)
         from jsonb_array_elements(content->'rules') r)),
       '2026-12-01', 'test', 'test', '2026-12-01T00:00:00Z' from rule_sets where version = 2`,
  );
  app.setNow('2026-12-08T02:00:00Z');
  expect(await check()).toMatchObject({ outcome: 'eligible', ruleSetVersion: 3 });
  app.setNow('2026-12-09T02:00:00Z');
  expect(await check()).toMatchObject({ outcome: 'review', reasons: [{ code: 'feed.stale' }] });
  expect(await feedsOf(registrar, '?state=overdue')).toMatchObject([{ agency: 'FY', daysLate: 5 }]);
  await upload(app, court, { catalog: 'judgment-defaulter', rows: [aDefaulterRow(court, '3')] });
  app.setNow('2026-12-09T02:00:02Z');
  expect(await check()).toMatchObject({ outcome: 'eligible' });
});
