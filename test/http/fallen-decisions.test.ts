import { beforeAll, beforeEach, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { writeXlsx } from '../../src/platform/sheets/xlsx-writer.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { openTestDb } from '../kit/database.ts';
import { aUscc } from '../kit/identities.ts';
import { enrol } from '../kit/people.ts';
import { noticesIn } from '../kit/prior-notices.ts';
import { runQueue } from '../kit/run-jobs.ts';
import { type Agency, aViolationRow, upload } from '../kit/uploads.ts';

type Cells = Record<string, string>;
const LIST = 'serious-violation';
const PENALTIES = 'administrative-penalty';
const FALLEN = 'row.decision-fallen';
const AT = `/records/${LIST}/YZ-1`;
const court = { ground: '列入决定被人民法院判决撤销', documentNo: '（2026）示01行终8号' };
let city: City;
beforeAll(async () => void (await openTestDb()));
beforeEach(async () => {
  city = await makeCity('2026-11-24T02:00:00Z');
});

const decide = (what: string, json: object, who: Agency = city.market, seed = '1') =>
  city.listingOf(seed).then((id) => city.post(who, `/listings/${id}/${what}`, json));
const quash = async (who: Agency = city.market) => {
  await city.list('1');
  expect((await decide('revocations', court, who)).status).toBe(201);
};
const send = async (rows: readonly Cells[], mode = 'append', catalog = LIST) =>
  upload(city, city.market, { catalog, rows, mode });
const row = (cells: Cells = {}, who: Agency = city.market) => aViolationRow(who, '1', cells);
const faults = async (id: string) =>
  (await (await city.market.api(`/batches/${id}/errors.json`)).json()).items;
const outcome = async (seed = '1') => (await city.check(seed)).outcome;
const held = async () => (await city.read(city.registrar.api('/records?state=held'))).items;
const states = () =>
  city.query(
    `select r.source_no as no, r.state, l.state as listing from records r
      left join listings l on l.record_id = r.id order by r.id`,
  );
const put = async (fields: object, no = 'YZ-1') => {
  const at = `/records/${LIST}/${no}`;
  const etag = (await city.market.api(at)).headers.get('etag');
  return city.market.api(at, { method: 'PUT', json: fields, headers: etag ? { 'if-match': etag } : {} });
};
const fields = (more: object = {}) => ({
  subjectName: '示例1食品有限公司',
  uscc: aUscc('1'),
  reason: '提交虚假材料取得登记',
  listedOn: '2026-03-02',
  documentNo: '示市监严列〔2026〕1号',
  authorityName: city.market.name,
  authorityUscc: city.market.uscc,
  ...more,
});

test('quashed by a court, uploaded again: held once, with who, when and by which document; the next night unchanged', async () => {
  await quash();
  const again = await send([row()]);
  expect(again.counts).toMatchObject({ rows: 1, held: 1, accepted: 0, corrected: 0 });
  const [said] = await faults(again.id);
  expect(said).toMatchObject({ verdict: 'held', errors: [{ code: FALLEN }] });
  for (const part of ['2026-11-24', city.market.name, court.documentNo])
    expect(said.errors[0].message).toContain(part);
  expect(await held()).toMatchObject([
    {
      sourceNo: 'YZ-1',
      state: 'held',
      holdCode: FALLEN,
      fallen: { by: city.market.name, on: '2026-11-24', documentNo: court.documentNo },
    },
  ]);
  for (const night of ['2026-11-25', '2026-11-26']) {
    city.setNow(`${night}T02:00:00Z`);
    expect((await send([row()])).counts).toMatchObject({ rows: 1, unchanged: 1, held: 0 });
  }
  expect(await states()).toEqual([{ no: 'YZ-1', state: 'held', listing: 'revoked' }]);
  expect(await outcome()).toBe('eligible');
  expect(await city.file('1')).toMatchObject({ records: [], listings: [] });
  expect(await city.events()).toEqual(['credit.listing.created listed', 'credit.listing.removed revoked']);
});

test.each([
  ['another reason and day', { 列入原因: '另一原因', 列入日期: '2026-10-08' }],
  ['another source number', { 来源记录号: 'YZ-NEW' }],
  ['no source number', { 来源记录号: '' }],
  ['the same source number under another document', { 列入决定书文号: '示市监严列〔2026〕99号' }],
  ['other brackets, blanks and zeros', { 来源记录号: 'YZ-2', 列入决定书文号: '示市监严列[2026]第 001 号' }],
  ['another name', { 来源记录号: 'YZ-2', 企业名称: '示例改名食品有限公司' }],
  ['a removal that is no revocation', { 移出日期: '2026-11-20', 移出原因: '信用修复' }],
])('the same decision with %s is the same decision', async (_, cells: Cells) => {
  await quash();
  expect((await send([row(cells)])).counts).toMatchObject({ held: 1 });
  expect((await send([row(cells)])).counts).toMatchObject({ unchanged: 1 });
  expect(await outcome()).toBe('eligible');
});

test('a dry run says so and changes nothing; a whole list does not bring it back', async () => {
  await quash();
  const dry = await send([row()], 'dry-run');
  expect([dry.counts.held, (await faults(dry.id))[0].errors[0].code]).toEqual([1, FALLEN]);
  expect(await states()).toEqual([{ no: 'YZ-1', state: 'withdrawn', listing: 'revoked' }]);
  expect((await send([row()], 'full')).counts).toMatchObject({ held: 1 });
  expect((await send([row()], 'full')).counts).toMatchObject({ unchanged: 1 });
  expect(await outcome()).toBe('eligible');
});

test('as a workbook, as JSON and by PUT it is held as well', async () => {
  await quash();
  const raw = async (body: string | Uint8Array<ArrayBuffer>, type: string) => {
    const answer = await city.market.api(`/batches?catalog=${LIST}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    const { id } = await answer.json();
    await runQueue(city.deps);
    return (await city.read(city.market.api(`/batches/${id}`))).counts;
  };
  const one = (no: string) => row({ 来源记录号: no });
  const sheet = { name: '表', header: Object.keys(row()), rows: [Object.values(one('YZ-2'))] };
  const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  expect(await raw(writeXlsx(sheet), workbook)).toMatchObject({ held: 1 });
  expect(await raw(JSON.stringify([one('YZ-3')]), 'application/json')).toMatchObject({ held: 1 });
  const answer = await put(fields({ reason: '另一原因' }));
  expect([answer.status, await answer.json()]).toMatchObject([
    200,
    { state: 'held', holdCode: FALLEN, fallen: { by: city.market.name, documentNo: court.documentNo } },
  ]);
  expect((await (await put(fields(), 'YZ-5')).json()).holdCode).toBe(FALLEN);
  expect(await outcome()).toBe('eligible');
});

test('the registrar revokes for the authority: named as who ended it; admission refuses and says the way', async () => {
  await quash(city.registrar);
  await send([row({ 来源记录号: 'YZ-2' })]);
  const [one] = await held();
  expect(one.fallen.by).toBe(city.registrar.name);
  const admitted = await city.post(city.registrar, `/records/${one.id}/admit`, {});
  const problem = await admitted.json();
  expect([admitted.status, problem.code]).toEqual([409, 'record.decision-fallen']);
  for (const part of ['restorations', city.registrar.name, court.documentNo])
    expect(problem.detail).toContain(part);
  expect((await city.post(city.registrar, `/records/${one.id}/refuse`, {})).status).toBe(200);
  expect((await send([row({ 来源记录号: 'YZ-2' })])).counts).toMatchObject({ unchanged: 1 });
  expect(await outcome()).toBe('eligible');
});

test('a record that waits for another reason is not admitted once its decision fell', async () => {
  await city.list('1');
  await city.query(`update subjects set kind = 'person' where name = '示例1食品有限公司'`);
  expect((await send([row({ 来源记录号: 'YZ-2' })])).counts).toMatchObject({ held: 1 });
  await decide('revocations', court);
  const [{ id, holdCode }] = await held();
  expect(holdCode).toBe('subject.kind-differs');
  const answer = await city.post(city.registrar, `/records/${id}/admit`, {});
  expect([answer.status, (await answer.json()).code]).toEqual([409, 'record.decision-fallen']);
});

test('an upheld dispute deletes for good, also a record that opens no list', async () => {
  await city.punish('1', { 处罚类别: '吊销许可证件', 暂扣或吊销证照名称及编号: '示例许可证' });
  const record = await city.recordOf('1');
  const { id } = await city.read(city.dispute({ record }, '1'));
  const upheld = { effect: 'delete', reason: '处罚决定已被撤销', documentNo: '示市监异〔2026〕3号' };
  expect((await city.post(city.market, `/disputes/${id}/uphold`, upheld)).status).toBe(200);
  const again = await city.punish('1', { 处罚类别: '吊销许可证件', 暂扣或吊销证照名称及编号: '示例许可证' });
  expect(again.counts).toMatchObject({ held: 1 });
  expect((await faults(again.id))[0].errors[0].message).toContain(upheld.documentNo);
  expect((await city.punish('1', { 来源记录号: 'CF-2' })).counts).toMatchObject({ held: 1 });
  expect(await city.file('1')).toMatchObject({ records: [] });
  expect(await city.query(`select state from records where catalog = '${PENALTIES}'`)).toEqual([
    { state: 'held' },
    { state: 'held' },
  ]);
});

test('a dispute upheld after the feeder withdrew by itself counts all the same', async () => {
  await city.list('1');
  const { id } = await city.read(city.dispute({ listing: await city.listingOf('1') }, '1'));
  await city.market.api(`${AT}?reason=${encodeURIComponent('先行撤回')}`, { method: 'DELETE' });
  expect(await states()).toEqual([{ no: 'YZ-1', state: 'withdrawn', listing: 'repaired' }]);
  await city.post(city.market, `/disputes/${id}/uphold`, { effect: 'delete', reason: '列入错误' });
  expect(await states()).toEqual([{ no: 'YZ-1', state: 'withdrawn', listing: 'revoked' }]);
  expect((await send([row()])).counts).toMatchObject({ held: 1 });
});

test('the authority’s own row that says 撤销 ends the decision; an older copy of it does not return', async () => {
  await city.list('1');
  const revoked = row({ 移出日期: '2026-11-20', 移出原因: '列入决定被复议机关撤销' });
  expect((await send([revoked])).counts).toMatchObject({ corrected: 1 });
  expect((await send([revoked])).counts).toMatchObject({ unchanged: 1 });
  const again = await send([row()]);
  expect(again.counts).toMatchObject({ held: 1 });
  expect((await faults(again.id))[0].errors[0].message).toContain('2026-11-20');
  expect((await send([revoked])).counts).toMatchObject({ corrected: 1 });
  expect(await outcome()).toBe('eligible');
});

test('a feeder’s own withdrawal, a row left out, an expiry and a repair are no such end', async () => {
  await city.list('1');
  await city.market.api(`${AT}?reason=${encodeURIComponent('报送有误')}`, { method: 'DELETE' });
  expect((await send([row()])).counts).toMatchObject({ corrected: 1, held: 0 });
  expect(await outcome()).toBe('ineligible');
  await send([row(), aViolationRow(city.market, '2')]);
  const left = await send([aViolationRow(city.market, '2')], 'full');
  await city.post(city.market, `/batches/${left.id}/confirm`, {});
  await runQueue(city.deps);
  expect(await outcome()).toBe('eligible');
  expect((await send([row()])).counts).toMatchObject({ corrected: 1, held: 0 });
  expect(await outcome()).toBe('ineligible');
  city.setNow('2027-06-01T02:00:00Z');
  expect((await decide('removals', { ground: '已履行义务，提前移出' })).status).toBe(201);
  const { counts } = await send([row({ 来源记录号: 'YZ-9', 列入决定书文号: '示市监严列〔2027〕1号' })]);
  expect(counts).toMatchObject({ accepted: 1, held: 0 });
  expect(await city.query(`select 1 from fallen_decisions`)).toEqual([]);
});

test('a new decision under a new document and source number lists anew', async () => {
  await quash();
  const fresh = row({ 来源记录号: 'YZ-2', 列入决定书文号: '示市监严列〔2026〕77号', 列入日期: '2026-11-23' });
  expect((await send([fresh])).counts).toMatchObject({ accepted: 1, held: 0 });
  expect(await outcome()).toBe('ineligible');
  const back = await send([row({ 来源记录号: 'YZ-2' })]);
  expect([back.counts.rejected, (await faults(back.id))[0].errors[0].code]).toEqual([1, FALLEN]);
  expect((await states()).at(-1)).toEqual({ no: 'YZ-2', state: 'live', listing: 'listed' });
});

test('the restoration needs ground and document, brings listing and record back, and opens the way again', async () => {
  await quash();
  await send([row()]);
  const bare = await decide('restorations', { ground: '再审改判，维持原列入决定' });
  expect([bare.status, (await bare.json()).code]).toEqual([422, 'listing.document-required']);
  const ordered = { ground: '再审改判，维持原列入决定', documentNo: '（2027）示行再2号' };
  expect((await decide('restorations', ordered, city.window)).status).toBe(403);
  const answer = await decide('restorations', ordered);
  expect([answer.status, await answer.json()]).toMatchObject([
    201,
    { state: 'listed', listedOn: '2026-03-02' },
  ]);
  expect(await states()).toEqual([{ no: 'YZ-1', state: 'live', listing: 'listed' }]);
  expect(await outcome()).toBe('ineligible');
  expect((await send([row()])).counts).toMatchObject({ unchanged: 1 });
  expect((await send([row({ 列入原因: '更正后的原因' })])).counts).toMatchObject({ corrected: 1 });
  expect(await city.events()).toEqual([
    'credit.listing.created listed',
    'credit.listing.removed revoked',
    'credit.listing.created listed',
    'credit.listing.changed listed',
  ]);
  expect((await decide('revocations', court)).status).toBe(201);
  expect((await send([row()])).counts).toMatchObject({ held: 1 });
  expect(await outcome()).toBe('eligible');
});

test('restored after a row with other words: listing and record say the same', async () => {
  await quash();
  await send([row({ 列入原因: '另一原因', 列入日期: '2026-04-01' })]);
  await decide('restorations', { ground: '再审改判维持', documentNo: '（2027）示行再2号' });
  const [shown] = (await city.read(city.department.api('/listings'))).items;
  expect(shown).toMatchObject({ state: 'listed', reason: '另一原因', listedOn: '2026-04-01' });
  expect((await city.file('1')).records).toMatchObject([{ decidedOn: '2026-04-01' }]);
});

test('what cannot be restored is refused: archived, of another subject, said to be removed', async () => {
  await quash();
  await send([row({ 移出日期: '2026-11-20', 移出原因: '信用修复' })]);
  const ordered = { ground: '再审改判维持', documentNo: '（2027）示行再2号' };
  const refused = await decide('restorations', ordered);
  expect([refused.status, (await refused.json()).code]).toEqual([409, 'listing.wrong-stage']);
  await city.query(`update records set state = 'archived', held_listing = null`);
  expect((await decide('restorations', ordered)).status).toBe(409);
  expect(await outcome()).toBe('eligible');
});

test('a row that now names another subject lists that one, with a warning, and the first stays free', async () => {
  await quash();
  const mended = row({ 企业名称: '示例2食品有限公司', 统一社会信用代码: aUscc('2') });
  const batch = await send([mended]);
  expect(batch.counts).toMatchObject({ corrected: 1, held: 0, warnings: 1 });
  const [said] = await faults(batch.id);
  expect(said).toMatchObject({ verdict: 'warned', errors: [{ code: 'row.decision-fallen-for-other' }] });
  expect(said.errors[0].message).not.toContain('示例1');
  expect([await outcome('2'), await outcome('1')]).toEqual(['ineligible', 'eligible']);
  const back = await send([row()]);
  expect([back.counts.rejected, (await faults(back.id))[0].errors[0].code]).toEqual([1, FALLEN]);
  expect([await outcome('2'), await outcome('1')]).toEqual(['ineligible', 'eligible']);
});

test('one document about two subjects: the other one keeps its listing', async () => {
  await quash();
  const other = aViolationRow(city.market, '2', { 列入决定书文号: '示市监严列〔2026〕1号' });
  expect((await send([row(), other])).counts).toMatchObject({ held: 1, accepted: 1 });
  expect([await outcome('1'), await outcome('2')]).toEqual(['eligible', 'ineligible']);
});

test('a prior notice is not claimed by what fell', async () => {
  const its = noticesIn(city);
  await quash();
  await its.notify('1');
  expect((await send([row({ 来源记录号: 'YZ-2' })])).counts).toMatchObject({ held: 1 });
  expect(await its.notified(city.market)).toHaveLength(1);
  const fresh = row({ 来源记录号: 'YZ-3', 列入决定书文号: '示市监严列〔2026〕88号' });
  expect((await send([row({ 来源记录号: 'YZ-4' }), fresh])).counts).toMatchObject({ held: 1, accepted: 1 });
  expect(await its.notified(city.market)).toEqual([]);
  expect(await outcome()).toBe('ineligible');
});

test('a notice that was dropped is no decision: one may still follow', async () => {
  const its = noticesIn(city);
  await its.drop(await its.idOf(its.notify('1')));
  expect((await send([row()])).counts).toMatchObject({ accepted: 1 });
});

test('the successor’s upload does not bring its predecessor’s decision back, under either code', async () => {
  await quash();
  const heir = await city.agency('SCZJ', ['feeder'], [LIST], '示例市市场监督管理总局');
  const { api } = await enrol(city, {
    agencyId: city.registrar.id,
    name: 'system',
    roles: ['system-administrator'],
  });
  await api('/agencies/SCJG/succession', { method: 'POST', json: { successor: 'SCZJ', from: '2026-11-24' } });
  city.setNow('2026-11-24T02:00:02Z');
  const rows = [row({ 来源记录号: 'SZ-1' }, heir), row({ 来源记录号: 'SZ-2' }), row()];
  const { counts } = await upload(city, heir, { catalog: LIST, rows });
  expect(counts).toMatchObject({ held: 3 });
  expect(await outcome()).toBe('eligible');
  const restored = await decide('restorations', { ground: '再审改判维持', documentNo: '再2号' }, heir);
  expect(restored.status).toBe(201);
});

test('a merged file keeps what fell of either; parted, each has its own', async () => {
  await quash();
  await city.list('2');
  await city.query(`insert into merge_candidates (first_id, second_id, ground, raised_by, raised_at)
    select min(id), max(id), 'name-and-code', 'test', now() from subjects`);
  const [{ id = 0 } = {}] = await city.query(`select id::int from merge_candidates`);
  const about = { reason: '登记机关函复为同一主体' };
  const merged = await city.post(city.registrar, `/subjects/merge-candidates/${id}/merge`, about);
  expect(merged.status).toBe(200);
  const named = (seed: string, no: string) =>
    row({ 来源记录号: no, 统一社会信用代码: aUscc(seed), 企业名称: `示例${seed}食品有限公司` });
  expect((await send([named('1', 'YZ-7'), named('2', 'YZ-8')])).counts).toMatchObject({ held: 2 });
  const [{ merge = 0 } = {}] = await city.query(`select id::int as merge from subject_merges`);
  expect((await city.post(city.registrar, `/subjects/merges/${merge}/undo`, about)).status).toBe(200);
  expect((await send([named('1', 'YZ-9'), named('2', 'YZ-10')])).counts).toMatchObject({
    held: 1,
    accepted: 1,
    warnings: 1,
  });
});

test('the nights go on: clocks run over what is held, and the row stays unchanged', async () => {
  await quash();
  await send([row()]);
  city.setNow('2026-12-01T16:10:00Z');
  for (const job of ['end-due-listings', 'end-due-records'])
    await jobNamed(job).run(city.deps, city.deps.clock.now());
  expect((await send([row()])).counts).toMatchObject({ unchanged: 1 });
  expect(await states()).toEqual([{ no: 'YZ-1', state: 'held', listing: 'revoked' }]);
});
