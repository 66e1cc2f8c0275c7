import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { aRegNo, aShopRow, aShopUscc, REG_NO, stateOf, twoFilesOfOneShop, USCC } from '../kit/merges.ts';
import { type Agency, aDefaulterRow, aViolationRow, upload } from '../kit/uploads.ts';

let app: TestApp;
let feeder: Agency;
let registrar: Agency;

beforeEach(async () => {
  app = await makeApp();
  const catalogs = ['administrative-penalty', 'serious-violation', 'judgment-defaulter'];
  feeder = await app.agency('SCJG', ['feeder', 'window', 'subscriber'], catalogs, '示例市场监管局');
  registrar = await app.agency('FGJ', ['registrar'], [], '示例发改局');
});

const reason = '登记机关函复：同一商户换发营业执照';
const merge = (id: number, json: object = { reason }) =>
  registrar.api(`/subjects/merge-candidates/${id}/merge`, { method: 'POST', json });
const undo = (id: number) =>
  registrar.api(`/subjects/merges/${id}/undo`, { method: 'POST', json: { reason: '函复有误' } });
const queue = async (state = 'open') =>
  (await (await registrar.api(`/subjects/merge-candidates?state=${state}`)).json()).items;
const fileOf = async (type: string, code: string) => {
  const json = { subject: { type, code }, purpose: 'commitment', caseNo: 'BJ-1' };
  return (await feeder.api('/files/query', { method: 'POST', json })).json();
};
const penalty = (no: string, cells: Record<string, string>) =>
  upload(app, feeder, { catalog: 'administrative-penalty', rows: [aShopRow(feeder, no, cells)] });
const recordsOf = async (type: string, code: string) =>
  (await fileOf(type, code)).records.map(({ sourceNo }: { sourceNo: string }) => sourceNo).sort();

test('the queue shows both files of a pair, the one with the stronger number first', async () => {
  const { candidate, first, second } = await twoFilesOfOneShop(app, feeder);
  const [pair] = await queue();
  expect(pair).toMatchObject({ id: candidate, state: 'open', ground: 'identifiers', mergeId: null });
  expect(pair.subjects).toMatchObject([
    { id: first, name: '示例便利店', recordCount: 2, identifiers: [{ type: 'uscc', code: aShopUscc(1) }] },
    { id: second, name: '示例杂货铺', recordCount: 1, identifiers: [{ code: aRegNo(1) }] },
  ]);
});

test('after a merge either number finds all records, and the other name is kept', async () => {
  const { candidate, first, second } = await twoFilesOfOneShop(app, feeder);
  const answer = await merge(candidate);
  expect([answer.status, await answer.json()]).toEqual([
    200,
    { id: expect.any(Number), survivorId: first, absorbedId: second },
  ]);
  const all = ['CF-1-both', 'CF-1-new', 'CF-1-old'];
  expect(await recordsOf('uscc', aShopUscc(1))).toEqual(all);
  expect(await recordsOf('business-registration-no', aRegNo(1))).toEqual(all);
  expect((await fileOf('uscc', aShopUscc(1))).subject.formerNames).toEqual(['示例杂货铺']);
  expect(await queue()).toEqual([]);
  expect(await queue('merged')).toMatchObject([{ reason, mergeId: expect.any(Number) }]);
});

test('undone, everything is as before; the pair waits again', async () => {
  const { candidate } = await twoFilesOfOneShop(app, feeder);
  const before = await stateOf(app);
  const { id } = await (await merge(candidate)).json();
  expect(await stateOf(app)).not.toEqual(before);
  expect((await undo(id)).status).toBe(200);
  expect(await stateOf(app)).toEqual(before);
  expect(await queue()).toHaveLength(1);
  const again = await undo(id);
  expect([again.status, (await again.json()).code]).toEqual([409, 'merge.undone']);
});

test('what came meanwhile goes back with its number; the rest stays with the survivor', async () => {
  const { candidate } = await twoFilesOfOneShop(app, feeder);
  const { id } = await (await merge(candidate)).json();
  await penalty('by-old', { [USCC]: '', [REG_NO]: aRegNo(1), 行政相对人名称: '示例第三名' });
  await penalty('by-new', { [USCC]: aShopUscc(1) });
  expect(await recordsOf('uscc', aShopUscc(1))).toHaveLength(5);
  await undo(id);
  expect(await recordsOf('uscc', aShopUscc(1))).toEqual(['CF-1-both', 'CF-1-new', 'CF-by-new']);
  expect(await recordsOf('business-registration-no', aRegNo(1))).toEqual(['CF-1-old', 'CF-by-old']);
  expect((await fileOf('business-registration-no', aRegNo(1))).subject.formerNames).toEqual(['示例第三名']);
  expect((await fileOf('uscc', aShopUscc(1))).subject.formerNames).toEqual([]);
});

