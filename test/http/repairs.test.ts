import { beforeAll, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { addMissingYear } from '../../src/law/calendar/calendar.store.ts';
import { makeApp } from '../kit/app.ts';
import { makeCity } from '../kit/cases.ts';
import { openTestDb } from '../kit/database.ts';
import { aStoredListing, aSubject } from '../kit/facts.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { aDefaulterRow, upload } from '../kit/uploads.ts';

// The database is made before the first story, not within its time.
beforeAll(async () => void (await openTestDb()));

test('a SAMR listing is repaired after one year: too early, then in time, at grant at once, closed when all have confirmed', async () => {
  const city = await makeCity('2027-03-01T02:00:00Z');
  await city.post(city.department, '/subscriptions', { name: '严重失信', schedule: { kind: 'at-once' } });
  await city.list('1');
  const listing = await city.listingOf('1');
  await city.told();

  const early = await city.apply({ listing }, '1');
  const refusal = await early.json();
  expect([early.status, refusal.code]).toEqual([422, 'repair.too-early']);
  expect(refusal.detail).toContain('最早可于 2027-03-02 申请');

  city.setNow('2027-03-02T02:00:00Z');
  const answer = await city.apply({ listing }, '1');
  const repair = await answer.json();
  expect([answer.status, repair]).toMatchObject([
    201,
    {
      state: 'submitted',
      class: 'severe',
      rule: { no: 36 },
      possibleFrom: '2027-03-02',
      due: { workingDays: 3, provisional: true, overdue: false },
      subject: { name: '示例1食品有限公司' },
    },
  ]);
  expect((await city.apply({ listing }, '1')).status).toBe(409);
  expect((await city.file('1')).repairs).toMatchObject([
    { id: repair.id, listingId: listing, state: 'submitted' },
  ]);
  expect((await city.check('1')).outcome).toBe('ineligible');

  const path = `/repairs/${repair.id}`;
  expect(await city.read(city.post(city.market, `${path}/accept`, {}))).toMatchObject({
    state: 'accepted',
    due: { workingDays: 7 },
  });
  expect(await city.read(city.post(city.market, `${path}/extend`, { reason: '需要实地核查' }))).toMatchObject(
    {
      extended: true,
      due: { workingDays: 10, from: '2027-03-02' },
    },
  );
  expect((await city.post(city.market, `${path}/extend`, { reason: '再延一次' })).status).toBe(409);
  city.setNow('2027-03-08T02:00:00Z');
  expect(
    await city.read(city.post(city.market, `${path}/grant`, { documentNo: '示市监修〔2027〕1号' })),
  ).toMatchObject({
    state: 'syncing',
    grantedAt: '2027-03-08T02:00:00Z',
  });

  expect(await city.check('1')).toMatchObject({ outcome: 'eligible', reasons: [] });
  expect(await city.file('1')).toMatchObject({ records: [], listings: [], repairs: [] });
  const { items } = await city.read(city.department.api('/listings'));
  expect(items).toMatchObject([
    { state: 'repaired', endedOn: '2027-03-08', endGround: '信用修复（示市监修〔2027〕1号）' },
  ]);
  expect(await city.events()).toEqual(['credit.listing.created listed', 'credit.listing.removed repaired']);

  await city.settle();
  city.setNow('2027-03-15T02:00:00Z');
  const overdue = await city.read(city.registrar.api('/repairs?overdue=true'));
  expect(overdue.items).toMatchObject([
    { id: repair.id, state: 'syncing', awaiting: ['示例市财政局'], due: { overdue: true } },
  ]);
  const notices = await city.told();
  const lift = notices.items.find(({ type }: { type: string }) => type === 'credit.listing.removed');
  await city.post(city.department, `/notices/${lift.id}/receipt`, {});
  await city.settle();
  const shown = await city.read(city.window.api(path));
  expect(shown).toMatchObject({ state: 'completed', awaiting: [], due: null });
  expect(shown.steps.map(({ step, by }: Record<string, string>) => [step, by])).toEqual([
    ['apply', '示例市政务服务中心'],
    ['accept', '示例市市场监督管理局'],
    ['extend', '示例市市场监督管理局'],
    ['grant', '示例市市场监督管理局'],
    ['complete', '登记系统'],
  ]);
  expect(await city.audit('repair.')).toEqual([
    'repair.apply',
    'repair.accept',
    'repair.extend',
    'repair.grant',
    'repair.complete',
    'repair.list',
    'repair.complete',
    'repair.show',
  ]);
  expect(
    await city.query(
      `select about->>'purpose' as purpose, about->>'caseNo' as no from audit_lines
        where action = 'repair.apply'`,
    ),
  ).toEqual([{ purpose: 'own-request', no: 'BJ-1' }]);
});

const granted = async (city: Awaited<ReturnType<typeof makeCity>>, seed = '1') => {
  await city.list(seed);
  const repair = await city.read(city.apply({ listing: await city.listingOf(seed) }, seed));
  await city.post(city.market, `/repairs/${repair.id}/accept`, {});
  await city.post(city.market, `/repairs/${repair.id}/grant`, {});
  return repair.id as number;
};

test('a repair got by false material is undone: listed again with its old term, told, recorded, and barred where the city says so', async () => {
  const city = await makeCity('2027-04-01T02:00:00Z');
  await city.post(city.department, '/subscriptions', { name: '严重失信', schedule: { kind: 'at-once' } });
  const id = await granted(city);
  expect((await city.check('1')).outcome).toBe('eligible');
  city.setNow('2027-05-06T02:00:00Z');
  expect((await city.post(city.window, `/repairs/${id}/restore`, { reason: '缴款凭证系伪造' })).status).toBe(
    403,
  );
  expect((await city.post(city.market, `/repairs/${id}/restore`, {})).status).toBe(400);
  const restored = await city.read(
    city.post(city.market, `/repairs/${id}/restore`, { reason: '缴款凭证系伪造' }),
  );
  expect(restored).toMatchObject({ state: 'restored', restoredOn: '2027-05-06', due: null });
  const again = await city.check('1');
  expect(again).toMatchObject({
    outcome: 'ineligible',
    reasons: [{ code: 'list.serious-violation', until: '2029-03-02' }],
  });
  const file = await city.file('1');
  expect(file.listings).toMatchObject([{ state: 'listed', dueOn: '2029-03-02', endedOn: null }]);
  expect(file.repairs).toMatchObject([{ state: 'restored', restoredOn: '2027-05-06' }]);
  expect(await city.events()).toEqual([
    'credit.listing.created listed',
    'credit.listing.removed repaired',
    'credit.listing.created listed',
  ]);
  // No law bars a second application: a city may, for as long as it says.
  await city.query(
    `insert into settings (key, value, basis, valid_from)
      values ('repair.reapply-bar', '36', '本市', '2027-01-01')`,
  );
  const barred = await city.apply({ listing: await city.listingOf('1') }, '1');
  await city.query(`delete from settings where key = 'repair.reapply-bar' and valid_from = '2027-01-01'`);
  expect((await city.apply({ listing: await city.listingOf('1') }, '1')).status).toBe(201);
  expect([barred.status, (await barred.json()).detail]).toEqual([422, expect.stringContaining('2030-05-06')]);
  expect((await city.post(city.market, `/repairs/${id}/restore`, { reason: '再来一次' })).status).toBe(409);
  expect(await city.query(`select step from listing_steps order by id`)).toEqual([
    { step: 'list' },
    { step: 'repair' },
    { step: 'restore' },
  ]);
});

test('an old case follows the rule of its day: a food penalty waits a year under Order 58, three months under Order 36', async () => {
  const city = await makeCity('2026-03-20T02:00:00Z');
  await city.punish('g', { 处罚决定日期: '2025-12-01', 违法行为类型: '违反广告管理规定' });
  const before = await city.read(city.apply({ record: await city.recordOf('g') }, 'g'));
  city.setNow('2026-03-31T02:00:00Z');
  await city.punish('f', { 处罚决定日期: '2025-12-15', 违法行为类型: '违反食品安全管理规定' });
  const record = await city.recordOf('f');
  const old = await city.apply({ record }, 'f');
  expect([old.status, (await old.json()).detail]).toEqual([
    422,
    expect.stringContaining('最早可于 2026-12-15 申请'),
  ]);
  city.setNow('2026-04-01T02:00:00Z');
  const repair = await city.read(city.apply({ record }, 'f'));
  expect(repair).toMatchObject({ rule: { no: 36 }, class: 'ordinary', possibleFrom: '2026-03-15' });

  city.setNow('2026-04-20T02:00:00Z');
  await city.post(city.market, `/repairs/${before.id}/accept`, {});
  expect(await city.read(city.post(city.market, `/repairs/${before.id}/grant`, {}))).toMatchObject({
    rule: { no: 58, name: '失信行为纠正后的信用信息修复管理办法（试行）' },
    state: 'syncing',
  });
  expect((await city.file('g')).records).toEqual([]);
});

test('a term counts the make-up Saturday and skips the holiday, and the board puts what is overdue first', async () => {
  const city = await makeCity('2026-09-30T02:00:00Z');
  for (const seed of ['a', 'b']) await city.punish(seed, { 处罚决定日期: '2026-05-05' });
  const first = await city.read(city.apply({ record: await city.recordOf('a') }, 'a'));
  expect(first.due).toMatchObject({ on: '2026-10-10', provisional: false });
  city.setNow('2026-10-10T02:00:00Z');
  await city.apply({ record: await city.recordOf('b') }, 'b');
  expect((await city.read(city.registrar.api('/repairs?overdue=true'))).items).toEqual([]);
  city.setNow('2026-10-11T02:00:00Z');
  const board = await city.read(city.registrar.api('/repairs?limit=1'));
  expect(board.items).toMatchObject([{ id: first.id, due: { overdue: true } }]);
  const next = await city.read(city.registrar.api(`/repairs?limit=1&after=${board.next}`));
  expect(next).toMatchObject({ items: [{ due: { overdue: false } }], next: null });
});

test('a term across an unloaded year is provisional and is reckoned again when the year is known', async () => {
  const city = await makeCity('2026-12-30T02:00:00Z');
  await city.punish('y', { 处罚决定日期: '2026-06-01' });
  const { id, due } = await city.read(city.apply({ record: await city.recordOf('y') }, 'y'));
  expect(due).toMatchObject({ on: '2027-01-04', provisional: true });
  await jobNamed('reckon-dues').run(city.deps, city.deps.clock.now());
  expect((await city.read(city.market.api(`/repairs/${id}`))).due).toMatchObject({ provisional: true });
  const holidays: [string, string, string][] = [['元旦', '2027-01-01', '2027-01-03']];
  const notice = { year: 2027, source: '示例通知', holidays, workdays: [] };
  await addMissingYear(city.deps.db, notice, '2026-12-30T02:00:00Z');
  await jobNamed('reckon-dues').run(city.deps, city.deps.clock.now());
  expect((await city.read(city.market.api(`/repairs/${id}`))).due).toMatchObject({
    on: '2027-01-05',
    provisional: false,
  });
});

test('of two clerks one wins, and the other is told what the case is now, who made it so and when', async () => {
  const city = await makeCity('2027-04-01T02:00:00Z');
  await city.list('1');
  const { id } = await city.read(city.apply({ listing: await city.listingOf('1') }, '1'));
  await city.post(city.market, `/repairs/${id}/accept`, {});
  const both = await Promise.all([
    city.post(city.market, `/repairs/${id}/grant`, {}),
    city.post(city.market, `/repairs/${id}/refuse`, { reason: '尚未履行' }),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const problem = await both.find(({ status }) => status === 409)?.json();
  expect(problem.code).toBe('repair.wrong-stage');
  expect(problem.detail).toMatch(/案件现为“.+”：2027-04-01 10:00 由示例市市场监督管理局办理/);
  const [row] = await city.query(`select state from repairs`);
  const [listing] = await city.query(`select state from listings`);
  expect([row?.state, listing?.state]).toEqual(
    row?.state === 'syncing' ? ['syncing', 'repaired'] : ['refused', 'listed'],
  );
});

test('an application is taken once under one key, asks for its papers, and is nobody else’s', async () => {
  const city = await makeCity('2027-04-01T02:00:00Z');
  await city.list('1');
  const listing = await city.listingOf('1');
  const body = {
    target: { listing },
    subject: { type: 'uscc', code: aUscc('1') },
    reason: '已整改',
    received: ['duty-proof'],
  };
  const key = { 'idempotency-key': 'k-1' };
  const first = await city.read(city.post(city.window, '/repairs', body, key));
  expect(await city.read(city.post(city.window, '/repairs', body, key))).toEqual(first);
  expect((await city.post(city.window, '/repairs', { ...body, reason: '另一理由' }, key)).status).toBe(409);
  const path = `/repairs/${first.id}`;
  const bare = await city.post(city.market, `${path}/accept`, {});
  expect([bare.status, (await bare.json()).detail]).toEqual([422, expect.stringContaining('信用承诺书')]);
  await city.post(city.window, `${path}/supply`, { received: ['credit-commitment'] });
  const stranger = await city.agency('QTJ', ['feeder'], [], '示例市其他局');
  expect((await city.post(stranger, `${path}/accept`, {})).status).toBe(404);
  expect((await stranger.api(path)).status).toBe(404);
  expect((await city.read(stranger.api('/repairs'))).items).toEqual([]);
  expect((await city.read(city.post(city.registrar, `${path}/accept`, {}))).code).toBe('case.not-authority');
  expect(
    await city.read(city.post(city.registrar, `${path}/accept`, { documentNo: '示市监受〔2027〕2号' })),
  ).toMatchObject({ state: 'accepted' });
  expect((await city.post(city.window, `${path}/grant`, {})).status).toBe(403);
  expect((await city.post(city.market, `${path}/withdraw`, {})).status).toBe(403);
  expect(await city.read(city.post(city.window, `${path}/withdraw`, {}))).toMatchObject({
    state: 'withdrawn',
  });
  expect((await city.apply({ listing }, '1')).status).toBe(201);
});

test('an applicant is shown by number, the target must be theirs, and the authority may begin by itself', async () => {
  const city = await makeCity('2027-04-01T02:00:00Z');
  await city.list('1');
  await city.list('2');
  const listing = await city.listingOf('1');
  expect((await city.apply({ listing }, '2')).status).toBe(404);
  expect((await city.apply({ listing: 999_999 }, '1')).status).toBe(404);
  const bare = await city.post(city.window, '/repairs', { target: { listing }, reason: '已整改' });
  expect([bare.status, (await bare.json()).code]).toEqual([422, 'case.subject-required']);
  const own = await city.post(city.market, '/repairs', { target: { listing }, reason: '依职权核实已整改' });
  expect(await own.json()).toMatchObject({ applicant: 'authority', appliedBy: '示例市市场监督管理局' });
  expect((await city.apply({ listing, record: 1 }, '1')).status).toBe(400);
});

test('a person is named by mask only, and the court’s debtor may leave as soon as the debt is paid', async () => {
  const city = await makeCity();
  await upload(city, city.market, {
    catalog: 'judgment-defaulter',
    rows: [aDefaulterRow(city.market, 'p', { 发布时间: '2026-11-02' })],
  });
  const [listing] = await city.query(`select id from listings`);
  const answer = await city.post(city.window, '/repairs', {
    target: { listing: Number(listing?.id) },
    subject: { type: 'citizen-id', code: aCitizenId('p') },
    reason: '已全部履行',
    received: ['settlement-ruling'],
  });
  const text = await answer.text();
  expect(answer.status).toBe(201);
  expect(JSON.parse(text).subject).toEqual({ kind: 'person', name: '示**乙' });
  const board = await (await city.market.api('/repairs')).text();
  const lines = await city.query(`select about::text as about from audit_lines`);
  expect([text, board, JSON.stringify(lines)].filter((shown) => shown.includes(aCitizenId('p')))).toEqual([]);
  const { id } = JSON.parse(text);
  await city.post(city.market, `/repairs/${id}/accept`, {});
  await city.post(city.market, `/repairs/${id}/grant`, {});
  const checked = await city.read(
    city.post(city.window, '/checks', {
      subject: { type: 'citizen-id', code: aCitizenId('p') },
      purpose: 'commitment',
    }),
  );
  expect(checked.reasons.map(({ code }: { code: string }) => code)).not.toContain('list.judgment-defaulter');
});

test('an honour is nothing to repair, and what is repaired is not repaired again', async () => {
  const city = await makeCity('2027-04-01T02:00:00Z');
  const subjectId = await aSubject(city, { code: aUscc('h'), name: '示例荣誉公司' });
  const agencyId = city.market.id;
  const honour = await aStoredListing(city, { subjectId, agencyId, list: 'honour', kind: 'honour' });
  expect((await (await city.apply({ listing: honour }, 'h')).json()).code).toBe('repair.not-repairable');
  await granted(city);
  const again = await city.apply({ listing: await city.listingOf('1') }, '1');
  expect([again.status, (await again.json()).code]).toEqual([422, 'repair.not-repairable']);
  const fed = await city.list('1', { 列入原因: '更正后的事由' });
  expect(fed.counts).toMatchObject({ rejected: 1 });
});

test('refused with a reason and the way to object; nothing changes', async () => {
  const city = await makeCity('2027-04-01T02:00:00Z');
  await city.list('1');
  const { id } = await city.read(city.apply({ listing: await city.listingOf('1') }, '1'));
  expect((await city.post(city.market, `/repairs/${id}/reject`, {})).status).toBe(400);
  expect(
    await city.read(city.post(city.market, `/repairs/${id}/reject`, { reason: '罚款尚未缴清' })),
  ).toMatchObject({
    state: 'rejected',
    remedy: expect.stringContaining('行政复议'),
    due: null,
  });
  expect((await city.check('1')).outcome).toBe('ineligible');
  expect((await city.file('1')).repairs).toMatchObject([{ state: 'rejected' }]);
});

test('old settings stay as a deployment set them: the rule in force is a line with a first day', async () => {
  const app = await makeApp();
  expect(
    await app.query(`select value, valid_from from settings where key = 'repair.rule' order by valid_from`),
  ).toEqual([
    { value: 2019, valid_from: '2020-01-01' },
    { value: 58, valid_from: '2023-05-01' },
    { value: 36, valid_from: '2026-04-01' },
  ]);
});

test('whoever took over an authority’s duties decides its cases, and sees them', async () => {
  const city = await makeCity('2027-04-01T02:00:00Z');
  await city.list('1');
  const { id } = await city.read(city.apply({ listing: await city.listingOf('1') }, '1'));
  const heir = await city.agency('XSCJ', ['feeder'], ['serious-violation'], '示例市市场监督管理委员会');
  expect((await heir.api(`/repairs/${id}`)).status).toBe(404);
  await city.query(`update agencies set successor_id = $1 where code = 'SCJG'`, [heir.id]);
  expect((await city.read(heir.api('/repairs'))).items).toMatchObject([{ id }]);
  await city.post(heir, `/repairs/${id}/accept`, {});
  expect(await city.read(city.post(heir, `/repairs/${id}/grant`, {}))).toMatchObject({ state: 'syncing' });
  const { reasons } = await city.check('1');
  expect(reasons.map(({ code }: { code: string }) => code)).not.toContain('list.serious-violation');
});

test('a restored listing whose term is over by then ends the same night', async () => {
  const city = await makeCity('2029-02-20T02:00:00Z');
  const id = await granted(city);
  city.setNow('2029-03-05T02:00:00Z');
  await city.post(city.market, `/repairs/${id}/restore`, { reason: '缴款凭证系伪造' });
  expect((await city.check('1')).reasons).toEqual([]);
  await jobNamed('end-due-listings').run(city.deps, city.deps.clock.now());
  expect(await city.query(`select state, end_ground from listings`)).toEqual([
    { state: 'expired', end_ground: '期限届满' },
  ]);
});
