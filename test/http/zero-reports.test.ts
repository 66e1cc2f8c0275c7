import { beforeEach, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aUscc } from '../kit/identities.ts';
import { runQueue } from '../kit/run-jobs.ts';
import { type Agency, aDefaulterRow, aPenaltyRow, csvOf, upload } from '../kit/uploads.ts';

let app: TestApp;
let market: Agency;
let court: Agency;
let registrar: Agency;
const penalties = 'administrative-penalty';
const defaulters = 'judgment-defaulter';

beforeEach(async () => {
  app = await makeApp();
  registrar = await app.agency('XYB', ['registrar'], [], '示例信用办');
  market = await app.agency('SCJG', ['feeder'], [penalties], '示例市场监管局');
  court = await app.agency('FY', ['feeder'], [defaulters], '示例人民法院');
});

const file = (who: Agency, catalog: string, json: object, key?: string) =>
  who.api(`/feeds/${catalog}/zero-reports`, {
    method: 'POST',
    json,
    ...(key ? { headers: { 'idempotency-key': key } } : {}),
  });
const codeOf = async (answer: Response) => [answer.status, (await answer.json()).code];
const feedsOf = async (who: Agency) => (await (await who.api('/feeds')).json()).items;
const cardOf = async (agency: string, month = '2026-12') =>
  (await (await registrar.api(`/feeds/scorecards?agency=${agency}&month=${month}`)).json()).items[0];
const bothUpload = async (seed: string) => {
  await upload(app, market, { catalog: penalties, rows: [aPenaltyRow(market, seed)] });
  await upload(app, court, { catalog: defaulters, rows: [aDefaulterRow(court, seed)] });
};
const judgeUntil = (now: string) => {
  app.setNow(now);
  return jobNamed('judge-feeds').run(app.deps, app.deps.clock.now());
};

test('two silent feeds make a check a review; each zero report mends its own feed, no other', async () => {
  const window = await app.agency('ZWFW', ['window'], [], '示例政务服务中心');
  const staleAt = async (now: string) => {
    app.setNow(now);
    const json = { subject: { type: 'uscc', code: aUscc('clean') }, purpose: 'commitment', caseNo: 'BJ-1' };
    const check = await (await window.api('/checks', { method: 'POST', json })).json();
    return [check.outcome, check.reasons.map(({ code, source }: Record<string, unknown>) => [code, source])];
  };
  await bothUpload('1');
  const [outcome, reasons] = await staleAt('2026-12-01T02:00:00Z');
  expect([outcome, reasons.length]).toEqual(['review', 2]);
  expect((await file(market, penalties, { periodTo: '2026-12-01' })).status).toBe(201);
  const [still, left] = await staleAt('2026-12-01T02:00:02Z');
  expect([still, left.length]).toEqual(['review', 1]);
  expect((await file(court, defaulters, { periodTo: '2026-12-01' })).status).toBe(201);
  expect(await staleAt('2026-12-01T02:00:04Z')).toEqual(['eligible', []]);
  expect(await feedsOf(registrar)).toMatchObject([
    { agency: 'FY', zeroReport: { periodFrom: null, periodTo: '2026-12-01' } },
    { agency: 'SCJG', zeroReport: { periodFrom: null, periodTo: '2026-12-01' } },
  ]);
});

test('the answer says what stands; the trail keeps who said so; a repeat with its key is the same report', async () => {
  const wish = { periodFrom: '2026-11-16', periodTo: '2026-11-24', note: '本周无处罚决定' };
  const made = await file(market, penalties, wish, 'zero-2026-11-24');
  const report = await made.json();
  expect([made.status, report]).toEqual([
    201,
    {
      agency: 'SCJG',
      catalog: penalties,
      ...wish,
      goodAt: '2026-11-24T02:00:00.000Z',
      reportedAt: '2026-11-24T02:00:00.000Z',
    },
  ]);
  const again = await file(market, penalties, wish, 'zero-2026-11-24');
  expect([again.status, await again.json()]).toEqual([201, report]);
  expect(await codeOf(await file(market, penalties, wish))).toEqual([409, 'zero-report.repeated']);
  const trail = await app.query(`select actor, about from audit_lines where action = 'zero-report.file'`);
  expect(trail).toMatchObject([
    { actor: expect.stringMatching(/^key:/), about: { catalog: penalties, ...wish } },
  ]);
  expect(await feedsOf(market)).toMatchObject([
    { state: 'fresh', lastGoodAt: report.goodAt, zeroReport: { periodFrom: wish.periodFrom } },
  ]);
});

test('the board tells a zero report from data: what comes later takes its place', async () => {
  await file(market, penalties, { periodTo: '2026-11-24' });
  app.setNow('2026-11-25T02:00:00Z');
  await upload(app, market, { catalog: penalties, rows: [aPenaltyRow(market, '1')] });
  expect(await feedsOf(market)).toMatchObject([{ lastGoodAt: '2026-11-25T02:00:00.000Z', zeroReport: null }]);
});

