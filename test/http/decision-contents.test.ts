import { beforeAll, beforeEach, expect, test } from 'vitest';
import { catalogs } from '../../src/law/catalogs/catalog-list.ts';
import { statesOf } from '../../src/law/catalogs/decision-contents.rules.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { openTestDb } from '../kit/database.ts';
import { aDefaulterRow, upload } from '../kit/uploads.ts';

let city: City;
beforeAll(async () => void (await openTestDb()));
beforeEach(async () => {
  city = await makeCity('2026-11-24T02:00:00Z');
});

const errorsOf = async ({ id }: { id: string }) =>
  (await city.read(city.market.api(`/batches/${id}/errors.json`))).items;
const listIn = async (code: string, who = city.registrar) =>
  (await city.read(who.api('/severe-lists'))).items.find((list: { code: string }) => list.code === code);

// 国办发〔2020〕49号第（八）项
test('a decision that leaves things unsaid lists all the same, with one warning that names them', async () => {
  const batch = await city.list('1', {
    列入依据: '',
    惩戒措施提示: '',
    移出条件和程序: '',
    救济措施: '',
    法定代表人或主要负责人: '',
  });
  expect(batch.counts).toMatchObject({ accepted: 1, warnings: 1 });
  const unsaid = ['法定代表人或主要负责人', '列入依据', '惩戒措施提示', '移出条件和程序', '救济措施'];
  const [row] = await errorsOf(batch);
  expect(row).toMatchObject({ verdict: 'warned', errors: [{ code: 'row.decision-incomplete' }] });
  expect(row.errors).toHaveLength(1);
  for (const header of unsaid) expect(row.errors[0].message).toContain(header);
  expect((await city.check('1')).outcome).toBe('ineligible');
  expect((await city.file('1')).records).toMatchObject([{ unsaid }]);
  expect(await listIn('serious-violation')).toMatchObject({ decisionStates: unsaid, incompleteDecisions: 1 });
  expect(await listIn('serious-violation', city.department)).toMatchObject({ incompleteDecisions: null });
  await city.list('1');
  expect((await city.file('1')).records).toMatchObject([{ unsaid: [] }]);
  expect(await listIn('serious-violation')).toMatchObject({ incompleteDecisions: 0 });
});

test('each list asks for its own; nobody answers for a person but himself', async () => {
  const blank = { 执行依据文号: '', 法定代表人或主要负责人: '' };
  const batch = await upload(city, city.market, {
    catalog: 'judgment-defaulter',
    rows: [aDefaulterRow(city.market, '1', blank)],
  });
  const [row] = await errorsOf(batch);
  expect(row.errors[0].message).toContain('执行依据文号');
  expect(row.errors[0].message).not.toMatch(/法定代表人|救济措施/);
  expect(await listIn('judgment-defaulter')).toMatchObject({ incompleteDecisions: 1 });
});

test('an entry that is removed by the same row is not asked for its decision', async () => {
  const batch = await city.list('1', { 救济措施: '', 移出日期: '2026-06-01', 移出原因: '提前移出' });
  const codes = (await errorsOf(batch)).flatMap(({ errors }: { errors: { code: string }[] }) =>
    errors.map(({ code }) => code),
  );
  expect(codes).not.toContain('row.decision-incomplete');
});

test.each(
  catalogs.filter(({ opens }) => opens === 'severe').map((catalog) => [catalog.code, catalog] as const),
)('%s says what its decisions must state, in columns that it has', (_, catalog) => {
  const names = catalog.fields.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining([...(catalog.decisionStates ?? [])]));
  expect(statesOf(catalog, 'organisation').length).toBeGreaterThanOrEqual(4);
});
