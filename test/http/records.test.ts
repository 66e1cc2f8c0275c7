import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { type Agency, aDefaulterRow, upload } from '../kit/uploads.ts';

let app: TestApp;
let feeder: Agency;
let other: Agency;
let registrar: Agency;
const at = '/records/serious-violation/YZ-1';

beforeEach(async () => {
  app = await makeApp();
  const catalogs = ['serious-violation', 'judgment-defaulter'];
  feeder = await app.agency('SCJG', ['feeder'], catalogs, '示例市场监管局');
  other = await app.agency('SZFY', ['feeder'], catalogs, '示例法院');
  registrar = await app.agency('FGJ', ['registrar'], [], '示例发改局');
});

const violation = (fields: Record<string, string> = {}) => ({
  subjectName: '示例一食品有限公司',
  uscc: aUscc('1'),
  reason: '提交虚假材料取得登记',
  listedOn: '2026-03-02',
  documentNo: '示市监严列〔2026〕1号',
  authorityName: feeder.name,
  authorityUscc: feeder.uscc,
  ...fields,
});
const put = (json: object, ifMatch?: string) =>
  feeder.api(at, { method: 'PUT', json, headers: ifMatch ? { 'if-match': ifMatch } : {} });
const topics = async () =>
  (await app.query(`select topic from events order by id`)).map(({ topic }) => topic);

test('one record put by itself opens its listing and can be shown with its version', async () => {
  const answer = await put(violation());
  expect(answer.status).toBe(201);
  expect(answer.headers.get('etag')).toBe('"1"');
  expect(await answer.json()).toMatchObject({ sourceNo: 'YZ-1', state: 'live', version: 1 });
  expect((await feeder.api(at)).headers.get('etag')).toBe('"1"');
  expect(await topics()).toEqual(['credit.listing.created']);
});

test('a correction must name the version that its writer has seen', async () => {
  await put(violation());
  const blind = await put(violation({ reason: '另一原因' }));
  expect([blind.status, (await blind.json()).code]).toEqual([428, 'record.precondition-required']);
  const seen = await put(violation({ reason: '另一原因' }), '"1"');
  expect([seen.status, seen.headers.get('etag')]).toEqual([200, '"2"']);
  const late = await put(violation({ reason: '第三种原因' }), '"1"');
  expect([late.status, (await late.json()).code]).toEqual([412, 'record.precondition']);
  expect(await topics()).toEqual(['credit.listing.created', 'credit.listing.changed']);
});

test('a record that does not pass the gates is refused with every reason, and nothing is written', async () => {
  const answer = await put(violation({ uscc: '914403001922038210', unheard: 'x' }));
  expect(answer.status).toBe(422);
  const problem = await answer.json();
  expect(problem.code).toBe('record.rejected');
  expect(problem.errors.length).toBeGreaterThan(1);
  expect(await app.query(`select 1 from records union all select 1 from subjects`)).toEqual([]);
});

test('a withdrawal removes the listing, keeps history, and a new upload revives the record', async () => {
  await put(violation());
  const answer = await feeder.api(`${at}?reason=${encodeURIComponent('决定被撤销')}`, { method: 'DELETE' });
  expect(await answer.json()).toMatchObject({ state: 'withdrawn', version: 2 });
  expect(await app.query(`select state, end_ground from listings`)).toEqual([
    { state: 'repaired', end_ground: '决定被撤销' },
  ]);
  expect((await put(violation(), '"2"')).status).toBe(200);
  expect(await app.query(`select state, ended_on from listings`)).toEqual([
    { state: 'listed', ended_on: null },
  ]);
  expect(await app.query(`select step from listing_steps order by id`)).toEqual([
    { step: 'list' },
    { step: 'repair' },
    { step: 'relist' },
  ]);
  expect(await topics()).toEqual([
    'credit.listing.created',
    'credit.listing.removed',
    'credit.listing.created',
  ]);
});

