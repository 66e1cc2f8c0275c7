import { beforeAll, beforeEach, expect, test } from 'vitest';
import { type City, makeCity } from '../kit/cases.ts';
import { openTestDb } from '../kit/database.ts';
import { aUscc } from '../kit/identities.ts';
import { enrol } from '../kit/people.ts';
import { noticesIn } from '../kit/prior-notices.ts';
import { type Agency, aViolationRow, upload } from '../kit/uploads.ts';

const ground = '示例决定的理由';
const today = '2027-04-01';
const feeds = ['serious-violation', 'administrative-penalty'];
let city: City;
let heir: Agency;
let asSystem: (path: string, json: object) => Promise<Response> | Response;
beforeAll(async () => void (await openTestDb()));

// 市监局 → 市监委 → 市监总局: the last answers for the first, though it took over from the second only.
beforeEach(async () => {
  city = await makeCity(`${today}T02:00:00Z`);
  await city.list('1');
  await city.agency('SCJW', ['feeder'], feeds, '示例市市场监督管理委员会');
  heir = await city.agency('SCZJ', ['feeder'], feeds, '示例市市场监督管理总局');
  const { api } = await enrol(city, {
    agencyId: city.registrar.id,
    name: 'system',
    roles: ['system-administrator'],
  });
  asSystem = (path, json) => api(path, { method: 'POST', json });
});
const succeed = (code: string, successor: string, from = today) =>
  asSystem(`/agencies/${code}/succession`, { successor, from });
const takeOver = async () => {
  const answers = [await succeed('SCJG', 'SCJW'), await succeed('SCJW', 'SCZJ')];
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  city.setNow(`${today}T02:00:02Z`);
};
const decide = async (who: Agency, what: string) =>
  city.post(who, `/listings/${await city.listingOf('1')}/${what}`, { ground });
const codeOf = async (answer: Response) => [answer.status, (await answer.json()).code];
const AT = '/records/serious-violation/YZ-1';
const violation = (who: Agency, reason: string) => ({
  subjectName: '示例1食品有限公司',
  uscc: aUscc('1'),
  reason,
  listedOn: '2026-03-02',
  documentNo: '示市监严列〔2026〕1号',
  authorityName: who.name,
  authorityUscc: who.uscc,
});

test.each([
  ['removals', 'repaired'],
  ['revocations', 'revoked'],
])(
  'the successor decides its predecessor’s listing: %s; before the succession it may not',
  async (what, state) => {
    expect(await codeOf(await decide(heir, what))).toEqual([403, 'listing.not-authority']);
    await takeOver();
    const answer = await decide(heir, what);
    expect([answer.status, (await answer.json()).state]).toEqual([201, state]);
    expect((await city.check('1')).reasons.map(({ code }: { code: string }) => code)).not.toContain(
      'list.serious-violation',
    );
  },
);

test('the predecessor, once its validity has ended, decides, corrects and withdraws nothing', async () => {
  await takeOver();
  const answers = [
    await decide(city.market, 'removals'),
    await city.market.api(AT),
    await city.market.api(AT, {
      method: 'PUT',
      json: violation(city.market, '另一原因'),
      headers: { 'if-match': '"1"' },
    }),
    await city.market.api(`${AT}?reason=x-reason`, { method: 'DELETE' }),
    await city.market.api('/repairs'),
  ];
  expect(await Promise.all(answers.map(codeOf))).toEqual(answers.map(() => [403, 'agency.expired']));
  expect(await city.query(`select state, version from records`)).toEqual([{ state: 'live', version: 1 }]);
});

