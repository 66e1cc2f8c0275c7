import { beforeEach, expect, test } from 'vitest';
import { makeCity } from '../kit/cases.ts';
import { dumpOf } from '../kit/dump.ts';
import { aBankCard, aCitizenId, aMobile, aUscc } from '../kit/identities.ts';
import { postForm } from '../kit/page.ts';
import { aViolationRow, csvOf, upload } from '../kit/uploads.ts';

// What a feeder's row or a clerk's form brings along, and what of it the database holds.
const NUMBER = aCitizenId('in a row');
let city: Awaited<ReturnType<typeof makeCity>>;

beforeEach(async () => {
  city = await makeCity();
});

const violation = (seed: string, cells: Record<string, string>) => aViolationRow(city.market, seed, cells);

test('a row with a person’s number for its own or its document’s is refused by column, the others are taken', async () => {
  const batch = await upload(city, city.market, {
    catalog: 'serious-violation',
    rows: [
      violation('1', {}),
      violation('2', { 来源记录号: NUMBER }),
      violation('3', { 列入决定书文号: `示市监罚〔${NUMBER}〕` }),
      violation('4', { 来源记录号: '440300202603150017' }),
    ],
  });
  expect(batch.counts).toMatchObject({ rows: 4, accepted: 2, rejected: 2 });
  const answer = await city.market.api(`/batches/${batch.id}/errors.json`);
  const text = await answer.text();
  const { items } = JSON.parse(text);
  const told = items.map(({ row, errors }: { row: number; errors: { column: string; code: string }[] }) => [
    row,
    ...errors.map(({ column, code }) => `${column} ${code}`),
  ]);
  expect(told).toEqual([
    [2, '来源记录号 text.personal-number'],
    [3, '列入决定书文号 text.personal-number'],
  ]);
  expect(text).not.toContain(NUMBER);
  expect(await dumpOf(city)).not.toContain(NUMBER);
  expect(await (await city.market.api(`/batches/${batch.id}/errors.csv`)).text()).toContain(NUMBER);
});

test('of a row’s sentences the numbers are masked, the row is taken and the clerk is told', async () => {
  const [card, mobile] = [aBankCard('in a row'), aMobile('in a row')];
  const batch = await upload(city, city.market, {
    catalog: 'serious-violation',
    rows: [violation('1', { 列入原因: `经营者${NUMBER}以卡${card}收款，电话${mobile}` })],
  });
  expect(batch.counts).toMatchObject({ rows: 1, accepted: 1 });
  const kept = await dumpOf(city);
  for (const number of [NUMBER, card, mobile]) expect(kept).not.toContain(number);
  const errors = await (await city.market.api(`/batches/${batch.id}/errors.json`)).text();
  expect(errors).toContain('value.identity-number-masked');
  for (const number of [NUMBER, card, mobile]) expect(errors).not.toContain(number);
});

test('one record by PUT: a number in its address or its document number is refused', async () => {
  const at = (sourceNo: string) => `/records/serious-violation/${sourceNo}`;
  const { 来源记录号: _, ...json } = violation('1', {});
  const byAddress = await city.market.api(at(NUMBER), { method: 'PUT', json });
  expect([byAddress.status, (await byAddress.json()).code]).toEqual([422, 'text.personal-number']);
  const bad = { ...json, 列入决定书文号: NUMBER };
  const byColumn = await city.market.api(at('YZ-1'), { method: 'PUT', json: bad });
  const told = await byColumn.json();
  expect([byColumn.status, told.code]).toEqual([422, 'record.rejected']);
  expect(told.errors).toMatchObject([{ column: '列入决定书文号', code: 'text.personal-number' }]);
  expect((await city.market.api(at('YZ-1'), { method: 'PUT', json })).status).toBe(201);
  expect(await dumpOf(city)).not.toContain(NUMBER);
});

test('a file’s name is kept without the number in it', async () => {
  const body = new FormData();
  body.set('file', new Blob([csvOf([violation('1', {})])], { type: 'text/csv' }), `${NUMBER}.csv`);
  const answer = await city.market.api('/batches?catalog=serious-violation', { method: 'POST', body });
  expect(answer.status).toBe(202);
  expect(await dumpOf(city)).not.toContain(NUMBER);
});

test('the desk draws a refused form again and says at which field', async () => {
  const clerk = await city.person('ZWFW', '示例窗口', ['window']);
  const subject = { 'subject.type': 'uscc', 'subject.code': aUscc('1') };
  const said = async (path: string, form: Record<string, string>) => {
    const page = await postForm(clerk, path, { ...subject, ...form });
    return [page.status, (await page.text()).includes('个人证件号码')];
  };
  expect(await said('/desk/checks', { purpose: 'commitment', caseNo: NUMBER })).toEqual([422, true]);
  expect(await said('/desk/reports', { purpose: 'licensing', caseNo: NUMBER })).toEqual([422, true]);
  expect(await city.query('select 1 as one from checks')).toEqual([]);
  expect(await dumpOf(city)).not.toContain(NUMBER);
});

test('a failed sign-in leaves a line without what was typed for an agency', async () => {
  const json = { agency: NUMBER, name: NUMBER, password: 'x' };
  const answer = await city.request('/api/v1/session', { method: 'POST', json });
  expect(answer.status).toBe(401);
  expect(await dumpOf(city)).not.toContain(NUMBER);
});
