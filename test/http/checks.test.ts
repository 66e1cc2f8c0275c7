import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aStoredListing, aStoredRecord, aSubject } from '../kit/facts.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { runRecalls } from '../kit/run-jobs.ts';

let app: TestApp;
let window: Awaited<ReturnType<TestApp['agency']>>;
let feeder: Awaited<ReturnType<TestApp['agency']>>;

beforeEach(async () => {
  app = await makeApp();
  window = await app.agency('ZWFW', ['window'], [], '示例政务服务中心');
  feeder = await app.agency('SCJG', ['feeder'], [], '示例市场监管局');
});

const check = (subject: Record<string, string>, about: Record<string, unknown> = {}) =>
  window.api('/checks', {
    method: 'POST',
    json: { subject, purpose: 'commitment', caseNo: 'BJ-1', ...about },
  });
const auditLines = () =>
  app.query(`select action, subject_id, about from audit_lines where action like 'check.%' order by id`);

test('a valid code unknown to the registry is eligible, and the answer is kept with its number', async () => {
  const answer = await check({ type: 'uscc', code: aUscc('nobody') });
  expect(answer.status).toBe(201);
  const body = await answer.json();
  expect(body).toMatchObject({
    outcome: 'eligible',
    reasons: [],
    ruleSetVersion: 2,
    subject: { isKnown: false },
  });
  expect(body.no).toMatch(/^HC20261124-[0-9A-Z]{8}$/);
  expect(await app.query(`select no, outcome from checks`)).toEqual([{ no: body.no, outcome: 'eligible' }]);
  expect(await auditLines()).toMatchObject([
    { action: 'check.run', about: { no: body.no, purpose: 'commitment', caseNo: 'BJ-1' } },
  ]);
});

test('a live listing makes the applicant ineligible and says which list, who, which document and how to restore', async () => {
  const code = aUscc('listed');
  const subjectId = await aSubject(app, { code, name: '云岫示例建材有限公司' });
  await aStoredListing(app, { subjectId, agencyId: feeder.id, dueOn: '2029-01-05' });
  const body = await (
    await check({ type: 'uscc', code: code.toLowerCase(), name: '云岫示例建材有限公司' })
  ).json();
  expect(body.outcome).toBe('ineligible');
  expect(body.reasons).toMatchObject([
    {
      code: 'list.serious-violation',
      list: 'serious-violation',
      authority: '示例机关',
      since: '2026-01-05',
      until: '2029-01-05',
    },
  ]);
  expect(body.reasons[0].restore.length).toBeGreaterThan(5);
  expect(JSON.stringify(body)).not.toContain('ground');
});

test.each([['expired'], ['repaired'], ['revoked']])(
  'a %s listing neither counts nor shows',
  async (state) => {
    const code = aUscc('ended');
    await aStoredListing(app, {
      subjectId: await aSubject(app, { code, name: '甲' }),
      agencyId: feeder.id,
      state,
    });
    expect(await (await check({ type: 'uscc', code })).json()).toMatchObject({
      outcome: 'eligible',
      reasons: [],
    });
  },
);

test('a person is found by a number that stands nowhere in the answer, the stored check or the audit line', async () => {
  const code = aCitizenId('debtor');
  const subjectId = await aSubject(app, { type: 'citizen-id', code, name: '示例某' });
  await aStoredListing(app, { subjectId, agencyId: feeder.id, list: 'judgment-defaulter' });
  const answer = await check({ type: 'citizen-id', code, name: '示例某' });
  const text = await answer.text();
  expect(JSON.parse(text)).toMatchObject({
    outcome: 'ineligible',
    subject: { code: `${code.slice(0, 3)}***********${code.slice(-4)}` },
  });
  const stored = JSON.stringify([
    await app.query(`select c::text from checks c`),
    await app.query(`select a::text from audit_lines a`),
  ]);
  expect(text + stored).not.toContain(code);
});

