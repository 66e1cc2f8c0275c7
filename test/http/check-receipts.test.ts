import { beforeEach, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aStoredListing, aStoredRecord, aSubject } from '../kit/facts.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';

let app: TestApp;
let window: Awaited<ReturnType<TestApp['agency']>>;
let feeder: Awaited<ReturnType<TestApp['agency']>>;

beforeEach(async () => {
  app = await makeApp();
  window = await app.agency('ZWFW', ['window'], [], '示例政务服务中心');
  feeder = await app.agency('SCJG', ['feeder'], [], '示例市场监管局');
});

const check = async (code: string, about: Record<string, unknown> = {}, type = 'uscc') =>
  (
    await window.api('/checks', {
      method: 'POST',
      json: { subject: { type, code }, purpose: 'commitment', caseNo: 'BJ-1', ...about },
    })
  ).json();
const show = async (no: string) => (await window.api(`/checks/${no}`)).json();
const recheck = (no: string, init: Record<string, unknown> = {}) =>
  window.api(`/checks/${no}/recheck`, { method: 'POST', ...init });
const verify = async (no: string, code: string) => app.request(`/public/checks/${no}?code=${code}`);

test('a clean answer too has a receipt: number, time, verdict, data version, lists covered with their freshness', async () => {
  const court = await app.agency('FY', ['feeder'], ['judgment-defaulter'], '示例人民法院');
  await app.query(`insert into feeds values ($1, 'judgment-defaulter', '2026-11-23T08:00:00Z')`, [court.id]);
  const body = await check(aUscc('clean'));
  expect(body).toMatchObject({ outcome: 'eligible', greenChannel: null });
  expect(body.receipt).toMatchObject({
    no: body.no,
    decidedAt: body.decidedAt,
    outcome: 'eligible',
    validUntil: '2026-11-25T00:00:00+08:00',
    dataVersion: expect.stringMatching(/^\d+\.\d+$/),
    signature: expect.stringMatching(/^[0-9A-Z]{32}$/),
  });
  expect(body.receipt.covers).toContainEqual({
    catalog: 'judgment-defaulter',
    source: '示例人民法院',
    lastGoodOn: '2026-11-23',
  });
  expect(body.receipt.covers.map(({ catalog }: { catalog: string }) => catalog)).toEqual(
    expect.arrayContaining(['serious-violation', 'false-commitment', 'administrative-penalty']),
  );
  expect((await show(body.no)).receipt).toEqual(body.receipt);
});

test('the code on the sheet is the head of the signature, and both prove the sheet', async () => {
  const { no, verifyUrl, receipt } = await check(aUscc('sheet'), { caseNo: 'BJ\u001f3', matter: 'M-1' });
  const code = new URL(verifyUrl).searchParams.get('code') ?? '';
  expect(receipt.signature.startsWith(code)).toBe(true);
  for (const proof of [code, receipt.signature, code.toLowerCase()])
    expect(await (await verify(no, proof)).json()).toEqual({
      no,
      decidedAt: receipt.decidedAt,
      outcome: 'eligible',
      valid: true,
    });
  expect((await verify(no, receipt.signature.replace(/.$/, '!'))).status).toBe(404);
});

test('an answer that was changed in the database behind our back is no longer vouched for', async () => {
  const { no, receipt } = await check(aUscc('forged'));
  await app.query(`alter table checks disable trigger checks_append_only`);
  await app.query(`update checks set outcome = 'ineligible'`);
  await app.query(`alter table checks enable trigger checks_append_only`);
  expect((await verify(no, receipt.signature.slice(0, 10))).status).toBe(404);
});

test('an answer stands for the days of the setting, as they were when it was given', async () => {
  await app.query(`update settings set value = '3' where key = 'check.validity'`);
  app.setNow('2026-11-24T03:00:00Z');
  const { no, receipt } = await check(aUscc('days'));
  await app.query(`update settings set value = '1' where key = 'check.validity'`);
  app.setNow('2026-11-26T15:59:59Z');
  expect((await show(no)).validity).toEqual({ isValid: true, validUntil: receipt.validUntil, why: null });
  app.setNow('2026-11-26T16:00:00Z');
  expect((await show(no)).validity).toMatchObject({ isValid: false, why: 'expired' });
});