test('a period that is over keeps the feed good to its end and no further, and takes back nothing newer', async () => {
  await file(market, penalties, { periodFrom: '2026-10-01', periodTo: '2026-10-31' });
  expect(await feedsOf(market)).toMatchObject([
    { state: 'overdue', lastGoodAt: '2026-10-31T15:59:59.999Z', expectedBy: '2026-11-10' },
  ]);
  await bothUpload('1');
  await file(market, penalties, { periodFrom: '2026-11-01', periodTo: '2026-11-20' });
  expect(await feedsOf(market)).toMatchObject([
    { state: 'fresh', lastGoodAt: '2026-11-24T02:00:00.000Z', zeroReport: null },
  ]);
});

test('the month counts it as reported on time and as nothing received', async () => {
  await bothUpload('1');
  await judgeUntil('2026-11-30T16:30:00Z');
  app.setNow('2026-12-03T02:00:00Z');
  await file(market, penalties, { periodFrom: '2026-11-25', periodTo: '2026-12-03' });
  await judgeUntil('2026-12-08T16:30:00Z');
  const [kept, late] = [await cardOf('SCJG'), await cardOf('FY')];
  expect(kept.total).toMatchObject({
    zeroReports: 1,
    received: 0,
    lateDays: 0,
    lateRate: 0,
    completeness: null,
  });
  expect(kept.parts).toMatchObject({ punctuality: 1, completeness: null, acceptance: null });
  expect(late.total).toMatchObject({ zeroReports: 0, lateDays: 6 });
  expect((await cardOf('SCJG', '2026-11')).total).toMatchObject({ zeroReports: 0, received: 1 });
});

test('what is still being written is waited for, a trial run and another agency are not', async () => {
  const other = await app.agency('CGJ', ['feeder'], [penalties], '示例城管局');
  const send = (mode: string) =>
    market.api(`/batches?catalog=${penalties}&mode=${mode}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: csvOf([aPenaltyRow(market, '1')]),
    });
  await send('dry-run');
  expect((await file(market, penalties, { periodTo: '2026-11-23' })).status).toBe(201);
  await send('append');
  const refused = await file(market, penalties, { periodTo: '2026-11-24' });
  const { status, detail } = await refused.json();
  expect([status, detail]).toEqual([409, expect.stringContaining('请等它完成')]);
  expect((await file(other, penalties, { periodTo: '2026-11-24' })).status).toBe(201);
  await runQueue(app.deps);
  expect((await file(market, penalties, { periodTo: '2026-11-24' })).status).toBe(201);
});

test.each([
  [{ periodTo: '2026-11-25' }, penalties, 409, 'zero-report.period'],
  [{ periodTo: '2026-11-24' }, 'honour', 403, 'catalog.not-yours'],
  [{ periodTo: '2026-11-24' }, 'nothing', 404, 'catalog.unknown'],
  [{ periodFrom: '2026-11-24', periodTo: '2026-11-23' }, penalties, 400, 'request.invalid'],
  [{ periodTo: '2026-02-30' }, penalties, 400, 'request.invalid'],
  [{ periodTo: '0000-01-01' }, penalties, 400, 'request.invalid'],
  [{}, penalties, 400, 'request.invalid'],
  [{ periodTo: '2026-11-24', note: '' }, penalties, 400, 'request.invalid'],
])('%o for %s is refused and leaves nothing', async (wish, catalog, status, code) => {
  expect(await codeOf(await file(market, catalog, wish))).toEqual([status, code]);
  expect(await app.query('select 1 from feeds union all select 1 from zero_reports')).toEqual([]);
});

test('the day is the day in China: shortly after midnight there, that day may be reported', async () => {
  app.setNow('2026-11-24T15:59:59Z');
  expect(await codeOf(await file(market, penalties, { periodTo: '2026-11-25' }))).toEqual([
    409,
    'zero-report.period',
  ]);
  app.setNow('2026-11-24T16:00:00Z');
  expect((await file(market, penalties, { periodTo: '2026-11-25' })).status).toBe(201);
});

test('only a feeder files one', async () => {
  const wish = { periodTo: '2026-11-24' };
  expect((await file(registrar, penalties, wish)).status).toBe(403);
  expect(
    (await app.request(`/api/v1/feeds/${penalties}/zero-reports`, { method: 'POST', json: wish })).status,
  ).toBe(401);
});

test('a file of additions without rows stays refused, and says how to report nothing; a whole list does not', async () => {
  const header = csvOf([aPenaltyRow(market, '1')]).split('\r\n')[0] ?? '';
  const send = async (mode: string) => {
    const answer = await market.api(`/batches?catalog=${penalties}&mode=${mode}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: `${header}\r\n`,
    });
    return answer.json();
  };
  expect(await send('append')).toMatchObject({
    code: 'batch.empty',
    detail: expect.stringContaining('/zero-reports'),
  });
  const whole = await send('full');
  expect([whole.code, String(whole.detail).includes('零报告')]).toEqual(['batch.empty', false]);
});