test('the operator of a 个体工商户 answers for it, and the reason says whose listing it is', async () => {
  const code = aUscc('92shop');
  const shop = await aSubject(app, { code, name: '云岫示例便利店', kind: 'individual-business' });
  const operator = await aSubject(app, { type: 'citizen-id', code: aCitizenId('operator'), name: '示例乙' });
  await app.query(`insert into subject_links values ($1, $2, 'operator', '2026-01-01')`, [shop, operator]);
  await aStoredListing(app, { subjectId: operator, agencyId: feeder.id, list: 'judgment-defaulter' });
  const body = await (await check({ type: 'uscc', code })).json();
  expect([body.outcome, body.reasons[0].text]).toEqual(['ineligible', expect.stringContaining('示例乙')]);
});

test('only the legal representative listed asks for a person to judge', async () => {
  const code = aUscc('firm');
  const firm = await aSubject(app, { code, name: '云岫示例公司' });
  const person = await aSubject(app, { type: 'citizen-id', code: aCitizenId('legal'), name: '示例丙' });
  await app.query(`insert into subject_links values ($1, $2, 'legal-representative', '2026-01-01')`, [
    firm,
    person,
  ]);
  await aStoredListing(app, { subjectId: person, agencyId: feeder.id, list: 'judgment-defaulter' });
  expect(await (await check({ type: 'uscc', code })).json()).toMatchObject({
    outcome: 'review',
    reasons: [{ code: 'responsible-person.listed' }],
  });
});

test('a severe penalty counts inside its publicity, an ordinary one never', async () => {
  const severe = aUscc('severe');
  const ordinary = aUscc('ordinary');
  await aStoredRecord(app, {
    subjectId: await aSubject(app, { code: severe, name: '甲' }),
    agencyId: feeder.id,
    class: 'severe',
    publishedUntil: '2029-03-01',
  });
  await aStoredRecord(app, {
    subjectId: await aSubject(app, { code: ordinary, name: '乙' }),
    agencyId: feeder.id,
    class: 'ordinary',
    publishedUntil: '2027-03-01',
  });
  expect(await (await check({ type: 'uscc', code: severe })).json()).toMatchObject({
    outcome: 'ineligible',
    reasons: [{ code: 'penalty.severe', until: '2029-03-01' }],
  });
  expect(await (await check({ type: 'uscc', code: ordinary })).json()).toMatchObject({ outcome: 'eligible' });
});

test('a registered feeder that is silent makes every clean answer a review, until it uploads', async () => {
  const court = await app.agency('FY', ['feeder'], ['judgment-defaulter'], '示例人民法院');
  const code = aUscc('clean');
  expect(await (await check({ type: 'uscc', code })).json()).toMatchObject({
    outcome: 'review',
    reasons: [{ code: 'feed.stale' }],
  });
  await app.query(`insert into feeds values ($1, 'judgment-defaulter', '2026-11-23T00:00:00Z')`, [court.id]);
  app.setNow('2026-11-24T02:00:02Z');
  expect(await (await check({ type: 'uscc', code })).json()).toMatchObject({ outcome: 'eligible' });
  app.setNow('2026-12-01T02:00:00Z');
  expect(await (await check({ type: 'uscc', code })).json()).toMatchObject({ outcome: 'review' });
});

test('the matter counts once matters are loaded', async () => {
  const code = aUscc('clean');
  expect(await (await check({ type: 'uscc', code }, { matter: 'M-9' })).json()).toMatchObject({
    outcome: 'eligible',
  });
  await app.query(`insert into matters values ('M-1', '示例证明', '示例局', '示例依据', true, null)`);
  app.setNow('2026-11-24T02:00:02Z');
  expect(await (await check({ type: 'uscc', code }, { matter: 'M-1' })).json()).toMatchObject({
    outcome: 'eligible',
  });
  const unknown = await check({ type: 'uscc', code }, { matter: 'M-9' });
  expect([unknown.status, (await unknown.json()).code]).toEqual([422, 'check.matter-unknown']);
});

