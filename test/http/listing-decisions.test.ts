import { beforeEach, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { type Agency, aDefaulterRow, upload } from '../kit/uploads.ts';

let city: City;
let listing: number;
const ground = '示例决定的理由';

beforeEach(async () => {
  city = await makeCity('2027-04-01T02:00:00Z');
  await city.list('1');
  listing = await city.listingOf('1');
});

const decide = (agency: Agency, what: string, more: object = {}, id = listing) =>
  city.post(agency, `/listings/${id}/${what}`, { ground, ...more });
const states = async () =>
  (
    await city.query(`select l.state, r.state as record from listings l join records r on r.id = l.record_id`)
  )[0];
const shown = async (agency = city.department, query = '') =>
  (await city.read(agency.api(`/listings?${query}`))).items;

test('an early removal ends what the file and the check show, and is told', async () => {
  expect((await city.check('1')).outcome).toBe('ineligible');
  const answer = await decide(city.market, 'removals', { documentNo: '示移〔2027〕1号' });
  expect([answer.status, await answer.json()]).toMatchObject([
    201,
    {
      id: listing,
      state: 'repaired',
      endedOn: '2027-04-01',
      endGround: `${ground}（示移〔2027〕1号）`,
      version: 2,
    },
  ]);
  expect(await states()).toEqual({ state: 'repaired', record: 'repaired' });
  expect(await city.file('1')).toMatchObject({ records: [], listings: [] });
  expect((await city.check('1')).outcome).toBe('eligible');
  expect(await city.events()).toEqual(['credit.listing.created listed', 'credit.listing.removed repaired']);
  expect(await shown()).toMatchObject([{ state: 'repaired', endedOn: '2027-04-01' }]);
});

test('before its day a removal waits for the registrar, with that day; the number is a setting', async () => {
  city = await makeCity('2027-03-01T02:00:00Z');
  await city.list('1');
  listing = await city.listingOf('1');
  const named = { removalGround: 'performed', documentNo: '示移〔2027〕1号' };
  const early = await decide(city.market, 'removals', named);
  expect([early.status, await early.json()]).toMatchObject([
    202,
    {
      state: 'listed',
      removalGround: null,
      removalHeld: { code: 'row.removal-too-early', message: expect.stringContaining('2027-03-02') },
    },
  ]);
  expect(await states()).toEqual({ state: 'listed', record: 'live' });
  expect((await decide(city.market, 'removals', { removalGround: 'revoked' })).status).toBe(400);
  await city.query(
    `insert into settings (key, value, basis, valid_from)
      values ('list.serious-violation.removal.performed.wait', '6', '本市', '2027-01-01')`,
  );
  const now = await decide(city.market, 'removals', named);
  await city.query(`delete from settings where valid_from = '2027-01-01'`);
  expect(now.status).toBe(201);
});

test('a revocation is possible at any time; nobody but the auditor reads its history afterwards', async () => {
  const before = await city.check('1');
  city.setNow('2027-04-02T02:00:00Z');
  expect((await decide(city.market, 'revocations')).status).toBe(201);
  expect(await states()).toEqual({ state: 'revoked', record: 'withdrawn' });
  expect(await city.file('1')).toMatchObject({ records: [], listings: [] });
  expect(await city.file('1', { asOf: '2027-04-01T12:00:00Z' })).toMatchObject({ records: [], listings: [] });
  expect(await shown()).toEqual([]);
  expect(await shown(city.department, 'state=revoked')).toMatchObject([
    { id: listing, reason: null, documentNo: null, endGround: null, endedOn: '2027-04-02' },
  ]);
  const auditor = await city.agency('SJJ', ['auditor']);
  expect(await shown(auditor)).toMatchObject([
    { state: 'revoked', reason: '提交虚假材料取得登记', endGround: ground },
  ]);
  const old = await city.read(city.window.api(`/checks/${before.no}`));
  expect(JSON.stringify(old.reasons)).toContain('no-longer-shown');
});

test('an early removal got by false material is undone: the old term goes on and ends on its day', async () => {
  await decide(city.market, 'removals');
  expect((await decide(city.market, 'restorations')).status).toBe(201);
  expect(await states()).toEqual({ state: 'listed', record: 'live' });
  expect((await city.check('1')).outcome).toBe('ineligible');
  expect((await shown())[0]).toMatchObject({ state: 'listed', dueOn: '2029-03-02', endedOn: null });
  city.setNow('2029-03-01T16:05:00Z');
  await jobNamed('end-due-listings').run(city.deps, city.deps.clock.now());
  expect(await states()).toMatchObject({ state: 'expired' });
  expect((await decide(city.market, 'restorations')).status).toBe(409);
});

test('a court lengthens its term within the law; the record’s own clocks follow, a change is told', async () => {
  await upload(city, city.market, {
    catalog: 'judgment-defaulter',
    rows: [
      aDefaulterRow(city.market, '7'),
      aDefaulterRow(city.market, '8', { 失信行为具体情形: '有履行能力而拒不履行生效法律文书确定义务' }),
    ],
  });
  const ids = (await city.query(`select id from listings where list = 'judgment-defaulter' order by id`)).map(
    ({ id }) => Number(id),
  );
  const extend = async (id: number | undefined, more: object) => {
    const answer = await decide(city.market, 'extensions', more, id);
    return [answer.status, (await answer.json()).code];
  };
  expect(await extend(ids[0], { until: '2028-04-02' })).toEqual([422, 'listing.not-extendable']);
  expect(await extend(ids[0], { until: '2030-03-02' })).toEqual([201, undefined]);
  expect(await extend(ids[0], { until: '2030-03-02' })).toEqual([409, 'listing.not-longer']);
  expect(await extend(ids[0], { until: '2032-03-02' })).toEqual([422, 'listing.not-extendable']);
  expect(await extend(ids[1], { until: '2030-03-02' })).toEqual([422, 'listing.not-extendable']);
  expect(await extend(listing, { until: '2030-03-02' })).toEqual([422, 'listing.not-extendable']);
  expect((await extend(listing, {}))[0]).toBe(400);
  expect(
    await city.query(
      `select l.due_on, r.published_until, r.retained_until, r.version from listings l
        join records r on r.id = l.record_id
       where l.id = $1`,
      [ids[0] ?? 0],
    ),
  ).toEqual([
    { due_on: '2030-03-02', published_until: '2030-03-02', retained_until: '2035-03-02', version: 2 },
  ]);
  expect((await city.events()).at(-1)).toBe('credit.listing.changed listed');
});

test('a term that was lengthened stands when the row comes again with the term of before', async () => {
  const feed = (cells: Record<string, string>) =>
    upload(city, city.market, {
      catalog: 'judgment-defaulter',
      rows: [aDefaulterRow(city.market, '7', cells)],
    });
  await feed({});
  const [first] = await city.query(`select id, due_on from listings where list = 'judgment-defaulter'`);
  const id = Number(first?.id);
  await decide(city.market, 'extensions', { until: '2030-03-02' }, id);
  const days = async () =>
    (
      await city.query(
        `select l.state, l.due_on, r.published_until, r.retained_until from listings l
         join records r on r.id = l.record_id where l.id = $1`,
        [id],
      )
    )[0];
  const extended = {
    ...{ state: 'listed', due_on: '2030-03-02' },
    ...{ published_until: '2030-03-02', retained_until: '2035-03-02' },
  };
  const corrected = await feed({ 案号: '（2026）示9901执更正7号' });
  expect(await days()).toEqual(extended);
  const { items } = await city.read(city.market.api(`/batches/${corrected.id}/errors.json`));
  expect(items).toMatchObject([{ row: 1, errors: [{ code: 'listing.term-kept' }] }]);
  // Before the extension it would have been over: it is not taken for expired.
  city.setNow('2029-03-01T02:00:00Z');
  await feed({ 案号: '（2026）示9901执更正8号' });
  expect(await days()).toEqual(extended);
  // The day of publication is mended: the court's own end stands, and the law's term from that day does not.
  await feed({ 发布时间: '2026-03-10' });
  expect(await days()).toEqual(extended);
});

test('a record that was withdrawn and comes again has the term of its row', async () => {
  const feed = () =>
    upload(city, city.market, {
      catalog: 'judgment-defaulter',
      rows: [aDefaulterRow(city.market, '7', { 案号: '（2026）示9901执更正9号' })],
    });
  await feed();
  const [first] = await city.query(`select id from listings where list = 'judgment-defaulter'`);
  await decide(city.market, 'extensions', { until: '2030-03-02' }, Number(first?.id));
  const gone = `/records/judgment-defaulter/ZX-7?reason=${encodeURIComponent('报送有误')}`;
  expect((await city.market.api(gone, { method: 'DELETE' })).status).toBe(200);
  await feed();
  expect(
    await city.query(`select state, due_on from listings where list = 'judgment-defaulter' order by id`),
  ).toEqual([{ state: 'listed', due_on: '2028-03-02' }]);
});

test('of two clerks who decide at once one wins; the other is told what has changed', async () => {
  const both = await Promise.all([
    decide(city.market, 'removals', { ground: '甲经办人先行移出' }),
    decide(city.registrar, 'revocations', { ground: '乙经办人认定撤销' }),
  ]);
  const answers = await Promise.all(
    both.map(async (answer) => [answer.status, await answer.json()] as const),
  );
  expect(answers.map(([status]) => status).toSorted()).toEqual([201, 409]);
  const won = answers.find(([status]) => status === 201)?.[1];
  const lost = answers.find(([status]) => status === 409)?.[1];
  expect(lost.code).toBe('listing.wrong-stage');
  expect(lost.detail).toContain(won.state === 'repaired' ? '甲经办人先行移出' : '乙经办人认定撤销');
  expect(lost.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/state', '/step', '/at']);
  expect(await city.query(`select count(*)::int as n from listing_steps where step <> 'list'`)).toEqual([
    { n: 1 },
  ]);
});

test('who has read an older version is told so, and changes nothing', async () => {
  await decide(city.market, 'extensions', { measuresUntil: '2028-01-01', version: 1 });
  const late = await decide(city.market, 'revocations', { version: 1 });
  expect([late.status, (await late.json()).code]).toEqual([409, 'listing.stale']);
  expect((await decide(city.market, 'revocations', { version: 2 })).status).toBe(201);
});

test.each(['removals', 'revocations', 'restorations', 'extensions'])(
  '%s: strangers may not, nobody decides what is not there, an unknown field is refused',
  async (what) => {
    const more = what === 'extensions' ? { measuresUntil: '2028-01-01' } : {};
    const court = await city.agency('SZFY', ['feeder'], ['judgment-defaulter']);
    expect((await decide(court, what, more)).status).toBe(403);
    expect((await decide(city.window, what, more)).status).toBe(403);
    expect((await decide(city.market, what, more, 999)).status).toBe(404);
    expect((await decide(city.market, what, { ...more, state: 'revoked' })).status).toBe(400);
    expect((await decide(city.market, what, { ...more, ground: '短' })).status).toBe(400);
    expect(await states()).toEqual({ state: 'listed', record: 'live' });
  },
);

test('the lists that law allows are read with the numbers in force', async () => {
  const { items } = await city.read(city.department.api('/severe-lists'));
  const samr = items.find(({ code }: { code: string }) => code === 'serious-violation');
  expect(samr).toMatchObject({ termMonths: 36, startsFrom: 'listing', fed: true });
  expect(samr.grounds[0]).toMatchObject({ code: 'performed', waitMonths: 12, startsFrom: 'listing' });
  expect(items.filter(({ fed }: { fed: boolean }) => fed).length).toBe(19);
});
