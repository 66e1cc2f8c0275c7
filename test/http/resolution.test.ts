import { beforeEach, expect, test } from 'vitest';
import { registrationCheckDigit } from '../../src/kernel/check-characters.ts';
import { orgCodeOf } from '../../src/kernel/uscc.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { type Agency, aDefaulterRow, aPenaltyRow, upload } from '../kit/uploads.ts';

let app: TestApp;
let feeder: Agency;

beforeEach(async () => {
  app = await makeApp();
  const catalogs = ['administrative-penalty', 'judgment-defaulter'];
  feeder = await app.agency('SCJG', ['feeder'], catalogs, '示例市场监管局');
});

const USCC = '行政相对人代码_1（统一社会信用代码）';
const REG_NO = '行政相对人代码_2（工商注册号）';
const ORG_CODE = '行政相对人代码_3（组织机构代码）';
const regNo = `44030110300001${registrationCheckDigit('44030110300001')}`;
const shop = { 行政相对人名称: '示例贸易有限公司', 行政相对人类别: '个体工商户' };
const penalties = (...rows: readonly Record<string, string>[]) =>
  upload(app, feeder, {
    catalog: 'administrative-penalty',
    rows: rows.map((cells, place) => aPenaltyRow(feeder, String(place + 1), { ...shop, ...cells })),
  });
const warningsOf = async (id: string) => {
  const { items } = await (await feeder.api(`/batches/${id}/errors.json`)).json();
  return items.flatMap(({ row, errors }: { row: number; errors: { code: string }[] }) =>
    errors.map(({ code }) => [row, code]),
  );
};
const subjectsOf = async () =>
  app.query(`select subject_id::int as id, count(*)::int as n from records group by 1 order by 1`);
const lookups = async () =>
  (await app.query(`select lookup from subject_identifiers where code is not null order by lookup`)).map(
    ({ lookup }) => lookup,
  );

test('a first-generation number and its 18 characters find one person, whichever comes first', async () => {
  const today = aCitizenId('1');
  const legacy = today.slice(0, 6) + today.slice(8, 17);
  const row = (no: string, code: string) =>
    aDefaulterRow(feeder, '1', { 来源记录号: no, 案号: `（2026）示0101执${no}号`, 证件号码: code });
  const batch = await upload(app, feeder, {
    catalog: 'judgment-defaulter',
    rows: [row('A', legacy), row('B', today), row('C', legacy)],
  });
  expect(batch.counts).toMatchObject({ accepted: 3, rejected: 0 });
  expect(await subjectsOf()).toMatchObject([{ n: 3 }]);
  expect(await warningsOf(batch.id)).toContainEqual([1, 'citizen-id.legacy-converted']);
  const check = {
    subject: { type: 'citizen-id', code: legacy, name: '示例甲乙' },
    purpose: 'commitment',
    caseNo: 'BJ-1',
  };
  const window = await app.agency('ZWFW', ['window'], []);
  const answer = await (await window.api('/files/query', { method: 'POST', json: check })).json();
  expect(answer.records).toHaveLength(3);
});

test('a first-generation number whose century nobody knows is refused, and told why', async () => {
  const row = aDefaulterRow(feeder, '1', { 证件号码: '440300600101997' });
  const batch = await upload(app, feeder, { catalog: 'judgment-defaulter', rows: [row] });
  expect(batch.counts).toMatchObject({ rejected: 1 });
  expect(await warningsOf(batch.id)).toEqual([[1, 'citizen-id.legacy-century']]);
});

test('an organisation code finds the subject that came with a credit code only', async () => {
  const batch = await penalties(
    { [USCC]: aUscc('921') },
    { [USCC]: '', [ORG_CODE]: orgCodeOf(aUscc('921')) },
  );
  expect(batch.counts).toMatchObject({ accepted: 2, warnings: 0 });
  expect(await subjectsOf()).toMatchObject([{ n: 2 }]);
});

test('a subject known by its organisation code takes the credit code that holds it', async () => {
  const orgCode = orgCodeOf(aUscc('921'));
  await penalties({ [USCC]: '', [ORG_CODE]: orgCode });
  await upload(app, feeder, {
    catalog: 'administrative-penalty',
    rows: [aPenaltyRow(feeder, '9', { ...shop, [USCC]: aUscc('921') })],
  });
  expect(await subjectsOf()).toMatchObject([{ n: 2 }]);
  expect(await lookups()).toEqual([`org-code:${orgCode}`, `uscc:${aUscc('921')}`]);
});