test('a merge says exactly what it moved, and so does its undoing', async () => {
  const { candidate } = await twoFilesOfOneShop(app, feeder);
  const { id } = await (await merge(candidate)).json();
  await undo(id);
  const moves = await app.query(`select step, kind, ref from subject_merge_moves order by step, kind, ref`);
  const [record] = await app.query(`select id from records where source_no = 'CF-1-old'`);
  const moved = { identifier: `business-registration-no:${aRegNo(1)}`, record: String(record?.id) };
  expect(moves).toEqual([
    { step: 'merge', kind: 'identifier', ref: moved.identifier },
    { step: 'merge', kind: 'name', ref: '示例杂货铺' },
    { step: 'merge', kind: 'record', ref: moved.record },
    { step: 'undo', kind: 'identifier', ref: moved.identifier },
    { step: 'undo', kind: 'record', ref: moved.record },
  ]);
  expect(await app.query(`select reason, undo_reason, by, undone_by from subject_merges`)).toMatchObject([
    {
      reason,
      undo_reason: '函复有误',
      by: expect.stringMatching(/./),
      undone_by: expect.stringMatching(/./),
    },
  ]);
  const versions = await app.query(`select version from record_versions where record_id = $1`, [
    Number(record?.id),
  ]);
  expect(versions).toHaveLength(2);
});

const twoListedFirms = async () => {
  const rows = [
    aViolationRow(feeder, '1', { 企业名称: '示例食品有限公司' }),
    aViolationRow(feeder, '2', { 企业名称: '示例食品有限公司' }),
  ];
  await upload(app, feeder, { catalog: 'serious-violation', rows });
  const [first, second] = await app.query(`select id from subjects order by name, id`);
  const ids = [Number(first?.id), Number(second?.id)] as const;
  const [row] = await app.query(
    `insert into merge_candidates (first_id, second_id, ground, raised_by, raised_at)
     values ($1, $2, 'identifiers', 'test', now()) returning id`,
    [...ids],
  );
  return { candidate: Number(row?.id), ids };
};
const check = async (code: string) => {
  const json = { subject: { type: 'uscc', code, name: '示例食品有限公司' }, purpose: 'commitment' };
  const answer = await (await feeder.api('/checks', { method: 'POST', json })).json();
  return answer.reasons.filter(({ documentNo }: { documentNo?: string }) => documentNo?.includes('严列'))
    .length;
};

test('the check and the search of listings see the union after a merge, and each its own after the undoing', async () => {
  const { candidate, ids } = await twoListedFirms();
  const codes = [aUscc('1'), aUscc('2')];
  const before = await Promise.all(codes.map(check));
  const { id } = await (await merge(candidate)).json();
  const subjectsListed = async () =>
    (await (await feeder.api('/listings?list=serious-violation')).json()).items.map(
      ({ subject }: { subject: { uscc: string } }) => subject.uscc,
    );
  expect(await Promise.all(codes.map(check))).toEqual([before[0] * 2, before[0] * 2]);
  expect(before[0]).toBeGreaterThan(0);
  expect(new Set(await subjectsListed())).toEqual(new Set([aUscc(ids[0] < ids[1] ? '1' : '2')]));
  await undo(id);
  expect(await Promise.all(codes.map(check))).toEqual(before);
  expect((await subjectsListed()).sort()).toEqual(codes.toSorted());
});

test('a live listing that changes hands is told on the stream of the file it counts in, in strict order', async () => {
  const { candidate, ids } = await twoListedFirms();
  const { id } = await (await merge(candidate)).json();
  await undo(id);
  const events = await app.query(
    `select subject_id::int as s, subject_seq::int as seq, topic, payload->>'uscc' as uscc from events
      order by id`,
  );
  expect(events.slice(2)).toMatchObject([
    { s: ids[0], seq: 2, topic: 'credit.listing.changed' },
    { s: ids[1], seq: 2, topic: 'credit.listing.changed' },
  ]);
  expect(events[2]?.uscc).toBe(events.find(({ s }) => s === ids[0])?.uscc);
  const steps = await app.query(`select step, to_state from listing_steps where listing_id = 2 order by id`);
  expect(steps.map(({ step }) => step)).toEqual(['list', 'merge', 'part']);
});

test('merges of merges are undone in any order', async () => {
  const a = await twoFilesOfOneShop(app, feeder, 1);
  const b = await twoFilesOfOneShop(app, feeder, 2);
  const before = await stateOf(app);
  const [row] = await app.query(
    `insert into merge_candidates (first_id, second_id, ground, raised_by, raised_at)
      values ($1, $2, 'identifiers', 'test', now()) returning id`,
    [b.first, a.first],
  );
  const ids: number[] = [];
  for (const candidate of [a.candidate, b.candidate, Number(row?.id)])
    ids.push((await (await merge(candidate)).json()).id);
  expect(await recordsOf('business-registration-no', aRegNo(1))).toHaveLength(6);
  const [first, second, third] = ids as [number, number, number];
  await undo(first);
  expect(await recordsOf('business-registration-no', aRegNo(1))).toEqual(['CF-1-old']);
  expect(await recordsOf('uscc', aShopUscc(1))).toHaveLength(5);
  await undo(third);
  await undo(second);
  expect(await stateOf(app)).toEqual(before);
});