test.each([['revoked'], ['repaired']])('an answer is invalid once its ground was %s', async (state) => {
  const code = aUscc('ground');
  const listing = await aStoredListing(app, {
    subjectId: await aSubject(app, { code, name: '甲' }),
    agencyId: feeder.id,
  });
  const { no, receipt } = await check(code);
  await app.query(`update listings set state = $2, ended_on = '2026-11-24' where id = $1`, [listing, state]);
  expect((await show(no)).validity).toMatchObject({ isValid: false, why: 'recalled' });
  expect(await (await verify(no, receipt.signature)).json()).toMatchObject({ valid: false });
  expect((await show(no)).receipt).toEqual(receipt);
});

test('a re-check is a new check, linked, and says what appeared', async () => {
  const code = aUscc('again');
  const subjectId = await aSubject(app, { code, name: '甲' });
  const first = await check(code, { matter: 'M-1' });
  const same = await (await recheck(first.no)).json();
  expect(same).toMatchObject({ outcome: 'eligible', matter: 'M-1', caseNo: 'BJ-1' });
  expect(same.recheck).toEqual({
    of: first.no,
    differs: false,
    outcomeBefore: 'eligible',
    changes: [],
    ruleSetBefore: null,
  });
  await aStoredListing(app, { subjectId, agencyId: feeder.id });
  app.setNow('2026-11-24T02:05:00Z');
  const later = await (await recheck(first.no)).json();
  expect(later).toMatchObject({
    outcome: 'ineligible',
    recheck: {
      differs: true,
      outcomeBefore: 'eligible',
      changes: [{ change: 'appeared', code: 'list.serious-violation' }],
    },
  });
  expect(await show(first.no)).toMatchObject({ outcome: 'eligible', recheckedBy: [same.no, later.no] });
  expect(await show(later.no)).toMatchObject({
    recheck: { of: first.no, differs: true },
    recheckedBy: [],
  });
  expect(
    await app.query(
      `select about->>'recheckOf' as of from audit_lines where action = 'check.run' order by id`,
    ),
  ).toEqual([{ of: null }, { of: first.no }, { of: first.no }]);
});

test('a re-check after a repair says that a reason fell, and not what it was', async () => {
  const code = aUscc('repaired');
  const listing = await aStoredListing(app, {
    subjectId: await aSubject(app, { code, name: '甲' }),
    agencyId: feeder.id,
  });
  const { no } = await check(code);
  await app.query(`update listings set state = 'repaired', ended_on = '2026-11-24' where id = $1`, [listing]);
  const text = await (await recheck(no)).text();
  expect(JSON.parse(text)).toMatchObject({
    outcome: 'eligible',
    recheck: { outcomeBefore: 'ineligible', changes: [{ change: 'fell', code: 'no-longer-shown' }] },
  });
  expect(text).not.toContain('严重违法');
});

test('a person is found again without the number, another agency may not re-check, and a repeat of the key makes one check', async () => {
  const code = aCitizenId('again');
  const { no } = await check(code, {}, 'citizen-id');
  const subjectId = await aSubject(app, { type: 'citizen-id', code, name: '示例某' });
  await aStoredListing(app, { subjectId, agencyId: feeder.id, list: 'judgment-defaulter' });
  const headers = { 'idempotency-key': 'again-1' };
  const text = await (await recheck(no, { headers })).text();
  expect(JSON.parse(text)).toMatchObject({ outcome: 'ineligible', subject: { isKnown: true } });
  expect(text).not.toContain(code);
  expect(await (await recheck(no, { headers })).text()).toBe(text);
  expect(await app.query(`select count(*)::int as n from checks`)).toEqual([{ n: 2 }]);
  const other = await app.agency('OTHER', ['window']);
  expect((await other.api(`/checks/${no}/recheck`, { method: 'POST' })).status).toBe(404);
});

const honoured = async (seed: string, dueOn: string | null) => {
  const code = aUscc(seed);
  const subjectId = await aSubject(app, { code, name: '甲' });
  const listing = await aStoredListing(app, {
    subjectId,
    agencyId: feeder.id,
    list: 'honour',
    kind: 'honour',
    dueOn,
  });
  return { code, subjectId, listing };
};

