import { beforeEach, describe, expect, test } from 'vitest';
import { sourceNoOf } from '../../src/intake/reading/prepared-row.rules.ts';
import { jobNamed } from '../../src/jobs.ts';
import { registrationCheckDigit, usccCheckChar } from '../../src/kernel/check-characters.ts';
import { orgCodeOf } from '../../src/kernel/uscc.ts';
import { identifierPurpose, lookupOf } from '../../src/registry/subjects/subject-lookup.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aStoredListing, aSubject } from '../kit/facts.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { aRegNo, aShopUscc, twoFilesOfOneShop } from '../kit/merges.ts';
import { entries, publish } from '../kit/public-lists.ts';
import { type Agency, aDefaulterRow, upload } from '../kit/uploads.ts';

let app: TestApp;
let court: Agency;
let window: Agency;

beforeEach(async () => {
  app = await makeApp();
  court = await app.agency('FAYUAN', ['feeder'], ['judgment-defaulter'], '示例市人民法院');
  window = await app.agency('ZWFW', ['window'], [], '示例政务服务中心');
  // Another debtor: the feed is fresh.
  await list(row('99', {}));
});

type Subject = { type: string; code: string; country?: string; name?: string };
const ask = async (path: string, json: object) => {
  const about = path === '/checks/batch' ? {} : { purpose: 'commitment', caseNo: 'BJ-1' };
  const answer = await window.api(path, { method: 'POST', json: { ...about, ...json } });
  return { status: answer.status, body: await answer.json() };
};
const check = async (subject: Subject) => (await ask('/checks', { subject })).body;
const codes = ({ reasons }: { reasons: { code: string }[] }) => reasons.map(({ code }) => code);

const row = (no: string, cells: Record<string, string>) =>
  aDefaulterRow(court, no, { 来源记录号: no, 案号: `（2026）示0101执${no}号`, ...cells });
const list = (...rows: Record<string, string>[]) =>
  upload(app, court, { catalog: 'judgment-defaulter', rows });
const files = async () =>
  app.query(`select count(distinct subject_id)::int as n from records where source_no <> '99'`);

// Through every door that finds a subject by a number.
const everyDoor = async (subject: Subject) => {
  const batch = await ask('/checks/batch', { checks: [{ subject, purpose: 'commitment' }] });
  const file = await ask('/files/query', { subject });
  const report = await ask('/reports', { subject });
  return {
    check: codes(await check(subject)),
    batch: codes(batch.body.items[0].check),
    file: file.body.listings?.length,
    report: report.status,
  };
};
const LISTED = 'list.judgment-defaulter';

describe.each([
  ['港澳居民来往内地通行证', 'hk-macao-permit', ['H12345678', 'h12345678 00', 'Ｈ1234567802']],
  [
    '台湾居民来往大陆通行证',
    'taiwan-permit',
    ['12345678', '1234567801', '1234567802(B)', '1234567801（A）', '1234567803B'],
  ],
  ['居民身份证', 'citizen-id', []],
])('%s', (document, type, spellings) => {
  test('each spelling finds the listing, whichever the court wrote', async () => {
    const seen: unknown[] = [];
    const legacy = aCitizenId('7');
    const all = type === 'citizen-id' ? [legacy, legacy.slice(0, 6) + legacy.slice(8, 17)] : spellings;
    for (const written of all) {
      app = await makeApp();
      court = await app.agency('FAYUAN', ['feeder'], ['judgment-defaulter'], '示例市人民法院');
      window = await app.agency('ZWFW', ['window'], [], '示例政务服务中心');
      await list(row('1', { 证件类型: document, 证件号码: written }));
      for (const code of all) seen.push(await everyDoor({ type, code }));
    }
    expect(new Set(seen.map((one) => JSON.stringify(one)))).toEqual(
      new Set([JSON.stringify({ check: [LISTED], batch: [LISTED], file: 1, report: 201 })]),
    );
  });

  test('rows in all spellings are one file', async () => {
    const legacy = aCitizenId('7');
    const all = type === 'citizen-id' ? [legacy, legacy.slice(0, 6) + legacy.slice(8, 17)] : spellings;
    const batch = await list(
      ...all.map((code, no) => row(String(no + 1), { 证件类型: document, 证件号码: code })),
    );
    expect(batch.counts).toMatchObject({ accepted: all.length });
    expect(await files()).toEqual([{ n: 1 }]);
  });
});

