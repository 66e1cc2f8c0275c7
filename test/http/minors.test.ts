import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aCitizenBornOn } from '../kit/identities.ts';
import { type Agency, aDefaulterRow, aPenaltyRow, upload } from '../kit/uploads.ts';

let app: TestApp;
let feeder: Agency;

beforeEach(async () => {
  app = await makeApp();
  feeder = await app.agency(
    'FAYUAN',
    ['feeder', 'window'],
    ['judgment-defaulter', 'administrative-penalty'],
    '示例市人民法院',
  );
});

const everything = async () => {
  const tables = await app.query(`select tablename from pg_tables where schemaname = 'public'`);
  const texts = await Promise.all(
    tables.map(({ tablename }) => app.query(`select t::text as line from "${String(tablename)}" t`)),
  );
  return JSON.stringify(texts);
};

const nobodysFirm = { '行政相对人代码_1（统一社会信用代码）': '', 法定代表人: '' };
const penaltyOf = (code: string, name: string, cells: Record<string, string> = {}) =>
  aPenaltyRow(feeder, name, {
    ...nobodysFirm,
    行政相对人名称: name,
    行政相对人类别: '自然人',
    证件类型: '身份证',
    证件号码: code,
    ...cells,
  });

const sixteen = aCitizenBornOn('2010-06-01');
const outcomeOf = async (code: string) => {
  const answer = await feeder.api('/checks', {
    method: 'POST',
    json: { subject: { type: 'citizen-id', code }, purpose: 'commitment' },
  });
  return (await answer.json()) as { subject: { isKnown: boolean }; reasons: { code: string }[] };
};

test('a debtor of sixteen is not listed: nothing of the row stays but its number', async () => {
  const row = aDefaulterRow(feeder, 'a', { 证件号码: sixteen, '被执行人姓名/名称': '虚构未成年' });
  const batch = await upload(app, feeder, { catalog: 'judgment-defaulter', rows: [row] });
  expect(batch.counts).toMatchObject({ rows: 1, rejected: 1, accepted: 0 });
  const told = await (await feeder.api(`/batches/${batch.id}/errors.json`)).json();
  expect(told.items).toMatchObject([{ row: 1, errors: [{ code: 'row.minor', column: '证件号码' }] }]);
  const csv = await (await feeder.api(`/batches/${batch.id}/errors.csv`)).text();
  const all = `${JSON.stringify(told)}${csv}${await everything()}`;
  for (const trace of [sixteen, '虚构未成年', '示0101执a号']) expect(all).not.toContain(trace);
  expect(await outcomeOf(sixteen)).toMatchObject({ subject: { isKnown: false } });
});

test.each([
  ['punished on the day before the eighteenth birthday', '2008-03-03', {}, 'rejected'],
  ['punished on the eighteenth birthday', '2008-03-02', {}, 'accepted'],
  ['of age at the decision, a minor at the act', '2008-03-02', { 违法行为日期: '2026-03-01' }, 'rejected'],
  ['a minor still, and the row has other faults', '2010-06-01', { 处罚决定日期: '2026-13-01' }, 'rejected'],
])('a person %s', async (_, bornOn, cells, what) => {
  const code = aCitizenBornOn(bornOn);
  const row = penaltyOf(code, '虚构当事人', cells);
  const batch = await upload(app, feeder, { catalog: 'administrative-penalty', rows: [row] });
  expect(batch.counts).toMatchObject({ rows: 1, [what]: 1 });
  if (what === 'accepted') return;
  const told = await (await feeder.api(`/batches/${batch.id}/errors.json`)).text();
  expect(told).toContain('row.minor');
  expect(`${told}${await everything()}`).not.toContain('虚构当事人');
});