test('a name that fits neither the present nor a former name is a review', async () => {
  const code = aUscc('renamed');
  await aSubject(app, { code, name: '云岫新名公司', formerNames: ['云岫旧名公司'] });
  expect(await (await check({ type: 'uscc', code, name: '云岫旧名公司' })).json()).toMatchObject({
    outcome: 'eligible',
  });
  expect(await (await check({ type: 'uscc', code, name: '另一家公司' })).json()).toMatchObject({
    outcome: 'review',
    reasons: [{ code: 'subject.name-mismatch' }],
  });
});

test('a wrong check digit is explained and nothing is stored', async () => {
  const answer = await check({ type: 'uscc', code: '91440300192317458G' });
  expect([answer.status, await answer.json()]).toMatchObject([
    422,
    { code: 'subject.identifier', errors: [{ pointer: '/subject/code', code: 'uscc.check-digit' }] },
  ]);
  expect(await app.query(`select 1 from checks`)).toEqual([]);
});

test('an unknown field is refused, and an agency without the window role may not ask', async () => {
  expect((await check({ type: 'uscc', code: aUscc('x'), phone: '1' })).status).toBe(400);
  const refused = await feeder.api('/checks', {
    method: 'POST',
    json: { subject: { type: 'uscc', code: aUscc('x') }, purpose: 'commitment' },
  });
  expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'access.denied' }]);
});

test('the same Idempotency-Key gives the same check, with another body 409', async () => {
  const json = { subject: { type: 'uscc', code: aUscc('twice') }, purpose: 'commitment' };
  const ask = (body: unknown) =>
    window.api('/checks', { method: 'POST', json: body, headers: { 'idempotency-key': 'k1' } });
  const [first, second] = [await (await ask(json)).json(), await (await ask(json)).json()];
  expect(second).toEqual(first);
  expect(await app.query(`select no from checks`)).toHaveLength(1);
  expect(await auditLines()).toHaveLength(1);
  expect((await ask({ ...json, purpose: 'funding' })).status).toBe(409);
});

test('many checks at once each get their own answer, stored check and audit line', async () => {
  const listed = aUscc('many-listed');
  await aStoredListing(app, {
    subjectId: await aSubject(app, { code: listed, name: '甲' }),
    agencyId: feeder.id,
  });
  const codes = Array.from({ length: 300 }, (_, at) => (at % 3 === 0 ? listed : aUscc(`many-${at}`)));
  const bodies = await Promise.all(codes.map(async (code) => (await check({ type: 'uscc', code })).json()));
  expect(bodies.map(({ outcome }) => outcome)).toEqual(
    codes.map((code) => (code === listed ? 'ineligible' : 'eligible')),
  );
  expect(bodies.map(({ subject }) => subject.code)).toEqual(codes);
  expect(new Set(bodies.map(({ no }) => no)).size).toBe(300);
  expect(await app.query(`select count(*)::int as n from checks`)).toEqual([{ n: 300 }]);
  expect(await auditLines()).toHaveLength(300);
});

test('a batch answers in order, each entry its own outcome or error', async () => {
  const good = { subject: { type: 'uscc', code: aUscc('b') }, purpose: 'funding' };
  const answer = await window.api('/checks/batch', {
    method: 'POST',
    json: {
      checks: [
        good,
        { ...good, purpose: 'curiosity' },
        { ...good, subject: { type: 'uscc', code: '9144' } },
        good,
      ],
    },
  });
  const { items } = await answer.json();
  expect(items.map((item: { ok: boolean; error?: { code: string } }) => item.error?.code ?? item.ok)).toEqual(
    [true, 'request.invalid', 'subject.identifier', true],
  );
});