test('a firm listed by its organisation code is found by its credit code, and the other way round', async () => {
  const uscc = aUscc('920');
  const orgCode = orgCodeOf(uscc);
  const firm = { 主体类别: '法人及非法人组织', '被执行人姓名/名称': '示例九二有限公司', 法定代表人: '' };
  await list(
    row('1', { ...firm, 证件类型: '组织机构代码', 证件号码: `${orgCode.slice(0, 8)}-${orgCode.slice(8)}` }),
  );
  const all = { check: [LISTED], batch: [LISTED], file: 1, report: 201 };
  expect(await everyDoor({ type: 'uscc', code: uscc })).toEqual(all);
  expect(await everyDoor({ type: 'org-code', code: orgCode })).toEqual(all);
  await publish(app);
  expect(await entries(app, 'judgment-defaulter', uscc)).toHaveLength(1);
  expect(await entries(app, 'judgment-defaulter', orgCode)).toHaveLength(1);
});

test('a check is repeated, and asked for as of then, under every spelling too', async () => {
  await list(row('1', { 证件类型: '港澳居民来往内地通行证', 证件号码: 'H1234567801' }));
  const subject = { type: 'hk-macao-permit', code: 'H1234567802' };
  const { no } = await check(subject);
  const again = await (await window.api(`/checks/${no}/recheck`, { method: 'POST' })).json();
  const then = await ask('/checks/as-of', { subject, asOf: '2026-11-24T02:00:00.000Z' });
  expect([codes(again), codes(then.body)]).toEqual([[LISTED], [LISTED]]);
});

// As earlier releases filed it.
const filedBefore = async (code: string, name: string) => {
  const { vault } = app.deps;
  const id = await aSubject(app, { code: aUscc(code), name, kind: 'person' });
  const lookup = lookupOf(vault, 'hk-macao-permit', code);
  const sealed = await vault.seal(code, identifierPurpose(lookup));
  await app.deps.statement(
    `update subject_identifiers set lookup = $1, type = 'hk-macao-permit', code = null, sealed = $2
      where subject_id = $3`,
    [lookup, sealed, id],
  );
  return id;
};
const night = () => jobNamed('respell-permits').run(app.deps, app.deps.clock.now());

test('a permit filed before with its renewal figures is found as it was written, and by every spelling from its first night', async () => {
  const subjectId = await filedBefore('H1234567801', '示例陈');
  await aStoredListing(app, { subjectId, agencyId: court.id, list: 'judgment-defaulter' });
  expect(codes(await check({ type: 'hk-macao-permit', code: 'H1234567801' }))).toEqual([LISTED]);
  await night();
  await night();
  for (const code of ['H12345678', 'H1234567802'])
    expect(codes(await check({ type: 'hk-macao-permit', code }))).toEqual([LISTED]);
});

test('two files made before for one permit wait for the registrar, and a check of either says so', async () => {
  await filedBefore('H1234567801', '示例陈');
  await filedBefore('H1234567802', '示例陈');
  await night();
  const answer = await check({ type: 'hk-macao-permit', code: 'H12345678' });
  expect([answer.outcome, codes(answer)]).toEqual(['review', ['subject.uncertain']]);
  expect(answer.reasons[0].text).toContain('示*陈');
});

test('a row in the spelling of its record, made before without a number of its own, corrects that record', async () => {
  const cells = { 来源记录号: '', 证件类型: '港澳居民来往内地通行证' };
  await list(row('1', { ...cells, 证件号码: 'H1234567801' }));
  // What the earlier release derived from the number as it was written.
  const former = sourceNoOf(app.deps.vault, 'judgment-defaulter', {
    sourceNo: null,
    businessKey: [court.uscc, '(2026)示0101执1号', 'H1234567801'],
  });
  await app.query(`update records set source_no = $1, content_hash = 'before' where source_no <> '99'`, [
    former,
  ]);
  const batch = await list(row('1', { ...cells, 证件号码: 'H1234567801', 屏蔽日期: '2026-11-20' }));
  expect(batch.counts).toMatchObject({ corrected: 1, accepted: 0 });
  expect(codes(await check({ type: 'hk-macao-permit', code: 'H12345678' }))).toEqual([]);
});