test('of two registrars one merges, the other is told that it is settled', async () => {
  const { candidate } = await twoFilesOfOneShop(app, feeder);
  const answers = await Promise.all([merge(candidate), merge(candidate)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const codes = await Promise.all(answers.map(async (answer) => (await answer.json()).code));
  expect(codes.filter(Boolean)).toEqual(['merge-candidate.settled']);
  expect(await app.query(`select 1 from subject_merges`)).toHaveLength(1);
});

test('imports that run at the same time never bring a merged file back', async () => {
  const { candidate, first, second } = await twoFilesOfOneShop(app, feeder);
  const put = (n: number) =>
    feeder.api(`/records/serious-violation/YZ-${n}`, {
      method: 'PUT',
      json: {
        subjectName: '示例便利店',
        uscc: aShopUscc(1),
        reason: '提交虚假材料取得登记',
        listedOn: '2026-03-02',
        documentNo: `示市监严列〔2026〕${n}号`,
        authorityName: feeder.name,
        authorityUscc: feeder.uscc,
      },
    });
  const rows = (from: number) =>
    Array.from({ length: 40 }, (_, n) =>
      aShopRow(feeder, `m-${from}-${n}`, { [USCC]: '', [REG_NO]: aRegNo(1) }),
    );
  const writes = Array.from({ length: 12 }, (_, n) =>
    n === 5 ? merge(candidate, { reason, survivorId: second }) : put(n),
  );
  const [, ...answers] = await Promise.all([
    upload(app, feeder, { catalog: 'administrative-penalty', rows: rows(1) }),
    ...writes,
  ]);
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  expect(await app.query(`select count(*)::int as n from records where subject_id = $1`, [first])).toEqual([
    { n: 0 },
  ]);
  expect(await app.query(`select count(*)::int as n from listings where subject_id = $1`, [first])).toEqual([
    { n: 0 },
  ]);
  expect(await app.query(`select count(*)::int as n from listings where subject_id = $1`, [second])).toEqual([
    { n: 11 },
  ]);
});

test('a dismissed pair is not asked about again', async () => {
  const { candidate } = await twoFilesOfOneShop(app, feeder);
  const path = `/subjects/merge-candidates/${candidate}/dismiss`;
  expect((await registrar.api(path, { method: 'POST', json: {} })).status).toBe(400);
  const answer = await registrar.api(path, { method: 'POST', json: { reason: '两家商户，号码录错' } });
  expect([answer.status, await answer.json()]).toEqual([200, { id: candidate, state: 'dismissed' }]);
  await penalty('again', { [USCC]: aShopUscc(1), [REG_NO]: aRegNo(1) });
  expect(await queue()).toEqual([]);
  expect(await queue('dismissed')).toHaveLength(1);
  expect((await merge(candidate)).status).toBe(409);
});

test('only a registrar sees the queue, and an unknown pair or merge is unknown', async () => {
  const { candidate } = await twoFilesOfOneShop(app, feeder);
  expect((await feeder.api('/subjects/merge-candidates')).status).toBe(403);
  const foreign = await feeder.api(`/subjects/merge-candidates/${candidate}/merge`, {
    method: 'POST',
    json: { reason },
  });
  expect(foreign.status).toBe(403);
  expect((await merge(999)).status).toBe(404);
  expect((await undo(999)).status).toBe(404);
  const stranger = await merge(candidate, { reason, survivorId: 999 });
  expect([stranger.status, (await stranger.json()).code]).toEqual([422, 'merge.survivor']);
});

test('persons are shown masked, and a person is never merged with an organisation', async () => {
  const rows = [
    aDefaulterRow(feeder, '1'),
    aDefaulterRow(feeder, '2', { 证件类型: '护照', 证件号码: 'E12345678' }),
  ];
  await upload(app, feeder, { catalog: 'judgment-defaulter', rows });
  await upload(app, feeder, { catalog: 'serious-violation', rows: [aViolationRow(feeder, '3')] });
  const pair = (kinds: string) =>
    app.query(`insert into merge_candidates (first_id, second_id, ground, raised_by, raised_at)
      select min(id), max(id), 'identifiers', 'test', now() from subjects where ${kinds} returning id`);
  const [persons] = await pair(`kind = 'person'`);
  const answer = await registrar.api('/subjects/merge-candidates');
  const text = await answer.text();
  expect(text).not.toContain(aCitizenId('1'));
  expect(text).not.toContain('E12345678');
  expect(text).not.toContain('示例甲乙');
  expect(text).toContain('示**乙');
  expect((await merge(Number(persons?.id))).status).toBe(200);
  const [mixed] = await pair(`merged_into is null`);
  const refused = await merge(Number(mixed?.id));
  expect([refused.status, (await refused.json()).code]).toEqual([422, 'merge.kinds-differ']);
});
