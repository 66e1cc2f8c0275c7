import { beforeAll, beforeEach, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { openTestDb } from '../kit/database.ts';
import { aUscc } from '../kit/identities.ts';
import { runQueue, runRecalls } from '../kit/run-jobs.ts';
import { type Agency, aViolationRow, upload } from '../kit/uploads.ts';

const LIST = 'serious-violation';
const document = { documentNo: '示市监移〔2026〕3号' };
let city: City;
beforeAll(async () => void (await openTestDb()));
beforeEach(async () => {
  city = await makeCity('2026-11-24T02:00:00Z');
  await city.post(city.department, '/subscriptions', { name: '严重失信', schedule: { kind: 'at-once' } });
  await city.list('1');
  await city.told();
});

const removed = { 移出日期: '2026-11-20', 移出事由: '履行义务' };
const feed = (cells: Record<string, string> = {}, mode = 'append') =>
  upload(city, city.market, { catalog: LIST, rows: [aViolationRow(city.market, '1', cells)], mode });
const waiting = async () => (await city.read(city.registrar.api('/records?state=held'))).items;
const settle = async (step: 'admit' | 'refuse', body: object = {}) => {
  const [record] = await waiting();
  const answer = await city.post(city.registrar, `/records/${record.id}/${step}`, body);
  return [answer.status, await answer.json()];
};
const outcome = async () => {
  const { outcome, reasons } = await city.check('1');
  return [outcome, ...reasons.map(({ code }: { code: string }) => code)];
};
const lastTold = async () => {
  await city.told();
  const { items } = await city.read(city.department.api('/subscriptions'));
  const told = await city.read(city.department.api(`/feed?subscription=${items[0].id}`));
  return told.items.at(-1);
};
const flags = async () => {
  const [listed] = (await city.read(city.department.api('/listings'))).items;
  const { type, data } = await lastTold();
  return { list: listed.flags, file: (await city.file('1')).listings[0]?.flags, told: data.flags, type };
};

test('while an authority’s removal waits the check gives review; its document lets go', async () => {
  expect(await outcome()).toEqual(['ineligible', `list.${LIST}`]);
  const { counts } = await feed(removed);
  expect(counts).toMatchObject({ rows: 1, held: 1, rejected: 0 });
  const found = await city.check('1');
  expect(found).toMatchObject({
    outcome: 'review',
    reasons: [{ code: 'listing.removal-held', list: LIST, documentNo: '示市监严列〔2026〕1号' }],
  });
  expect(found.reasons[0].text).toContain('认定单位已报送移出');
  expect(await waiting()).toMatchObject([
    {
      state: 'live',
      holdCode: 'row.removal-too-early',
      removalHeld: { ground: 'performed', on: '2026-11-20', message: expect.stringContaining('2027-03-02') },
    },
  ]);
  expect(await flags()).toEqual({
    list: ['removal-held'],
    file: ['removal-held'],
    told: ['removal-held'],
    type: 'credit.listing.changed',
  });
  expect((await settle('admit'))[1]).toMatchObject({ code: 'listing.document-required' });
  expect(await settle('admit', document)).toMatchObject([200, { state: 'repaired', removalHeld: null }]);
  expect(await outcome()).toEqual(['eligible']);
  expect((await city.read(city.department.api('/listings'))).items).toMatchObject([
    { state: 'repaired', endedOn: '2026-11-20', removalGround: 'performed', flags: [] },
  ]);
  expect((await city.events()).at(-1)).toBe('credit.listing.removed repaired');
  expect((await feed(removed)).counts).toMatchObject({ corrected: 1, held: 0 });
  expect(await outcome()).toEqual(['eligible']);
});

test('refused, the listing stands again; the same row changes nothing, until its wait is over', async () => {
  await feed(removed);
  expect((await feed(removed)).counts).toMatchObject({ unchanged: 1, held: 0 });
  expect((await settle('refuse'))[0]).toBe(200);
  expect(await outcome()).toEqual(['ineligible', `list.${LIST}`]);
  expect(await flags()).toMatchObject({ list: [], file: [], told: [], type: 'credit.listing.changed' });
  expect(await waiting()).toEqual([]);
  expect((await feed(removed)).counts).toMatchObject({ unchanged: 1, held: 0 });
  expect(await outcome()).toEqual(['ineligible', `list.${LIST}`]);
  city.setNow('2027-03-02T02:00:00Z');
  expect((await feed(removed)).counts).toMatchObject({ corrected: 1 });
  expect(await outcome()).toEqual(['eligible']);
});

const night = (at: string) => {
  city.setNow(at);
  return jobNamed('release-removals').run(city.deps, city.deps.clock.now());
};

// Kind: what waits for a day waits on when the day is here, because nobody comes by to look.
test('when its wait is over a removal is taken though nobody sends it again, and departments are told', async () => {
  await feed(removed);
  await night('2027-02-28T16:10:00Z');
  expect(await outcome()).toEqual(['review', 'listing.removal-held']);
  await night('2027-03-01T16:10:00Z');
  expect(await outcome()).toEqual(['eligible']);
  expect(await waiting()).toEqual([]);
  expect((await city.read(city.department.api('/listings'))).items).toMatchObject([
    { state: 'repaired', endedOn: '2027-03-02', removalGround: 'performed', flags: [] },
  ]);
  expect((await lastTold()).type).toBe('credit.listing.removed');
  await night('2027-03-02T16:10:00Z');
  expect((await city.audit('listing.release-removal')).length).toBe(2);
});

test('a promise made good is released too; what no ground allows waits for the registrar for ever', async () => {
  await city.query(
    `insert into settings (key, value, basis, valid_from) values ('list.false-commitment.removal.corrected.wait', '6', '本市', '2026-11-01')`,
  );
  await upload(city, city.market, {
    catalog: 'false-commitment',
    rows: [aBrokenPromise(city.market, '7', { 纠正日期: '2026-11-23' })],
  });
  await feed({ 移出日期: '2026-11-20', 移出事由: '领导批示' });
  expect((await waiting()).length).toBe(2);
  await night('2027-05-19T16:10:00Z');
  await city.query(`delete from settings where valid_from = '2026-11-01'`);
  expect((await city.check('7')).outcome).toBe('eligible');
  expect(await waiting()).toMatchObject([{ holdCode: 'row.removal-ground' }]);
});

test('the source takes its removal back by saying the decision without it', async () => {
  await feed(removed);
  expect((await outcome())[0]).toBe('review');
  await feed();
  expect(await outcome()).toEqual(['ineligible', `list.${LIST}`]);
  expect(await waiting()).toEqual([]);
});

test('a desk’s removal waits as a row’s does, and no routine row takes it away', async () => {
  const id = await city.listingOf('1');
  const order = { ground: '认定单位准予移出', removalGround: 'performed', ...document };
  expect((await city.post(city.market, `/listings/${id}/removals`, order)).status).toBe(202);
  await feed({ 列入原因: '更正后的原因' });
  expect(await outcome()).toEqual(['review', 'listing.removal-held']);
  expect((await settle('admit'))[0]).toBe(200);
  expect(await outcome()).toEqual(['eligible']);
  expect((await city.audit('record.admit')).length).toBe(1);
});

// Kind: what was decided for one subject follows the row to another.
test('a desk’s removal does not follow the row to the subject that it is corrected to', async () => {
  const id = await city.listingOf('1');
  const order = { ground: '认定单位准予移出', removalGround: 'performed', ...document };
  expect((await city.post(city.market, `/listings/${id}/removals`, order)).status).toBe(202);
  await feed({ 统一社会信用代码: aUscc('2'), 企业名称: '示例2食品有限公司' });
  expect([(await city.check('1')).outcome, (await city.check('2')).outcome]).toEqual([
    'eligible',
    'ineligible',
  ]);
  expect(await waiting()).toEqual([]);
});

test('first seen with a removal that is not allowed yet, a decision is listed and its removal waits', async () => {
  await upload(city, city.market, { catalog: LIST, rows: [aViolationRow(city.market, '2', removed)] });
  expect((await city.check('2')).reasons.map(({ code }: { code: string }) => code)).toEqual([
    'listing.removal-held',
  ]);
  expect((await city.file('2')).records[0].fields).not.toHaveProperty('removedOn');
  await settle('refuse');
  expect((await city.check('2')).outcome).toBe('ineligible');
});

test('a ground unstated is taken at once, warned, and found by the registrar', async () => {
  const batch = await feed({ 移出日期: '2026-11-20' });
  expect(batch.counts).toMatchObject({ corrected: 1, held: 0, warnings: 1 });
  const { items } = await city.read(city.market.api(`/batches/${batch.id}/errors.json`));
  expect(JSON.stringify(items)).toContain('row.removal-unstated');
  expect(await outcome()).toEqual(['eligible']);
  const found = await city.read(city.registrar.api('/listings?removalGround=unstated'));
  expect(found.items).toMatchObject([{ state: 'repaired', removalGround: 'unstated' }]);
});

test.each(['DELETE', 'full'])(
  '%s removes at once as withdrawn by its source, unless the list lets it wait',
  async (way) => {
    const withdraw = async (seed: string) => {
      const path = `/records/${LIST}/YZ-${seed}?reason=${encodeURIComponent('报送有误')}`;
      if (way === 'DELETE') return void (await city.market.api(path, { method: 'DELETE' }));
      const { id } = await upload(city, city.market, {
        catalog: LIST,
        rows: [aViolationRow(city.market, '9')],
        mode: 'full',
      });
      await city.post(city.market, `/batches/${id}/confirm`, {});
      await runQueue(city.deps);
    };
    await city.list('9');
    await city.query(
      `insert into settings (key, value, basis, valid_from)
        values ('list.${LIST}.removal.withdrawn-by-source.wait', '12', '本市', '2026-11-01')`,
    );
    await withdraw('1');
    expect(await outcome()).toEqual(['review', 'listing.removal-held']);
    expect(await waiting()).toMatchObject([{ removalHeld: { ground: 'withdrawn-by-source' } }]);
    await settle('refuse');
    expect(await outcome()).toEqual(['ineligible', `list.${LIST}`]);
    const { no } = await city.check('1');
    await city.query(`delete from settings where valid_from = '2026-11-01'`);
    if (way === 'full') return;
    await withdraw('1');
    expect(await outcome()).toEqual(['eligible']);
    await runRecalls(city.deps);
    const recalls = (await city.read(city.window.api('/checks/recalls'))).items;
    expect(recalls.filter(({ checkNo }: { checkNo: string }) => checkNo === no)).toMatchObject([
      { why: 'withdrawn', outcomeBefore: 'ineligible' },
    ]);
    const [listing] = await city.query(
      `select state, removal_ground as ground from listings order by id limit 1`,
    );
    expect(listing).toEqual({ state: 'repaired', ground: 'withdrawn-by-source' });
    expect((await city.events()).at(-1)).toBe('credit.listing.removed repaired');
    expect((await feed()).counts).toMatchObject({ held: 0, rejected: 0 });
    expect(await outcome()).toEqual(['ineligible', `list.${LIST}`]);
    expect((await city.events()).at(-1)).toBe('credit.listing.created listed');
  },
);

test('a court-approved restructuring rests the measures while it waits', async () => {
  expect((await city.file('1')).measures.length).toBeGreaterThan(0);
  await feed({ 移出日期: '2026-11-20', 移出事由: '破产重整' });
  expect(await outcome()).toEqual(['review', 'listing.removal-held']);
  expect((await lastTold()).data).toMatchObject({
    flags: ['removal-held', 'measures-suspended'],
    measures: [],
  });
  const file = await city.file('1');
  expect(file.measures.map(({ suspended }: { suspended: boolean }) => suspended)).not.toContain(false);
  expect(file.listings[0].flags).toEqual(['removal-held', 'measures-suspended']);
  await settle('refuse');
  expect((await city.file('1')).measures.length).toBeGreaterThan(0);
});

test('words that no list knows wait with the words that it does know; a revocation by words is one', async () => {
  await feed({ 移出日期: '2026-11-20', 移出事由: '领导批示' });
  expect(await waiting()).toMatchObject([{ holdCode: 'row.removal-ground' }]);
  await feed({ 移出日期: '2026-11-20', 移出事由: '列入错误，予以撤销' });
  expect(await waiting()).toEqual([]);
  expect(await outcome()).toEqual(['eligible']);
  expect((await feed()).counts).toMatchObject({ held: 1 });
});

const aBrokenPromise = (agency: Agency, seed: string, cells: Record<string, string> = {}) => ({
  来源记录号: `XJ-${seed}`,
  主体类别: '法人及非法人组织',
  主体名称: `示例${seed}食品有限公司`,
  统一社会信用代码: aUscc(seed),
  承诺事项: '食品经营许可告知承诺',
  认定文书文号: `示监承〔2026〕${seed}号`,
  认定日期: '2026-11-20',
  虚假承诺内容: '经营场所条件经核查不属实',
  认定单位: agency.name,
  认定单位统一社会信用代码: agency.uscc,
  ...cells,
});

test('a false promise made good waits no months, at the desk as in a row, unless the city sets them', async () => {
  const put = (seed: string, cells = {}) =>
    upload(city, city.market, {
      catalog: 'false-commitment',
      rows: [aBrokenPromise(city.market, seed, cells)],
    });
  for (const seed of ['5', '6', '7']) await put(seed);
  expect((await city.check('5')).outcome).toBe('ineligible');
  await put('5', { 纠正日期: '2026-11-23' });
  expect((await city.check('5')).outcome).toBe('eligible');
  expect((await city.apply({ record: await city.recordOf('6') }, '6')).status).toBe(201);
  await city.query(
    `insert into settings (key, value, basis, valid_from)
      values ('list.false-commitment.removal.corrected.wait', '6', '本市', '2026-11-01')`,
  );
  const early = await city.apply({ record: await city.recordOf('7') }, '7');
  expect([early.status, (await early.json()).code]).toEqual([422, 'repair.too-early']);
  await put('7', { 纠正日期: '2026-11-23' });
  expect((await city.check('7')).outcome).toBe('review');
  await city.query(`delete from settings where valid_from = '2026-11-01'`);
});