describe('a known doubt', () => {
  const doubtful = async () => {
    const registrar = await app.agency('DJJG', ['registrar'], [], '示例登记机构');
    const feeder = await app.agency('SCJG', ['feeder'], ['administrative-penalty'], '示例市场监管局');
    const pair = await twoFilesOfOneShop(app, feeder);
    return { registrar, pair };
  };

  test('an open pair gives review at every check, with the other side, and an end when it is dismissed', async () => {
    const { registrar, pair } = await doubtful();
    const asked = [
      { type: 'uscc', code: aShopUscc(1) },
      { type: 'business-registration-no', code: aRegNo(1) },
    ];
    for (const subject of asked) {
      const answer = await check(subject);
      expect([answer.outcome, codes(answer)]).toEqual(['review', ['subject.uncertain']]);
      expect(answer.reasons[0].text).toMatch(/示例(便利店|杂货铺)/);
      const shown = await (await window.api(`/checks/${answer.no}`)).json();
      expect(shown.facts.filter(({ kind }: { kind: string }) => kind === 'doubt')).toHaveLength(1);
      const batch = await ask('/checks/batch', { checks: [{ subject, purpose: 'commitment' }] });
      expect(batch.body.items[0].check.outcome).toBe('review');
      const then = await ask('/checks/as-of', { subject, asOf: '2026-11-24T02:00:00.000Z' });
      expect(codes(then.body)).toEqual(['subject.uncertain']);
    }
    const dismissed = await registrar.api(`/subjects/merge-candidates/${pair.candidate}/dismiss`, {
      method: 'POST',
      json: { reason: '经核实为两家' },
    });
    expect(dismissed.status).toBe(200);
    for (const subject of asked) expect((await check(subject)).outcome).toBe('eligible');
  });

  test('a registration that names another firm’s organisation code gives review for both', async () => {
    const registry = await app.agency('SCJG', ['feeder'], ['registration'], '示例市场监管局');
    const firm = (no: string, orgCode: string) => ({
      来源记录号: no,
      主体名称: `示例${no}有限公司`,
      统一社会信用代码: aUscc(no),
      组织机构代码: orgCode,
      登记状态: '存续',
      成立日期: '2020-05-06',
      登记机关: registry.name,
      登记机关统一社会信用代码: registry.uscc,
    });
    await upload(app, registry, { catalog: 'registration', rows: [firm('1', '')] });
    await upload(app, registry, { catalog: 'registration', rows: [firm('2', orgCodeOf(aUscc('1')))] });
    for (const [no, other] of ['12', '21'].map((pair) => [...pair])) {
      const answer = await check({ type: 'uscc', code: aUscc(no ?? '') });
      expect([answer.outcome, codes(answer)]).toEqual(['review', ['subject.uncertain']]);
      expect(answer.reasons[0].text).toContain(`示例${other}有限公司`);
    }
  });

  test('one organisation code under two credit codes is two files, and review', async () => {
    const [first, second] = [aUscc('1'), aUscc('521')];
    const body = first.slice(8, 17);
    const seventeen = `51440300${body}`;
    const other = `${seventeen}${usccCheckChar(seventeen)}`;
    const firstId = await aSubject(app, { code: first, name: '示例一公司' });
    await app.query(
      `insert into subject_identifiers (lookup, subject_id, type, code, is_derived)
       select 'org-code:' || $1, $2, 'org-code', $1, true`,
      [body, firstId],
    );
    // Nobody has registered the second code yet.
    expect(codes(await check({ type: 'uscc', code: other }))).toEqual(['subject.uncertain']);
    await app.query(`update subjects set created_at = '2026-11-01T00:00:00Z'`);
    const then = { subject: { type: 'uscc', code: other }, asOf: '2026-11-24T02:00:00.000Z' };
    expect(codes((await ask('/checks/as-of', then)).body)).toEqual(['subject.uncertain']);
    await aSubject(app, { code: other, name: '示例二公司' });
    expect(codes(await check({ type: 'uscc', code: other }))).toEqual(['subject.uncertain']);
    expect((await check({ type: 'uscc', code: second })).outcome).toBe('eligible');
  });
});

