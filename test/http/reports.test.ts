import { beforeEach, expect, test } from 'vitest';
import { expireListings } from '../../src/registry/listings/expire-listings.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { aDefaulterRow, upload } from '../kit/uploads.ts';

let city: City;
beforeEach(async () => {
  city = await makeCity();
});

type Body = Record<string, unknown>;
const ask = (subject: Body, more: Body = {}, headers: Record<string, string> = {}) =>
  city.post(city.window, '/reports', { subject, purpose: 'licensing', ...more }, headers);
const of = (seed: string) => ({ type: 'uscc', code: aUscc(seed) });
const own = { purpose: 'own-request', caseNo: 'BJ-2026-9', identityProof: { kind: 'document-seen' } };
const show = async (no: string, agency = city.window) => (await agency.api(`/reports/${no}`)).json();
const report = async (subject: Body, more: Body = {}) => {
  const made = await (await ask(subject, more)).json();
  return show(made.no);
};
type Shown = { sections: { no: number; name: string; items: { catalog: string }[] }[] };
const told = ({ sections }: Shown) =>
  sections.flatMap(({ no, items }) => items.map(({ catalog }) => `${no} ${catalog}`));

test('a report has the thirteen sections in order; each record stands in its category, with its authority and days', async () => {
  await city.list('1', { 企业名称: '示例1食品有限公司' });
  await city.punish('1', { 行政相对人名称: '示例1食品有限公司' });
  const made = await ask(of('1'), { caseNo: 'BJ-1' });
  expect(made.status).toBe(201);
  const { no, dataVersion, verifyUrl, madeAt } = await made.json();
  expect(no).toMatch(/^BG20261124-[0-9A-Z]{8}$/);
  expect(dataVersion).toMatch(/^20261124020000-[0-9a-f]{12}$/);
  expect(made.headers.get('location')).toBe(`/api/v1/reports/${no}`);
  const shown = await show(no);
  expect(shown).toMatchObject({
    no,
    madeAt,
    dataVersion,
    verifyUrl,
    agency: '示例市政务服务中心',
    purpose: 'licensing',
    caseNo: 'BJ-1',
    subject: { isKnown: true, kind: 'organisation', name: '示例1食品有限公司' },
    inquiries: null,
  });
  expect(shown.sections.map(({ no: place }: { no: number }) => place)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13,
  ]);
  expect(told(shown)).toEqual(['3 administrative-penalty', '6 serious-violation']);
  expect(shown.sections[5].items[0]).toMatchObject({
    authority: '示例市市场监督管理局',
    decidedOn: '2026-03-02',
    until: '2029-03-02',
    isListed: true,
    lines: expect.arrayContaining([{ label: '列入原因', text: '提交虚假材料取得登记' }]),
  });
});

test('a subject that nobody knows gets a report that says so everywhere', async () => {
  const shown = await report({ ...of('unknown'), name: '示例新设有限公司' }, own);
  expect(shown.subject).toMatchObject({ isKnown: false, name: '示例新设有限公司' });
  expect(told(shown)).toEqual([]);
  expect([shown.repairs, shown.disputes, shown.inquiries]).toEqual([[], [], null]);
});

test('a report never says more than the publicity period allows: ended, minor or repaired is not even hinted at', async () => {
  await city.punish('1');
  await city.punish('2', { 处罚类别: '警告', 处罚内容: '警告', '罚款金额（万元）': '' });
  expect(told(await report(of('1')))).toEqual(['3 administrative-penalty']);
  expect(told(await report(of('2')))).toEqual([]);
  city.setNow('2027-03-01T16:00:00.000Z');
  const later = await report(of('1'));
  const { no: _no, madeAt: _at, dataVersion: _version, verifyUrl: _url, subject: _subject, ...rest } = later;
  const clean = await report(of('nobody'));
  expect(rest).toEqual(Object.fromEntries(Object.keys(rest).map((key) => [key, clean[key]])));
});

test('a report shown again leaves out what has fallen since; only the auditor sees the stored whole', async () => {
  const auditor = await city.agency('SJJ', ['auditor'], [], '示例市审计局');
  await city.list('1');
  await city.punish('1', { 行政相对人名称: '示例1食品有限公司' });
  const { no } = await (await ask(of('1'))).json();
  await city.query(`update listings set state = 'repaired', ended_on = '2026-11-24'`);
  expect(told(await show(no))).toEqual(['3 administrative-penalty']);
  expect(told(await show(no, city.registrar))).toEqual(['3 administrative-penalty']);
  expect(told(await show(no, auditor))).toEqual(['3 administrative-penalty', '6 serious-violation']);
  await city.query(`update records set state = 'withdrawn'`);
  expect(told(await show(no))).toEqual([]);
});

test('a listing that has run out has gone from old reports and new ones, before and after the nightly job', async () => {
  await city.list('1');
  const { no } = await (await ask(of('1'))).json();
  city.setNow('2029-03-01T16:00:00.000Z');
  expect([told(await show(no)), told(await report(of('1')))]).toEqual([[], []]);
  await expireListings(city.operator);
  expect([told(await show(no)), told(await report(of('1')))]).toEqual([[], []]);
});

