import { beforeEach, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { loadMeasures } from '../../src/law/measures/load-measures.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { type Agency, aDefaulterRow, aViolationRow, upload } from '../kit/uploads.ts';

let app: TestApp;
let market: Agency;
let court: Agency;
let department: Agency;

beforeEach(async () => {
  app = await makeApp();
  await loadMeasures(app.operator);
  market = await app.agency('SCJG', ['feeder'], ['serious-violation'], '示例市市场监督管理局');
  court = await app.agency('SZFY', ['feeder'], ['judgment-defaulter'], '示例市人民法院');
  department = await app.agency('ZWFW', ['subscriber'], [], '示例市政务服务中心');
});

const list = (...seeds: string[]) =>
  upload(app, market, {
    catalog: 'serious-violation',
    rows: seeds.map((seed) => aViolationRow(market, seed)),
  });
const listings = async (query = '') => (await department.api(`/listings?${query}`)).json();
const lastEvent = async () =>
  (await app.query(`select topic, payload from events order by id desc limit 1`))[0];

test('the authority’s record opens a listing that any agency can read, with its full state told', async () => {
  await list('1');
  const { items } = await listings('list=serious-violation&state=listed');
  expect(items).toMatchObject([
    {
      state: 'listed',
      listedOn: '2026-03-02',
      dueOn: '2029-03-02',
      subject: { subjectKind: 'organisation', uscc: aUscc('1') },
    },
  ]);
  expect(await lastEvent()).toMatchObject({
    topic: 'credit.listing.created',
    payload: { listingId: items[0].id, list: 'serious-violation', state: 'listed', uscc: aUscc('1') },
  });
});

test('the authority’s own removal ends the listing, by repair or by revocation as its ground says', async () => {
  await list('1', '2');
  const rows = [
    aViolationRow(market, '1', { 移出日期: '2026-11-20', 移出原因: '已履行处罚决定，信用修复' }),
    aViolationRow(market, '2', { 移出日期: '2026-11-20', 移出原因: '列入决定被撤销' }),
  ];
  await upload(app, market, { catalog: 'serious-violation', rows });
  const { items } = await listings('changedSince=2026-01-01T00:00:00Z');
  expect(items.map(({ state }: { state: string }) => state).toSorted()).toEqual(['repaired', 'revoked']);
  expect(await lastEvent()).toMatchObject({
    topic: 'credit.listing.removed',
    payload: { endedOn: '2026-11-20' },
  });
});

test('a term that is over ends by itself, once, at night', async () => {
  await list('1');
  app.setNow('2029-03-01T16:00:00.000Z');
  await jobNamed('end-due-listings').run(app.deps, app.deps.clock.now());
  await jobNamed('end-due-listings').run(app.deps, app.deps.clock.now());
  expect(await app.query(`select state, ended_on, end_ground from listings`)).toEqual([
    { state: 'expired', ended_on: '2029-03-02', end_ground: '期限届满' },
  ]);
  expect(await app.query(`select step from listing_steps order by id`)).toEqual([
    { step: 'list' },
    { step: 'expire' },
  ]);
  expect((await lastEvent())?.topic).toBe('credit.listing.removed');
});

test('only the authority or the registrar removes early, with a ground, and once', async () => {
  await list('1');
  const { items } = await listings();
  app.setNow('2027-03-02T02:00:00.000Z');
  const path = `/listings/${items[0].id}/removals`;
  const remove = (agency: Agency, json: object = { ground: '已纠正并消除影响' }) =>
    agency.api(path, { method: 'POST', json });
  expect([(await remove(court)).status, (await remove(department)).status]).toEqual([403, 403]);
  expect((await remove(market, {})).status).toBe(400);
  expect((await remove(market)).status).toBe(201);
  expect((await remove(market)).status).toBe(409);
  const again = await list('1');
  expect(again.counts).toMatchObject({ unchanged: 1 });
  expect((await listings()).items[0].state).toBe('repaired');
});

test('persons are shown masked, only to a department with a measure of that list, with a purpose, with a trace', async () => {
  await upload(app, court, { catalog: 'judgment-defaulter', rows: [aDefaulterRow(court, '1')] });
  expect((await listings()).items).toEqual([]);
  const ask = (agency: Agency, purpose = '') =>
    agency.api(`/listings?subjectKind=person&list=judgment-defaulter${purpose}`);
  expect((await ask(department)).status).toBe(403);
  expect((await ask(court, '&purpose=核查')).status).toBe(403);
  await app.query(`update measures set departments = '{ZWFW}', lists = '{judgment-defaulter}' where code =
    (select min(code) from measures)`);
  const answer = await ask(department, `&purpose=${encodeURIComponent('告知承诺核查')}`);
  const text = await answer.text();
  expect([answer.status, JSON.parse(text).items.length]).toEqual([200, 1]);
  expect(text).not.toContain(aCitizenId('1'));
  expect(JSON.parse(text).items[0].subject.maskedCode).toMatch(/^\d{3}\*+\w{4}$/);
  expect(
    await app.query(`select about->>'purpose' as p from audit_lines where action = 'listing.list-persons'`),
  ).toEqual([{ p: '告知承诺核查' }]);
});

test('a page goes on where the last one ended', async () => {
  await list('1', '2', '3');
  const first = await listings('limit=2');
  const second = await listings(`limit=2&after=${first.next}`);
  expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null]);
  expect((await listings('changedSince=2027-01-01T00:00:00Z')).items).toEqual([]);
});