test('the successor shows, corrects and withdraws its predecessor’s record, and makes no second one', async () => {
  expect((await heir.api(AT)).status).toBe(404);
  await takeOver();
  const shown = await heir.api(AT);
  expect([shown.status, shown.headers.get('etag')]).toEqual([200, '"1"']);
  const corrected = await heir.api(AT, {
    method: 'PUT',
    json: violation(heir, '更正后的列入原因'),
    headers: { 'if-match': '"1"' },
  });
  expect([corrected.status, corrected.headers.get('etag')]).toEqual([200, '"2"']);
  expect(await city.query(`select agency_id, version from records`)).toEqual([
    { agency_id: city.market.id, version: 2 },
  ]);
  expect(await city.query(`select reason, agency_id from listings`)).toEqual([
    { reason: '更正后的列入原因', agency_id: city.market.id },
  ]);
  expect((await heir.api(AT, { method: 'PUT', json: violation(heir, '未读先写') })).status).toBe(428);
  const gone = await heir.api(`${AT}?reason=${encodeURIComponent('决定被撤销')}`, { method: 'DELETE' });
  expect([gone.status, (await gone.json()).state]).toEqual([200, 'withdrawn']);
  expect(await city.query(`select state, removal_ground from listings`)).toEqual([
    { state: 'repaired', removal_ground: 'withdrawn-by-source' },
  ]);
});

test('rows of a file correct the predecessor’s records; its own number stands before theirs', async () => {
  await takeOver();
  const file = (reason: string, no: string) =>
    upload(city, heir, {
      catalog: 'serious-violation',
      rows: [aViolationRow(heir, no, { 列入原因: reason })],
    });
  expect((await file('更正后的列入原因', '1')).counts).toMatchObject({ corrected: 1, accepted: 0 });
  expect((await file('更正后的列入原因', '1')).counts).toMatchObject({ unchanged: 1 });
  expect((await file('新的列入', '2')).counts).toMatchObject({ accepted: 1 });
  expect(await city.query(`select source_no, agency_id, version from records order by source_no`)).toEqual([
    { source_no: 'YZ-1', agency_id: city.market.id, version: 2 },
    { source_no: 'YZ-2', agency_id: heir.id, version: 1 },
  ]);
});

test('the decision bears the code of who made it: the successor may correct under the old code, a stranger may not', async () => {
  const stranger = await city.agency('ZJJ', ['feeder'], feeds, '示例市住房和建设局');
  await takeOver();
  const correct = (who: Agency) =>
    who.api(AT, {
      method: 'PUT',
      json: violation(city.market, '更正后的列入原因'),
      headers: { 'if-match': '"1"' },
    });
  const refused = await correct(stranger);
  expect([refused.status, (await refused.json()).errors[0].code]).toEqual([422, 'row.not-your-authority']);
  expect((await correct(heir)).status).toBe(200);
  const rows = [aViolationRow(city.market, '1', { 列入原因: '再次更正的列入原因' })];
  const { counts } = await upload(city, heir, { catalog: 'serious-violation', rows });
  expect(counts).toMatchObject({ corrected: 1, rejected: 0 });
});

test('a whole list of the successor withdraws none of its predecessor’s records', async () => {
  await takeOver();
  await upload(city, heir, { catalog: 'serious-violation', mode: 'full', rows: [aViolationRow(heir, '2')] });
  expect(await city.query(`select source_no, state from records order by source_no`)).toEqual([
    { source_no: 'YZ-1', state: 'live' },
    { source_no: 'YZ-2', state: 'live' },
  ]);
});

test('the successor marks the behaviour as uncorrected, grants a repair and upholds a dispute', async () => {
  await city.punish('2');
  await takeOver();
  const record = await city.recordOf('2');
  expect((await city.post(heir, `/records/${record}/uncorrected`, { ground })).status).toBe(200);
  const repair = await city.read(city.apply({ listing: await city.listingOf('1') }, '1'));
  const dispute = await city.read(city.dispute({ record }, '2'));
  expect((await city.read(heir.api('/repairs'))).items).toMatchObject([{ id: repair.id }]);
  expect((await city.read(heir.api('/disputes'))).items).toMatchObject([{ id: dispute.id }]);
  await city.post(heir, `/repairs/${repair.id}/accept`, {});
  expect(await city.read(city.post(heir, `/repairs/${repair.id}/grant`, {}))).toMatchObject({
    state: 'syncing',
  });
  const upheld = await city.post(heir, `/disputes/${dispute.id}/uphold`, {
    effect: 'delete',
    reason: '处罚决定已被撤销',
  });
  expect([upheld.status, (await upheld.json()).state]).toEqual([200, 'upheld']);
  expect(await city.file('2')).toMatchObject({ records: [], disputes: [] });
});