test('open cases about what is shown stand in the report, by their state', async () => {
  await city.list('1', { 列入日期: '2025-03-02' });
  const listing = await city.listingOf('1');
  await city.dispute({ listing }, '1');
  await city.apply({ listing }, '1');
  const shown = await report(of('1'));
  expect(shown.sections[5].items[0]).toMatchObject({ isDisputed: true });
  expect(shown.disputes).toMatchObject([{ state: 'open', raisedOn: '2026-11-24' }]);
  expect(shown.repairs.every(({ recordId }: { recordId: number }) => recordId > 0)).toBe(true);
});

test('one’s own report says who asked and who was told: time, agency, purpose, matter, nothing of the answers', async () => {
  await city.post(city.department, '/subscriptions', {
    name: '全部名单',
    filter: { lists: ['serious-violation'] },
    schedule: { kind: 'at-once' },
  });
  await city.list('1');
  await city.told();
  await city.query(
    `insert into matters (code, name, department, basis, is_commitment_allowed)
      values ('M-1', '食品经营许可', '示例市市场监督管理局', '示例', true)`,
  );
  await city.post(city.window, '/checks', {
    subject: of('1'),
    purpose: 'commitment',
    matter: 'M-1',
    caseNo: 'BJ-7',
  });
  city.setNow('2026-11-25T02:00:00.000Z');
  await city.file('1');
  await ask(of('1'), { purpose: 'funding' });
  const shown = await report(of('1'), own);
  expect(shown.inquiries).toMatchObject([
    {
      at: '2026-11-25T02:00:00Z',
      agency: '示例市政务服务中心',
      kind: 'file',
      purpose: 'licensing',
      matter: null,
    },
    { at: '2026-11-25T02:00:00Z', kind: 'report', purpose: 'funding' },
    {
      at: '2026-11-24T02:00:00Z',
      agency: '示例市政务服务中心',
      kind: 'check',
      purpose: 'commitment',
      matter: '食品经营许可',
    },
    { at: '2026-11-24T02:00:00Z', agency: '示例市财政局', kind: 'notice', purpose: null },
  ]);
  for (const inquiry of shown.inquiries)
    expect(Object.keys(inquiry).toSorted()).toEqual([
      'agency',
      'at',
      'kind',
      'matter',
      'purpose',
      'viewCount',
      'views',
    ]);
  expect((await report(of('1'))).inquiries).toBeNull();
  await city.query(`update audit_lines set at = at`).catch(() => undefined);
  city.setNow('2036-12-01T02:00:00.000Z');
  expect((await report(of('1'), own)).inquiries).toEqual([]);
});

test('what was asked of a file that was merged into this one counts as asked of it', async () => {
  await city.punish('1');
  await city.punish('2');
  await city.post(city.window, '/checks', { subject: of('2'), purpose: 'commitment' });
  expect((await report(of('1'), own)).inquiries).toEqual([]);
  await city.query(
    `update subjects set merged_into = (select subject_id from subject_identifiers where code = $1)
    where id = (select subject_id from subject_identifiers where code = $2)`,
    [aUscc('1'), aUscc('2')],
  );
  expect((await report(of('1'), own)).inquiries).toMatchObject([
    { kind: 'check', purpose: 'commitment', viewCount: 0, views: [] },
    { kind: 'report', viewCount: 1, views: [{ agency: '示例市政务服务中心' }] },
  ]);
});

test('one’s own report has one line a check: who looked at it later stands beneath, the latest first', async () => {
  await city.punish('1');
  const asked = { subject: of('1'), purpose: 'commitment', caseNo: 'BJ-7' };
  const { no } = await (await city.post(city.window, '/checks', asked)).json();
  const second = await (await city.post(city.window, '/checks', asked)).json();
  for (const [nth, by] of [city.window, city.registrar, city.window].entries()) {
    city.setNow(`2026-11-2${5 + nth}T02:00:00.000Z`);
    expect((await by.api(`/checks/${no}`)).status).toBe(200);
  }
  const { inquiries } = await report(of('1'), own);
  const checks = inquiries.filter(({ kind }: { kind: string }) => kind === 'check');
  expect(checks).toHaveLength(2);
  const looked = checks.find(({ viewCount }: { viewCount: number }) => viewCount > 0);
  expect(looked).toMatchObject({
    at: '2026-11-24T02:00:00Z',
    agency: '示例市政务服务中心',
    viewCount: 3,
    views: [
      { at: '2026-11-27T02:00:00Z', agency: '示例市政务服务中心' },
      { at: '2026-11-26T02:00:00Z' },
      { at: '2026-11-25T02:00:00Z' },
    ],
  });
  for (let more = 0; more < 25; more += 1) await city.window.api(`/checks/${second.no}`);
  const again = await report(of('1'), own);
  const many = again.inquiries.find(({ viewCount }: { viewCount: number }) => viewCount === 25);
  expect(many.views).toHaveLength(20);
});