test('an honour gives the green channel with its incentives, until the day it ends, even before the nightly job', async () => {
  const { code } = await honoured('honoured', '2026-11-25');
  const body = await check(code);
  expect(body).toMatchObject({
    isGreenLane: true,
    greenChannel: {
      honours: [{ list: 'honour', title: '示例事由', authority: '示例机关', until: '2026-11-25' }],
      incentives: [{ code: 'INCENTIVE.CONVENIENCE' }],
    },
  });
  app.setNow('2026-11-24T16:00:00Z');
  expect(await check(code)).toMatchObject({ outcome: 'eligible', isGreenLane: false, greenChannel: null });
  await jobNamed('end-due-listings').run(app.deps, new Date());
  expect(await check(code)).toMatchObject({ isGreenLane: false, greenChannel: null });
  expect(await show(body.no)).toMatchObject({ isGreenLane: true });
});

test('no green channel beside a reason, nor for an honour of somebody who answers for the applicant', async () => {
  const { code, subjectId } = await honoured('both', null);
  await aStoredListing(app, { subjectId, agencyId: feeder.id });
  expect(await check(code)).toMatchObject({ outcome: 'ineligible', isGreenLane: false, greenChannel: null });
  const shop = aUscc('92shop');
  const owner = await honoured('owner', null);
  const shopId = await aSubject(app, { code: shop, name: '店', kind: 'individual-business' });
  await app.query(`insert into subject_links values ($1, $2, 'operator', '2026-01-01')`, [
    shopId,
    owner.subjectId,
  ]);
  expect(await check(shop)).toMatchObject({ outcome: 'eligible', greenChannel: null });
});

test('an honour that was revoked since is shown on no earlier answer', async () => {
  const { code, listing } = await honoured('lost', null);
  const { no } = await check(code);
  await app.query(`update listings set state = 'revoked', ended_on = '2026-11-24' where id = $1`, [listing]);
  const text = JSON.stringify(await show(no));
  expect(JSON.parse(text).greenChannel).toBeNull();
  expect(text).not.toContain('示例事由');
});

test('a fact that was no reason and has been repaired since is shown on no earlier answer either', async () => {
  const code = aUscc('quiet');
  const record = await aStoredRecord(app, {
    subjectId: await aSubject(app, { code, name: '甲' }),
    agencyId: feeder.id,
    class: 'severe',
    publishedUntil: '2026-11-01',
  });
  const { no, outcome } = await check(code);
  expect(outcome).toBe('eligible');
  expect(JSON.stringify(await show(no))).toContain('示例机关');
  await app.query(`update records set state = 'repaired' where id = $1`, [record]);
  expect(JSON.stringify(await show(no))).not.toContain('示例机关');
});

test('ten thousand checks in one request: every one answered in order, kept, audited and signed', async () => {
  const listed = aUscc('batch-listed');
  await aStoredListing(app, {
    subjectId: await aSubject(app, { code: listed, name: '甲' }),
    agencyId: feeder.id,
  });
  const clean = aUscc('batch-clean');
  const checks = Array.from({ length: 10_000 }, (_, at) => ({
    subject: { type: 'uscc', code: at % 100 === 0 ? listed : at === 7 ? 'wrong' : clean },
    purpose: 'commitment',
  }));
  const { items } = await (await window.api('/checks/batch', { method: 'POST', json: { checks } })).json();
  expect(items).toHaveLength(10_000);
  for (const [at, item] of items.entries())
    if (at === 7) expect(item).toMatchObject({ ok: false, error: { code: 'subject.identifier' } });
    else if (item.check.outcome !== (at % 100 === 0 ? 'ineligible' : 'eligible'))
      throw new Error(`entry ${at}`);
  expect(await app.query(`select count(*)::int as n from checks`)).toEqual([{ n: 9_999 }]);
  expect(await app.query(`select count(*)::int as n from audit_lines where action = 'check.run'`)).toEqual([
    { n: 9_999 },
  ]);
  expect((await verify(items[5].check.no, items[5].check.receipt.signature)).status).toBe(200);
});