test('what the predecessor had only notified is the successor’s to see, and its record decides it', async () => {
  const its = noticesIn(city);
  const notice = await its.notify('9');
  expect(notice.status).toBe(201);
  const { id } = await notice.json();
  await takeOver();
  expect((await city.read(heir.api('/listings?state=notified'))).items).toMatchObject([{ id }]);
  expect(await codeOf(await its.notify('9', {}, heir))).toEqual([409, 'listing.already-notified']);
  await upload(city, heir, { catalog: 'serious-violation', rows: [aViolationRow(heir, '9')] });
  expect(await city.query(`select id, state from listings where id = $1`, [id])).toEqual([
    { id, state: 'listed' },
  ]);
  expect((await city.read(heir.api('/listings?state=notified'))).items).toEqual([]);
});

test('a stranger decides nothing, however many successions there are', async () => {
  const stranger = await city.agency('ZJJ', ['feeder'], feeds, '示例市住房和建设局');
  await takeOver();
  expect(await codeOf(await decide(stranger, 'removals'))).toEqual([403, 'listing.not-authority']);
  expect((await stranger.api(AT)).status).toBe(404);
  expect(
    (await city.post(stranger, `/records/${await city.recordOf('1')}/uncorrected`, { ground })).status,
  ).toBe(404);
});

test('nobody succeeds itself, and no circle is closed; only the system administrator registers it', async () => {
  expect(await codeOf(await succeed('SCJG', 'SCJG'))).toEqual([422, 'agency.successor']);
  await takeOver();
  expect(await codeOf(await succeed('SCZJ', 'SCJG'))).toEqual([422, 'agency.successor']);
  expect(await codeOf(await succeed('SCZJ', 'NONE'))).toEqual([404, 'agency.unknown']);
  expect(await codeOf(await succeed('CZJ', 'SCZJ', '2020-01-01'))).toEqual([422, 'agency.successor']);
  expect(
    (await city.post(city.registrar, '/agencies/CZJ/succession', { successor: 'SCZJ', from: today })).status,
  ).toBe(403);
  expect(await city.audit('agency.succeed')).toEqual(['agency.succeed', 'agency.succeed']);
});

test('until its last day the predecessor acts on', async () => {
  await succeed('SCJG', 'SCZJ', '2027-04-02');
  city.setNow('2027-04-01T15:59:59Z');
  expect((await city.market.api(AT)).status).toBe(200);
  city.setNow('2027-04-01T16:00:01Z');
  expect(await codeOf(await city.market.api(AT))).toEqual([403, 'agency.expired']);
});

test('until that day the successor decides nothing, reads nothing and corrects nothing; a circle is seen all the same', async () => {
  await succeed('SCJG', 'SCZJ', '2027-04-02');
  expect(await codeOf(await succeed('SCZJ', 'SCJG', '2027-05-01'))).toEqual([422, 'agency.successor']);
  city.setNow('2027-04-01T15:59:59Z');
  expect(await codeOf(await decide(heir, 'removals'))).toEqual([403, 'listing.not-authority']);
  expect(await codeOf(await heir.api(AT))).toEqual([404, 'record.unknown']);
  expect(await codeOf(await heir.api(`${AT}?reason=x-reason`, { method: 'DELETE' }))).toEqual([
    404,
    'record.unknown',
  ]);
  city.setNow('2027-04-01T16:00:01Z');
  expect((await heir.api(AT)).status).toBe(200);
  expect((await decide(heir, 'removals')).status).toBe(201);
});
