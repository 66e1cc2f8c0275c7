import { beforeEach, expect, test } from 'vitest';
import { type City, makeCity } from '../kit/cases.ts';
import { labelFaults, postForm } from '../kit/page.ts';
import { aViolationRow, upload } from '../kit/uploads.ts';

const LIST = 'serious-violation';
let city: City;
let registrar: Awaited<ReturnType<City['person']>>;

beforeEach(async () => {
  city = await makeCity('2026-11-24T02:00:00Z');
  registrar = await city.person('XXZX', '登记员', ['registrar']);
  await city.list('1');
});

const feed = (cells: Record<string, string> = {}) =>
  upload(city, city.market, { catalog: LIST, rows: [aViolationRow(city.market, '1', cells)] });
const shown = async (path: string) => (await registrar.page(path)).text();
const held = async () => {
  const html = await shown('/desk/held-records');
  expect(labelFaults(html)).toEqual([]);
  return /href="(\/desk\/held-records\/\d+)"/.exec(html)?.[1] ?? '';
};
const outcome = async () => (await city.check('1')).outcome;

test('a removal that waits is seen with who, when and why, and is confirmed by its document', async () => {
  await feed({ 移出日期: '2026-11-20', 移出事由: '履行义务' });
  expect(await shown('/desk')).toContain('href="/desk/held-records"');
  const path = await held();
  const html = await shown(path);
  for (const said of ['移出待确认', '最早为 2027-03-02', '示例市市场监督管理局', '2026-11-20', '列入原因'])
    expect(html).toContain(said);
  expect(labelFaults(html)).toEqual([]);
  const blank = await postForm(registrar, `${path}/admit`, { documentNo: '' });
  expect([blank.status, (await blank.text()).includes('请填写或选择：文书号')]).toEqual([422, true]);
  expect(await outcome()).toBe('review');
  const done = await postForm(registrar, `${path}/admit`, { documentNo: '示市监移〔2026〕3号' });
  expect([done.status, done.headers.get('location')]).toEqual([303, '/desk/held-records']);
  expect(await outcome()).toBe('eligible');
  expect(await held()).toBe('');
  expect((await registrar.page(path)).status).toBe(409);
});

test('a removal that is not confirmed leaves the listing in force', async () => {
  await feed({ 移出日期: '2026-11-20', 移出事由: '领导批示' });
  expect((await postForm(registrar, `${await held()}/refuse`, {})).status).toBe(303);
  expect(await outcome()).toBe('ineligible');
});

test('a row of a fallen decision names its end, and is brought back by a document or refused', async () => {
  const ended = { ground: '列入决定被人民法院判决撤销', documentNo: '（2026）示01行终8号' };
  await city.post(city.market, `/listings/${await city.listingOf('1')}/revocations`, ended);
  await feed();
  const path = await held();
  const html = await shown(path);
  for (const said of ['决定已终止，再次报送', '（2026）示01行终8号', '恢复列入'])
    expect(html).toContain(said);
  expect(html).not.toContain(`${path}/admit`);
  expect((await postForm(registrar, `${path}/admit`, {})).status).toBe(422);
  expect(labelFaults(html)).toEqual([]);
  const blank = await postForm(registrar, `${path}/restore`, { ground: '再审改判' });
  expect([blank.status, await outcome()]).toEqual([422, 'eligible']);
  expect(await blank.text()).not.toContain('documentNo（');
  const about = { ground: '再审改判，恢复列入', documentNo: '（2026）示再1号' };
  expect((await postForm(registrar, `${path}/restore`, about)).status).toBe(303);
  expect(await outcome()).toBe('ineligible');
});

test('nobody but the registrar sees what waits', async () => {
  const clerk = await city.person('SCJG', '报送员', ['feeder']);
  expect((await clerk.page('/desk/held-records')).status).toBe(403);
  expect((await registrar.page('/desk/held-records/none')).status).toBe(404);
});