test('a sheet is verified by number and code alone, without anybody’s name', async () => {
  const { no, verifyUrl } = await (await check({ type: 'uscc', code: aUscc('sheet') })).json();
  const path = new URL(verifyUrl).pathname + new URL(verifyUrl).search;
  expect(await (await app.request(path)).json()).toEqual({
    no,
    decidedAt: '2026-11-24T02:00:00.000Z',
    outcome: 'eligible',
    valid: true,
  });
  app.setNow('2026-11-25T02:00:00Z');
  expect(await (await app.request(path)).json()).toMatchObject({ valid: false });
  expect((await app.request(`/public/checks/${no}?code=0000000000`)).status).toBe(404);
});

test('a clerk confirms once; another agency sees nothing', async () => {
  const other = await app.agency('OTHER', ['window']);
  const { no } = await (await check({ type: 'uscc', code: aUscc('confirm') })).json();
  expect((await other.api(`/checks/${no}`)).status).toBe(404);
  const confirm = (json: unknown) => window.api(`/checks/${no}/confirm`, { method: 'POST', json });
  expect((await confirm({ choice: 'departed' })).status).toBe(400);
  expect((await confirm({ choice: 'followed' })).status).toBe(200);
  expect(await (await confirm({ choice: 'followed' })).json()).toMatchObject({ code: 'check.confirmed' });
  expect(await (await window.api(`/checks/${no}`)).json()).toMatchObject({
    confirmation: { choice: 'followed' },
    agency: '示例政务服务中心',
  });
});

test('a reason that was revoked since reads no-longer-shown, for all but the auditor, and its agency is told', async () => {
  const auditor = await app.agency('SJJ', ['auditor']);
  const code = aUscc('fallen');
  const listing = await aStoredListing(app, {
    subjectId: await aSubject(app, { code, name: '甲' }),
    agencyId: feeder.id,
  });
  const { no } = await (await check({ type: 'uscc', code })).json();
  await app.query(`update listings set state = 'revoked', ended_on = '2026-11-24' where id = $1`, [listing]);
  const shown = await (await window.api(`/checks/${no}`)).json();
  expect(shown.reasons).toMatchObject([{ code: 'no-longer-shown', documentNo: null }]);
  expect(JSON.stringify(shown.facts)).not.toContain('示例机关');
  expect(await (await auditor.api(`/checks/${no}`)).json()).toMatchObject({
    reasons: [{ code: 'list.serious-violation' }],
  });
  await runRecalls(app.deps);
  await runRecalls(app.deps);
  expect(await (await window.api('/checks/recalls')).json()).toMatchObject({
    items: [{ checkNo: no, why: 'revoked' }],
    next: null,
  });
});

test('the list of checks is paged without loss or repeat', async () => {
  const made = [];
  for (let at = 0; at < 5; at++)
    made.push((await (await check({ type: 'uscc', code: aUscc(`page-${at}`) })).json()).no);
  const seen: string[] = [];
  let after = '';
  do {
    const body = await (await window.api(`/checks?limit=2${after && `&after=${after}`}`)).json();
    seen.push(...body.items.map(({ no }: { no: string }) => no));
    after = body.next ?? '';
  } while (after);
  expect(seen.toSorted()).toEqual(made.toSorted());
});

test('what no database can store is a clear refusal, and spoils none of the checks asked beside it', async () => {
  const codes = ['a', 'b', 'c', 'd'].map((seed) => aUscc(seed));
  const caseNos = ['BJ-1', 'BJ\u0000-2', 'BJ\u001f-3\u001e', 'BJ-4'];
  const answers = await Promise.all(
    codes.map((code, place) => check({ type: 'uscc', code }, { caseNo: caseNos[place] })),
  );
  expect(answers.map(({ status }) => status)).toEqual([201, 400, 201, 201]);
  expect(await answers[1]?.json()).toMatchObject({
    code: 'request.invalid',
    detail: expect.stringContaining('零字符'),
  });
  expect(await app.query(`select case_no from checks order by case_no collate "C"`)).toEqual([
    { case_no: 'BJ -3 ' },
    { case_no: 'BJ-1' },
    { case_no: 'BJ-4' },
  ]);
});