test('who asked of a person is found; his number is nowhere', async () => {
  const code = aCitizenId('p');
  const rows = [
    aDefaulterRow(city.market, 'p', { '被执行人姓名/名称': '王小明', 已履行部分: `已由${code}履行` }),
  ];
  await upload(city, city.market, { catalog: 'judgment-defaulter', rows });
  const person = { type: 'citizen-id', code };
  await city.post(city.window, '/checks', { subject: person, purpose: 'commitment' });
  const bodies: string[] = [];
  const made = await ask(person, own);
  bodies.push(await made.clone().text());
  const { no, verifyUrl } = await made.json();
  for (const path of [`/api/v1/reports/${no}`, '/api/v1/reports'])
    bodies.push(await (await city.request(path, { key: city.window.key })).text());
  bodies.push(await (await city.request(verifyUrl.slice('http://registry.test'.length))).text());
  const shown = JSON.parse(bodies[1] ?? '');
  expect(shown.subject).toMatchObject({
    kind: 'person',
    name: '王小明',
    identifiers: [{ code: `${code.slice(0, 3)}***********${code.slice(-4)}` }],
  });
  expect(shown.inquiries).toMatchObject([{ kind: 'check', purpose: 'commitment' }]);
  for (const body of bodies) expect(body).not.toContain(code);
  const trail = JSON.stringify(await city.query(`select about from audit_lines`));
  expect(trail).not.toContain(code);
  const stored = await city.query(
    `select no, purpose, case_no, encode(sealed, 'escape') as sealed from reports`,
  );
  expect(JSON.stringify(stored)).not.toMatch(/王小明|judgment/);
  expect(no + verifyUrl).not.toContain(code);
});

test('whoever is handed a report sees that it is genuine and recent, and nothing of its subject', async () => {
  const { no, madeAt, verifyUrl } = await (await ask(of('1'), own)).json();
  const path = verifyUrl.slice('http://registry.test'.length);
  const verify = async (where: string) => (await city.request(where)).json();
  expect(await verify(path)).toEqual({ no, madeAt, valid: true });
  city.setNow('2026-12-24T02:00:00.000Z');
  expect(await verify(path)).toEqual({ no, madeAt, valid: false });
  expect(await verify(`/public/reports/${no}?code=WRONG`)).toMatchObject({
    status: 404,
    code: 'report.unknown',
  });
  expect(await verify(`/public/reports/BG20261124-00000000?code=X`)).toMatchObject({
    code: 'report.unknown',
  });
  expect((await city.request(`/public/reports/${no}`)).status).toBe(400);
});

test('the same key and body makes one report; another body is refused', async () => {
  const key = { 'idempotency-key': 'report-1' };
  const first = await (await ask(of('1'), own, key)).json();
  expect(await (await ask(of('1'), own, key)).json()).toEqual(first);
  expect((await ask(of('2'), own, key)).status).toBe(409);
  const { items } = await (await city.window.api('/reports?limit=1')).json();
  expect(items).toMatchObject([{ no: first.no, purpose: 'own-request', caseNo: 'BJ-2026-9' }]);
  expect(await city.query('select count(*)::int as count from reports')).toEqual([{ count: 1 }]);
});

test('a report is its agency’s; others, and roles without that duty, are turned away', async () => {
  const other = await city.agency('ZJJ', ['window'], [], '示例市住建局');
  const { no } = await (await ask(of('1'), own)).json();
  expect((await other.api(`/reports/${no}`)).status).toBe(404);
  expect((await (await other.api('/reports')).json()).items).toEqual([]);
  expect((await city.registrar.api(`/reports/${no}`)).status).toBe(200);
  for (const agency of [city.market, city.department]) {
    expect((await agency.api(`/reports/${no}`)).status).toBe(403);
    expect((await city.post(agency, '/reports', { subject: of('1'), ...own })).status).toBe(403);
  }
  expect((await city.request('/api/v1/reports')).status).toBe(401);
  const actions = await city.audit('report.');
  expect(actions).toEqual(['report.make', 'report.list', 'report.show']);
});

test.each<[string, Body, number, string]>([
  ['no purpose', { purpose: undefined }, 400, 'request.invalid'],
  ['a purpose that is none', { purpose: 'curiosity' }, 400, 'request.invalid'],
  ['an own request without a case', { purpose: 'own-request' }, 400, 'request.invalid'],
  [
    'a code that is wrong',
    { subject: { type: 'uscc', code: '91440300192317458G' } },
    422,
    'subject.identifier',
  ],
  [
    'a citizen’s number that is wrong',
    { subject: { type: 'citizen-id', code: '110101199003070000' } },
    422,
    'subject.identifier',
  ],
  ['a field too many', { asOf: '2026-01-01' }, 400, 'request.invalid'],
  ['a zero character', { caseNo: 'BJ\u0000' }, 400, 'request.invalid'],
])('%s is refused', async (_what, more, status, code) => {
  const answer = await ask(of('1'), more);
  const body = await answer.text();
  expect([answer.status, JSON.parse(body).code]).toEqual([status, code]);
  expect(body).not.toContain('110101199003070000');
});