test('a withdrawal needs a reason', async () => {
  await put(violation());
  expect((await feeder.api(at, { method: 'DELETE' })).status).toBe(400);
});

test("another agency's record is unknown, a catalogue that is not yours is refused", async () => {
  await put(violation());
  const shown = await other.api(at);
  expect([shown.status, (await shown.json()).code]).toEqual([404, 'record.unknown']);
  const withdrawn = await other.api(`${at}?reason=xx`, { method: 'DELETE' });
  expect(withdrawn.status).toBe(404);
  const foreign = await feeder.api('/records/honour/H-1', { method: 'PUT', json: {} });
  expect([foreign.status, (await foreign.json()).code]).toEqual([403, 'catalog.not-yours']);
});

const aDoubtfulRow = async () => {
  const catalog = 'judgment-defaulter';
  await upload(app, feeder, { catalog, rows: [aDefaulterRow(feeder, '1')] });
  const passport = {
    证件类型: '护照',
    证件号码: 'E12345678',
    来源记录号: 'ZX-2',
    案号: '（2026）示0101执2号',
  };
  await upload(app, feeder, { catalog, rows: [aDefaulterRow(feeder, '2', passport)] });
  // The same number on file as an organisation's: made by hand, since every gate refuses it.
  await app.query(
    `update subjects set kind = 'organisation' where id =
      (select subject_id from subject_identifiers where type = 'passport')`,
  );
  const rows = [aDefaulterRow(feeder, '3', { ...passport, 来源记录号: 'ZX-3', 案号: '（2026）示0101执3号' })];
  return upload(app, feeder, { catalog, rows });
};

test('a doubtful row waits for the registrar, opens nothing, and is admitted once', async () => {
  const batch = await aDoubtfulRow();
  expect(batch.counts).toMatchObject({ held: 1, accepted: 0 });
  expect(await app.query(`select count(*) as n from listings`)).toEqual([{ n: 2 }]);
  const held = await (await registrar.api('/records?state=held')).json();
  expect(held.items).toMatchObject([{ sourceNo: 'ZX-3', holdCode: 'subject.kind-differs' }]);
  const admitted = await registrar.api(`/records/${held.items[0].id}/admit`, { method: 'POST' });
  expect(await admitted.json()).toMatchObject({ state: 'live' });
  expect(await app.query(`select count(*) as n from listings where state = 'listed'`)).toEqual([{ n: 3 }]);
  const again = await registrar.api(`/records/${held.items[0].id}/admit`, { method: 'POST' });
  expect([again.status, (await again.json()).code]).toEqual([409, 'record.wrong-stage']);
});

test('what the registrar refuses stays out', async () => {
  await aDoubtfulRow();
  const held = await (await registrar.api('/records?state=held')).json();
  const refused = await registrar.api(`/records/${held.items[0].id}/refuse`, { method: 'POST' });
  expect(await refused.json()).toMatchObject({ state: 'refused' });
  expect((await feeder.api('/records?state=held')).status).toBe(403);
});

test('no table holds the number of a person in clear', async () => {
  const catalog = 'judgment-defaulter';
  const bad = aDefaulterRow(feeder, '9', { 发布时间: '不是日期' });
  await upload(app, feeder, { catalog, rows: [aDefaulterRow(feeder, '1'), bad] });
  const tables = await app.query(`select tablename as name from pg_tables where schemaname = 'public'`);
  for (const { name } of tables)
    for (const seed of ['1', '9']) {
      const found = await app.query(`select 1 from "${name}" t where strpos(t::text, $1) > 0`, [
        aCitizenId(seed),
      ]);
      expect([name, found]).toEqual([name, []]);
    }
  const sealed = await app.query(
    `select lookup, code, sealed is not null as is_sealed from subject_identifiers`,
  );
  expect(sealed).toMatchObject([{ code: null, is_sealed: true }]);
});
