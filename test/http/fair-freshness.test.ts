import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { type Agency, aDefaulterRow, upload } from '../kit/uploads.ts';

let app: TestApp;
let window: Agency;
let registrar: Agency;
let serial = 0;
const catalog = 'judgment-defaulter';

beforeEach(async () => {
  app = await makeApp();
  window = await app.agency('ZWFW', ['window'], [], '示例政务服务中心');
  registrar = await app.agency('XYB', ['registrar'], [], '示例信用办');
});

const feed = (court: Agency) => {
  serial += 1;
  return upload(app, court, { catalog, rows: [aDefaulterRow(court, String(serial))] });
};
const check = async (type = 'uscc', code = aUscc('clean')) => {
  const json = { subject: { type, code }, purpose: 'commitment', caseNo: 'BJ-1' };
  return (await window.api('/checks', { method: 'POST', json })).json();
};
const asOf = async (instant: string) => {
  const json = { subject: { type: 'uscc', code: aUscc('clean') }, purpose: 'commitment', asOf: instant };
  return (await window.api('/checks/as-of', { method: 'POST', json })).json();
};
const stale = { outcome: 'review', reasons: [{ code: 'feed.stale', list: catalog }] };

test('a catalogue that nobody ever fed is a review, however many sources it has', async () => {
  await app.agency('FY1', ['feeder'], [catalog], '示例第一法院');
  await app.agency('FY2', ['feeder'], [catalog], '示例第二法院');
  expect(await check()).toMatchObject(stale);
});

test('a further source that was just registered has until its first due day, and then counts', async () => {
  const first = await app.agency('FY1', ['feeder'], [catalog], '示例第一法院');
  await feed(first);
  const second = await app.agency('FY2', ['feeder'], [catalog], '示例第二法院');
  expect(await check()).toMatchObject({ outcome: 'eligible' });
  app.setNow('2026-11-25T02:00:00Z');
  await feed(first);
  expect(await check()).toMatchObject({ outcome: 'eligible' });
  app.setNow('2026-11-26T02:00:00Z');
  await feed(first);
  const late = await check();
  expect(late).toMatchObject(stale);
  expect(late.reasons[0].text).toContain('示例第二法院');
  expect(late.reasons[0].text).toContain('尚未报送');
  expect((await asOf('2026-11-25T02:00:00Z')).outcome).toBe('eligible');
  expect((await asOf('2026-11-26T02:00:00Z')).outcome).toBe('review');
  await feed(second);
  app.setNow('2026-11-26T02:00:05Z');
  expect(await check()).toMatchObject({ outcome: 'eligible' });
});

test('a frequency that the registrar set for the new source moves its first due day', async () => {
  await feed(await app.agency('FY1', ['feeder'], [catalog], '示例第一法院'));
  await app.agency('FY2', ['feeder'], [catalog], '示例第二法院');
  const json = { everyWorkingDays: 3, reason: '示例：接口联调' };
  expect((await registrar.api(`/feeds/FY2/${catalog}/frequency`, { method: 'PUT', json })).status).toBe(204);
  app.setNow('2026-11-27T02:00:00Z');
  expect(await check()).toMatchObject({ outcome: 'eligible' });
  app.setNow('2026-11-30T02:00:00Z');
  expect(await check()).toMatchObject({ outcome: 'review' });
});

test('a list of persons turns no firm to review, and its sheet does not claim to have looked there', async () => {
  await app.agency('BY', ['feeder'], ['conscription-refusal'], '示例征兵办');
  await app.agency('TJ', ['feeder'], ['statistics-violation'], '示例统计局');
  const listsOf = ({ reasons }: { reasons: { list?: string }[] }) => reasons.map(({ list }) => list);
  const covered = ({ receipt }: { receipt: { covers: { catalog: string }[] } }) =>
    receipt.covers.map((one) => one.catalog);
  const firm = await check();
  expect(listsOf(firm)).toEqual(['statistics-violation']);
  expect(covered(firm)).not.toContain('conscription-refusal');
  const person = await check('citizen-id', aCitizenId('clean'));
  expect(listsOf(person)).toEqual(['conscription-refusal']);
  expect(covered(person)).not.toContain('statistics-violation');
  expect(JSON.stringify(person)).not.toContain(aCitizenId('clean'));
  const shop = await check('uscc', aUscc('92shop'));
  expect(listsOf(shop).toSorted()).toEqual(['conscription-refusal', 'statistics-violation']);
});