describe('a passport', () => {
  const passport = { 证件类型: '护照', 证件号码: 'E12345678' };
  const asked = { type: 'passport', code: 'e 1234 5678' };

  test('with its country is one person’s, however the country is written', async () => {
    await list(row('1', { ...passport, 证件签发国: '美国' }));
    for (const country of ['USA', 'us', '美利坚合众国'])
      expect(await everyDoor({ ...asked, country })).toEqual({
        check: [LISTED],
        batch: [LISTED],
        file: 1,
        report: 201,
      });
    expect((await check({ ...asked, country: 'USA', name: '示例甲乙' })).outcome).toBe('ineligible');
  });

  test.each([
    ['without its country', {}],
    ['of another country', { country: 'GBR' }],
    ['of another name', { country: 'USA', name: '另示例' }],
  ])('%s is a doubt: review, never eligible, never ineligible', async (_, about) => {
    await list(row('1', { ...passport, 证件签发国: 'USA' }));
    const answer = await check({ ...asked, ...about });
    expect(answer.outcome).toBe('review');
    expect(codes(answer)).toContain('subject.uncertain');
    expect(JSON.stringify(answer)).not.toContain('E12345678');
  });

  test('on file without its country is a doubt too', async () => {
    await list(row('1', passport));
    for (const about of [{}, { country: 'USA' }]) {
      const answer = await check({ ...asked, ...about });
      expect([answer.outcome, codes(answer)]).toEqual(['review', ['subject.uncertain', LISTED]]);
    }
  });

  test('of another country has a file of its own, and neither file answers for the other', async () => {
    await list(row('1', { ...passport, 证件签发国: 'USA' }));
    await list(row('2', { ...passport, 证件签发国: 'FRA', '被执行人姓名/名称': '示例丙丁' }));
    expect(await files()).toEqual([{ n: 2 }]);
    const answer = await check({ ...asked, country: 'FRA', name: '示例丙丁' });
    expect([answer.outcome, codes(answer)]).toEqual(['ineligible', [LISTED]]);
    for (const door of ['/files/query', '/reports']) {
      const { status, body } = await ask(door, { subject: { ...asked, country: 'GBR' } });
      expect([status, body.code]).toEqual([409, 'subject.uncertain']);
    }
  });

  test('unknown to everybody is eligible; a country that nobody knows, or of no passport, is refused', async () => {
    expect((await check({ ...asked, country: 'USA' })).outcome).toBe('eligible');
    const refused = async (subject: Subject) => {
      const { status, body } = await ask('/checks', { subject });
      return [status, body.errors[0].code, body.errors[0].pointer];
    };
    const at = '/subject/country';
    expect(await refused({ ...asked, country: '乌有国' })).toEqual([422, 'identifier.country', at]);
    expect(await refused({ type: 'citizen-id', code: aCitizenId('1'), country: 'CHN' })).toEqual([
      422,
      'identifier.country-unused',
      at,
    ]);
    const batch = await list(row('1', { ...passport, 证件签发国: '乌有国' }));
    expect(batch.counts).toMatchObject({ rejected: 1 });
  });
});

test.each([
  ['900840198801011230', 'permanent-residence-id.region'],
  ['999000198801011230', 'permanent-residence-id.region'],
  ['USA110175130101', 'permanent-residence-id.birth-date'],
  ['USA110175023001', 'permanent-residence-id.birth-date'],
])('the residence card %s is refused: %s', async (code, fault) => {
  const { status, body } = await ask('/checks', { subject: { type: 'permanent-residence-id', code } });
  expect([status, body.errors.map((one: { code: string }) => one.code)]).toEqual([
    422,
    expect.arrayContaining([fault]),
  ]);
});

test('a person’s number in a column for other numbers or names is masked in every answer', async () => {
  const registry = await app.agency('SCJG', ['feeder'], ['registration'], '示例市场监管局');
  const citizen = aCitizenId('5');
  const legacy = ['5', '6', '8', '9', '11', '12']
    .map((seed) => aCitizenId(seed))
    .map((code) => code.slice(0, 6) + code.slice(8, 17))
    .find((code) => registrationCheckDigit(code.slice(0, 14)) !== code.charAt(14));
  const firm = (no: string, cells: Record<string, string>) => ({
    来源记录号: no,
    主体名称: `示例${no}有限公司`,
    统一社会信用代码: aUscc(no),
    工商注册号: '',
    税务登记号: '',
    登记状态: '存续',
    成立日期: '2020-05-06',
    登记机关: registry.name,
    登记机关统一社会信用代码: registry.uscc,
    ...cells,
  });
  const batch = await upload(app, registry, {
    catalog: 'registration',
    rows: [
      firm('1', { 工商注册号: legacy ?? '', 税务登记号: `${citizen}00` }),
      firm('2', { 主体名称: 'H1234567801' }),
      firm('3', { 统一社会信用代码: citizen }),
      firm('4', { 统一社会信用代码: legacy ?? '' }),
      firm('5', { 统一社会信用代码: 'M1234567801' }),
      firm('6', { 主体名称: '1234567801', 登记状态: '不明' }),
    ],
  });
  expect(batch.counts).toMatchObject({ accepted: 2, rejected: 4 });
  const said = [await (await registry.api(`/batches/${batch.id}/errors.json`)).text()];
  for (const no of ['1', '2'])
    said.push(
      JSON.stringify((await ask('/files/query', { subject: { type: 'uscc', code: aUscc(no) } })).body),
    );
  for (const no of ['1', '2']) said.push(await (await registry.api(`/records/registration/${no}`)).text());
  for (const number of [citizen, legacy ?? '', 'H1234567801', 'M1234567801', '1234567801'])
    expect(said.join('\n')).not.toContain(number);
});