test('a row with an old number and a credit code joins them: what came before is found by either', async () => {
  const batch = await penalties(
    { [USCC]: '', [REG_NO]: regNo },
    { [USCC]: aUscc('921'), [REG_NO]: regNo },
    { [USCC]: aUscc('921') },
  );
  expect(batch.counts).toMatchObject({ accepted: 3 });
  expect(await subjectsOf()).toMatchObject([{ n: 3 }]);
  expect(await lookups()).toEqual([
    `business-registration-no:${regNo}`,
    `org-code:${orgCodeOf(aUscc('921'))}`,
    `uscc:${aUscc('921')}`,
  ]);
  expect(await app.query(`select 1 from merge_candidates`)).toEqual([]);
});

test('where two files speak, the credit code wins, nothing is joined, and the registrar is asked', async () => {
  await penalties({ [USCC]: aUscc('921') }, { [USCC]: '', [REG_NO]: regNo });
  const rows = [aPenaltyRow(feeder, '3', { [USCC]: aUscc('921'), [REG_NO]: regNo, ...shop })];
  const batch = await upload(app, feeder, { catalog: 'administrative-penalty', rows });
  expect(batch.counts).toMatchObject({ accepted: 1, held: 0 });
  expect(await warningsOf(batch.id)).toEqual([[1, 'subject.two-files']]);
  const [byCode] = await app.query(`select subject_id from subject_identifiers where type = 'uscc'`);
  expect(await app.query(`select subject_id from records where source_no = 'CF-3'`)).toEqual([byCode]);
  expect(await app.query(`select ground, state, first_id from merge_candidates`)).toEqual([
    { ground: 'identifiers', state: 'open', first_id: byCode?.subject_id },
  ]);
  await upload(app, feeder, {
    catalog: 'administrative-penalty',
    rows: [{ ...rows[0], 来源记录号: 'CF-4', 行政处罚决定书文号: '四号' }],
  });
  expect(await app.query(`select 1 from merge_candidates`)).toHaveLength(1);
});

test('a second credit code never joins a file that has one: it opens its own, and the registrar is asked', async () => {
  await penalties({ [USCC]: aUscc('921'), [REG_NO]: regNo });
  const rows = [aPenaltyRow(feeder, '2', { [USCC]: aUscc('922'), [REG_NO]: regNo, ...shop })];
  const batch = await upload(app, feeder, { catalog: 'administrative-penalty', rows });
  expect(await warningsOf(batch.id)).toEqual([[1, 'subject.two-files']]);
  expect(await subjectsOf()).toMatchObject([{ n: 1 }, { n: 1 }]);
  expect(await app.query(`select ground from merge_candidates`)).toEqual([{ ground: 'identifiers' }]);
});

test('an old number without a check digit finds a file but joins none', async () => {
  await penalties({ [USCC]: '', [REG_NO]: '4403011030000' });
  const rows = [aPenaltyRow(feeder, '2', { [USCC]: aUscc('922'), [REG_NO]: '4403011030000', ...shop })];
  await upload(app, feeder, { catalog: 'administrative-penalty', rows });
  expect(await subjectsOf()).toHaveLength(2);
  expect(await app.query(`select 1 from merge_candidates`)).toHaveLength(1);
});

test('an organisation code that is not in the credit code is named and not used', async () => {
  const batch = await penalties({ [USCC]: aUscc('921'), [ORG_CODE]: orgCodeOf(aUscc('922')) });
  expect(await warningsOf(batch.id)).toEqual([[1, 'subject.org-code-differs']]);
  expect(await lookups()).toEqual([`org-code:${orgCodeOf(aUscc('921'))}`, `uscc:${aUscc('921')}`]);
});

test('another name is kept beside the one on file, and the agency is told both', async () => {
  await penalties({ [USCC]: aUscc('921') });
  const rows = [
    aPenaltyRow(feeder, '2', { ...shop, [USCC]: aUscc('921'), 行政相对人名称: '示例商贸有限公司' }),
  ];
  const batch = await upload(app, feeder, { catalog: 'administrative-penalty', rows });
  const { items } = await (await feeder.api(`/batches/${batch.id}/errors.json`)).json();
  expect(items[0].errors).toMatchObject([{ code: 'subject.name-differs' }]);
  expect(items[0].errors[0].message).toMatch(/示例商贸有限公司.*示例贸易有限公司/);
  expect(await app.query(`select name, is_copy from subject_names`)).toEqual([
    { name: '示例商贸有限公司', is_copy: false },
  ]);
});

test('a trial run tells of two files and writes nothing', async () => {
  await penalties({ [USCC]: aUscc('921'), [REG_NO]: regNo });
  const rows = [aPenaltyRow(feeder, '2', { [USCC]: aUscc('922'), [REG_NO]: regNo, ...shop })];
  const batch = await upload(app, feeder, { catalog: 'administrative-penalty', rows, mode: 'dry-run' });
  expect(await warningsOf(batch.id)).toEqual([[1, 'subject.two-files']]);
  expect(await app.query(`select 1 from merge_candidates`)).toEqual([]);
  expect(await app.query(`select 1 from subjects`)).toHaveLength(1);
});
