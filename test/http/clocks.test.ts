import { beforeEach, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { aUscc } from '../kit/identities.ts';
import { upload } from '../kit/uploads.ts';

let city: City;
beforeEach(async () => {
  city = await makeCity();
});

const night = async (day: string) => {
  city.setNow(`${day}T00:05:00+08:00`);
  await jobNamed('end-due-listings').run(city.deps, city.deps.clock.now());
  await jobNamed('end-due-records').run(city.deps, city.deps.clock.now());
};
const stateOf = async (id: number) =>
  (await city.query(`select state, version, publicity_held_on as held from records where id = $1`, [id]))[0];
const settle = (key: string, value: string) =>
  city.query(`update settings set value = $1::text::jsonb where key = $2`, [value, key]);
const ground = '经核查的示例理由';

test('publicity ends on its own day, and the file still says so to those who may read it', async () => {
  await city.punish('1');
  const id = await city.recordOf('1');
  await night('2027-03-01');
  expect(await stateOf(id)).toMatchObject({ state: 'live', version: 1 });
  await night('2027-03-02');
  await night('2027-03-02');
  expect(await stateOf(id)).toMatchObject({ state: 'unpublished', version: 2 });
  expect((await city.file('1')).records).toMatchObject([{ id }]);
  expect(await city.query(`select state, published_until from record_versions`)).toEqual([
    { state: 'live', published_until: '2027-03-02' },
  ]);
});

test('not corrected: held at the longest publicity for the authority, until it says that it is', async () => {
  await city.punish('1');
  const id = await city.recordOf('1');
  const mark = (what: string, agency = city.market) =>
    city.post(agency, `/records/${id}/${what}`, { ground });
  expect([(await mark('uncorrected', city.window)).status, (await mark('uncorrected')).status]).toEqual([
    403, 200,
  ]);
  await night('2027-03-02');
  await night('2027-03-03');
  expect(await stateOf(id)).toMatchObject({ state: 'live', held: '2027-03-02' });
  const shown = await city.read(city.market.api('/records/administrative-penalty/CF-1'));
  expect(shown).toMatchObject({ uncorrected: true, publicityHeldOn: '2027-03-02' });
  expect(await city.read(mark('corrected'))).toMatchObject({
    state: 'unpublished',
    uncorrected: false,
    publicityHeldOn: null,
  });
  expect((await mark('corrected')).status).toBe(409);
  expect(await city.audit('record.mark')).toEqual(['record.mark-uncorrected', 'record.mark-corrected']);
});

test('a correction that lengthens its publicity makes a record public again', async () => {
  await city.punish('1', { 公示截止期: '2026-12-01' });
  const id = await city.recordOf('1');
  await night('2026-12-01');
  expect(await stateOf(id)).toMatchObject({ state: 'unpublished' });
  await city.punish('1');
  expect(await stateOf(id)).toMatchObject({ state: 'live', version: 3 });
});

test('measures end on their own day while the listing stands on, and who carries them is told', async () => {
  await city.post(city.department, '/subscriptions', { name: '严重失信', schedule: { kind: 'at-once' } });
  await city.list('1');
  const id = await city.listingOf('1');
  await city.post(city.market, `/listings/${id}/extensions`, { measuresUntil: '2027-06-01', ground });
  await night('2027-06-01');
  await night('2027-06-02');
  expect(await city.query(`select state, measures_ended_on as ended from listings`)).toEqual([
    { state: 'listed', ended: '2027-06-01' },
  ]);
  expect(await city.query(`select step from listing_steps order by id`)).toEqual([
    { step: 'list' },
    { step: 'extend' },
    { step: 'lift-measures' },
  ]);
  expect(
    await city.query(`select payload->>'measuresEndedOn' as ended from events order by id desc limit 1`),
  ).toEqual([{ ended: '2027-06-01' }]);
  const asked = (await city.told()).items
    .toSorted((a: { seq: number }, b: { seq: number }) => a.seq - b.seq)
    .map(({ measures }: { measures: string[] }) => measures.length > 0);
  expect(asked).toEqual([true, true, false]);
  expect((await city.check('1')).outcome).toBe('ineligible');
  await night('2029-03-02');
  expect(await city.query(`select state from listings`)).toEqual([{ state: 'expired' }]);
});

test('past its retention nothing is served, counted or hinted at, even before the night’s job; the auditor still sees', async () => {
  await city.list('1');
  const [id, listing] = [await city.recordOf('1'), await city.listingOf('1')];
  await city.apply({ listing }, '1');
  await city.dispute({ listing }, '1');
  await night('2029-03-02');
  const auditor = await city.agency('SJJ', ['auditor']);
  const everywhere = async () => ({
    file: await city.file('1'),
    record: (await city.market.api('/records/serious-violation/YZ-1')).status,
    listings: (await city.read(city.department.api('/listings?changedSince=2026-01-01T00:00:00Z'))).items,
    disputes: (await city.read(city.registrar.api('/disputes'))).items,
    dispute: (await city.registrar.api('/disputes/1')).status,
  });
  expect(await everywhere()).toMatchObject({ record: 200, dispute: 200, listings: [{ state: 'expired' }] });
  const gone = { file: { records: [], listings: [], disputes: [], repairs: [] }, record: 404, listings: [] };
  city.setNow('2034-03-02T00:01:00+08:00');
  expect(await everywhere()).toMatchObject({ ...gone, disputes: [], dispute: 404 });
  await night('2034-03-02');
  expect(await stateOf(id)).toMatchObject({ state: 'archived' });
  expect(await everywhere()).toMatchObject({ ...gone, disputes: [], dispute: 404 });
  expect((await city.check('1')).reasons).toEqual([]);
  expect((await city.read(auditor.api('/listings'))).items).toMatchObject([
    { id: listing, state: 'expired' },
  ]);
  expect(
    await city.query(`select count(*)::int as n from record_versions where record_id = $1`, [id]),
  ).toEqual([{ n: 2 }]);
});

test('what counts against a subject is kept while it is listed, and archived the night after its removal', async () => {
  await city.punish('1', { 处罚决定日期: '2022-01-10' });
  const id = await city.recordOf('1');
  await city.list('1');
  await night('2027-01-10');
  await night('2027-04-01');
  expect(await stateOf(id)).toMatchObject({ state: 'unpublished' });
  expect((await city.file('1')).records).toHaveLength(2);
  await city.post(city.market, `/listings/${await city.listingOf('1')}/removals`, { ground });
  await night('2027-04-02');
  expect(await stateOf(id)).toMatchObject({ state: 'archived' });
  expect((await city.file('1')).records).toEqual([]);
});

const minuteOf = (day: string, minute: string) => city.setNow(`${day}T00:${minute}:00+08:00`);
const kept = async () => ({
  file: (await city.file('1')).records.map(({ catalog }: { catalog: string }) => catalog).toSorted(),
  record: (await city.market.api('/records/administrative-penalty/CF-1')).status,
  disputes: (await city.read(city.registrar.api('/disputes'))).items.length,
});

test('kept for the list’s sake: served at every minute while listed, and at none after, whenever the jobs run', async () => {
  await city.punish('1', { 处罚决定日期: '2022-01-10' });
  const id = await city.recordOf('1');
  await city.list('1');
  await city.dispute({ record: id }, '1');
  const there = { file: ['administrative-penalty', 'serious-violation'], record: 200, disputes: 1 };
  // Its own retention is over on 2028-01-10 at the latest; the list holds it until 2029-03-02.
  for (const day of ['2028-01-10', '2028-01-11', '2028-06-01', '2029-03-01']) {
    minuteOf(day, '01');
    expect(await kept()).toEqual(there);
    await night(day);
    expect(await kept()).toEqual(there);
  }
  expect(await stateOf(id)).toMatchObject({ state: 'unpublished' });
  minuteOf('2029-03-02', '00');
  expect(await kept()).toEqual({ file: ['serious-violation'], record: 404, disputes: 0 });
  const auditor = await city.agency('SJJ', ['auditor']);
  const asked = { id, purpose: 'supervision', caseNo: 'SJ-1' };
  expect(await city.read(city.post(auditor, '/records/archived/query', asked))).toMatchObject({
    items: [{ id, archivedAt: null }],
  });
  await night('2029-03-02');
  expect(await stateOf(id)).toMatchObject({ state: 'archived' });
  expect(await kept()).toEqual({ file: ['serious-violation'], record: 404, disputes: 0 });
});

test('jobs that did not run for a month hide nothing and show nothing', async () => {
  await city.punish('1', { 处罚决定日期: '2022-01-10' });
  await city.list('1');
  minuteOf('2029-02-28', '01');
  expect((await kept()).file).toHaveLength(2);
  minuteOf('2029-04-01', '01');
  expect((await kept()).file).toEqual(['serious-violation']);
});

test('removed from the list at noon: what it alone kept is gone at once, and archived that night', async () => {
  await city.punish('1', { 处罚决定日期: '2022-01-10' });
  const id = await city.recordOf('1');
  await city.list('1');
  await night('2028-06-01');
  city.setNow('2028-06-01T12:00:00+08:00');
  await city.post(city.market, `/listings/${await city.listingOf('1')}/removals`, { ground });
  expect((await kept()).file).toEqual([]);
  await night('2028-06-02');
  expect(await stateOf(id)).toMatchObject({ state: 'archived' });
});

test('a deployment may keep nothing for a list’s sake', async () => {
  await settle('retention.while-listed', '0');
  await city.punish('1', { 处罚决定日期: '2022-01-10' });
  await city.list('1');
  minuteOf('2028-06-01', '01');
  const { file } = await kept();
  await settle('retention.while-listed', '1');
  expect(file).toEqual(['serious-violation']);
});

test('retention by kind of subject and by its start is a setting; a deployment may count from the decision', async () => {
  await settle('retention.negative', '24');
  await settle('retention.from-decision', '1');
  await city.list('1');
  await settle('retention.negative', '60');
  await settle('retention.from-decision', '0');
  expect(await city.query(`select retained_until from records`)).toEqual([{ retained_until: '2028-03-02' }]);
});

test('an honour ends with its term and is told; its record leaves publicity the same night', async () => {
  const league = await city.agency('ZGH', ['feeder'], ['honour'], '示例市总工会');
  await upload(city, league, {
    catalog: 'honour',
    rows: [
      {
        来源记录号: 'RY-1',
        主体类别: '法人及非法人组织',
        主体名称: '示例1食品有限公司',
        统一社会信用代码: aUscc('1'),
        荣誉名称: '示例先进单位',
        认定文号: '示荣〔2026〕1号',
        认定日期: '2026-03-02',
        有效期至: '2026-12-31',
        认定单位: league.name,
        认定单位统一社会信用代码: league.uscc,
      },
    ],
  });
  await night('2026-12-31');
  expect(await city.events()).toEqual(['credit.honour.created listed', 'credit.honour.removed expired']);
  expect(await stateOf(await city.recordOf('1'))).toMatchObject({ state: 'unpublished' });
});