const misread = `${sixteen.slice(0, 17)}${sixteen.endsWith('3') ? '4' : '3'}`;
test.each([
  ['with a wrong check character', misread],
  [
    'in full-width figures',
    misread.replace(/\d/g, (figure) => String.fromCharCode(figure.charCodeAt(0) + 0xfee0)),
  ],
  ['with blanks between', `${misread.slice(0, 6)} ${misread.slice(6, 14)} ${misread.slice(14)}`],
  ['cut to seventeen', sixteen.slice(0, 17)],
  ['as a program wrote it', '1.1010120100601E+17'],
])('a number %s keeps nothing of a minor either', async (_, code) => {
  const row = aDefaulterRow(feeder, 'a', { 证件号码: code, '被执行人姓名/名称': '虚构未成年' });
  const batch = await upload(app, feeder, { catalog: 'judgment-defaulter', rows: [row] });
  expect(batch.counts).toMatchObject({ rows: 1, rejected: 1 });
  const told = await (await feeder.api(`/batches/${batch.id}/errors.json`)).text();
  expect(`${told}${await everything()}`).not.toContain('虚构未成年');
});

test.each([
  ['the authority', { 处罚机关: '示例市公　安局' }],
  ['the penalty', { 处罚类别: '行政拘 留' }],
])('blanks in the name of %s hide no police penalty', async (_, cells) => {
  const row = aPenaltyRow(feeder, 'b', {
    处罚依据: '第四十三条第一款',
    违法事实: '虚构丙参与赌博',
    ...cells,
  });
  const batch = await upload(app, feeder, { catalog: 'administrative-penalty', rows: [row] });
  expect(batch.counts).toMatchObject({ rows: 1, rejected: 1 });
  expect(await everything()).not.toContain('虚构丙参与赌博');
});

test('an old permanent residence card tells the birth day too', async () => {
  const card = {
    证件类型: '外国人永久居留身份证',
    '被执行人姓名/名称': '虚构外籍未成年',
    证件号码: 'USA440310060112',
  };
  const rows = [
    aDefaulterRow(feeder, 'm', card),
    aDefaulterRow(feeder, 'n', { ...card, 证件号码: 'USA440380060112' }),
  ];
  const batch = await upload(app, feeder, { catalog: 'judgment-defaulter', rows });
  expect(batch.counts).toMatchObject({ rows: 2, rejected: 1, accepted: 1 });
  expect(await (await feeder.api(`/batches/${batch.id}/errors.json`)).text()).toContain('row.minor');
});

test('one record by itself is refused alike', async () => {
  const answer = await feeder.api('/records/judgment-defaulter/ZX-1', {
    method: 'PUT',
    json: {
      subjectKind: '自然人',
      subjectName: '虚构未成年',
      idType: '居民身份证',
      idNo: sixteen,
      caseNo: '（2026）示0101执1号',
      courtName: feeder.name,
      publishedOn: '2026-03-02',
      conduct: '违反财产报告制度',
      performance: '全部未履行',
      authorityName: feeder.name,
      authorityUscc: feeder.uscc,
    },
  });
  expect(answer.status).toBe(422);
  const text = await answer.text();
  expect(text).toContain('row.minor');
  expect(`${text}${await everything()}`).not.toContain(sixteen);
});

test.each([
  ['《治安法》第四十三条'],
  ['第四十三条第一款'],
  ['《治安管理条例》第十九条'],
  ['《公安机关办理行政案件程序规定》第一百七十二条'],
  [''],
])('a penalty of the police under “%s” is not kept', async (legalBasis) => {
  const police = await app.agency('GAJ', ['feeder'], ['administrative-penalty'], '示例市公安局');
  const secret = '虚构丙参与赌博';
  const row = aPenaltyRow(police, 'p', { 处罚依据: legalBasis, 违法事实: secret });
  const batch = await upload(app, police, { catalog: 'administrative-penalty', rows: [row] });
  expect(batch.counts).toMatchObject({ rows: 1, rejected: 1 });
  const told = await (await police.api(`/batches/${batch.id}/errors.json`)).text();
  expect(told).toContain('row.sealed-public-security');
  expect(`${told}${await everything()}`).not.toContain(secret);
});

test('a penalty of the police under a statute of the list is taken', async () => {
  const police = await app.agency('GAJ', ['feeder'], ['administrative-penalty'], '示例市公安局');
  const row = aPenaltyRow(police, 'p', { 处罚依据: '《中华人民共和国反电信网络诈骗法》第四十四条' });
  const batch = await upload(app, police, { catalog: 'administrative-penalty', rows: [row] });
  expect(batch.counts).toMatchObject({ rows: 1, accepted: 1 });
});