// A name, an end, a revoked licence and a death are read by rules: silence of their source may hide them.
test('a registered source of registrations or deaths must be fresh, for those whom it can concern', async () => {
  const person = () => check('citizen-id', aCitizenId('clean'));
  expect(await check()).toMatchObject({ outcome: 'eligible', reasons: [] });
  expect(await person()).toMatchObject({ outcome: 'eligible', reasons: [] });
  app.setNow('2026-11-24T02:00:05Z');
  const deaths = await app.agency('GA', ['feeder'], ['death-record'], '示例户籍登记机关');
  app.setNow('2026-11-24T02:00:10Z');
  const unread = { outcome: 'review', reasons: [{ code: 'feed.stale', list: 'death-record' }] };
  const unsure = await person();
  expect(unsure).toMatchObject(unread);
  expect(unsure.reasons[0].text).toContain('死亡登记信息');
  expect(await check()).toMatchObject({ outcome: 'eligible', reasons: [] });
  const fed = async (agency: Agency, code: string) =>
    app.query(
      `insert into feeds (agency_id, catalog, last_good_at)
        values ($1::text::int, $2, $3::text::timestamptz)`,
      [String(agency.id), code, app.deps.clock.now().toISOString()],
    );
  await fed(deaths, 'death-record');
  const market = await app.agency('SCJG', ['feeder'], ['registration'], '示例市场监管局');
  await fed(market, 'registration');
  app.setNow('2026-11-24T02:00:15Z');
  expect(await person()).toMatchObject({ outcome: 'eligible' });
  expect(await check()).toMatchObject({ outcome: 'eligible' });
  app.setNow('2026-11-30T02:00:00Z');
  expect(await person()).toMatchObject({ outcome: 'eligible', reasons: [] });
  expect(await check()).toMatchObject({ outcome: 'review', reasons: [{ list: 'registration' }] });
  app.setNow('2026-12-04T02:00:00Z');
  expect(await person()).toMatchObject(unread);
});

test('the receipt names every source of a list with its own time, then and later', async () => {
  const first = await app.agency('FY1', ['feeder'], [catalog], '示例第一法院');
  const second = await app.agency('FY2', ['feeder'], [catalog], '示例第二法院');
  await feed(first);
  app.setNow('2026-11-25T02:00:00Z');
  await feed(second);
  const { no, receipt } = await check();
  const sources = receipt.covers.filter((one: { catalog: string }) => one.catalog === catalog);
  expect(sources).toEqual([
    { catalog, source: '示例第一法院', lastGoodOn: '2026-11-24' },
    { catalog, source: '示例第二法院', lastGoodOn: '2026-11-25' },
  ]);
  await feed(first);
  expect((await (await window.api(`/checks/${no}`)).json()).receipt).toEqual(receipt);
  const clerk = await app.person('ZWFW', '示例经办', ['window']);
  const sheet = await (await clerk.page(`/desk/checks/${no}`)).text();
  for (const name of ['示例第一法院', '示例第二法院']) expect(sheet).toContain(name);
});

test('the registrar sees how many checks a silent feed alone has turned; a window does not', async () => {
  const court = await app.agency('FY1', ['feeder'], [catalog], '示例第一法院');
  const path = '/checks/turned-by-stale-feeds';
  for (let n = 0; n < 3; n++) await check();
  const seen = async () => (await registrar.api(path)).json();
  expect(await seen()).toEqual({
    since: '2026-10-25',
    items: [{ catalog, name: '失信被执行人名单', count: 3 }],
  });
  await feed(court);
  app.setNow('2026-11-24T02:00:05Z');
  expect(await check()).toMatchObject({ outcome: 'eligible' });
  expect((await seen()).items).toMatchObject([{ count: 3 }]);
  expect((await window.api(path)).status).toBe(403);
  const clerk = await app.person('XYB', '登记员甲', ['registrar']);
  expect(await (await clerk.page('/desk/checks')).text()).toContain('因数据未更新转为人工复核');
  app.setNow('2027-01-04T02:00:00Z');
  expect((await seen()).items).toEqual([]);
});
