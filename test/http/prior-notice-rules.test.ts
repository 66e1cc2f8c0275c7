import { beforeEach, expect, test } from 'vitest';
import { type City, makeCity } from '../kit/cases.ts';
import { aCitizenBornOn, aCitizenId, aUscc } from '../kit/identities.ts';
import { aRegNo, aShopUscc, stateOf, twoFilesOfOneShop } from '../kit/merges.ts';
import { LIST, noticesIn } from '../kit/prior-notices.ts';
import { type Agency, aDefaulterRow, aViolationRow, upload } from '../kit/uploads.ts';

let city: City;
let its: ReturnType<typeof noticesIn>;
let labour: Agency;

beforeEach(async () => {
  city = await makeCity();
  its = noticesIn(city);
  labour = await city.agency('RSJ', ['feeder'], ['wage-arrears'], '示例市人力资源和社会保障局');
});

test('a single record fed by PUT lists as well, and one that comes with its end is both', async () => {
  const [put, past] = [await its.idOf(its.notify('1')), await its.idOf(its.notify('2'))];
  const json = {
    subjectName: '示例1食品有限公司',
    uscc: aUscc('1'),
    reason: '提交虚假材料取得登记',
    listedOn: '2026-11-23',
    documentNo: '示市监严列〔2026〕1号',
    authorityName: city.market.name,
    authorityUscc: city.market.uscc,
  };
  const answer = await city.market.api(`/records/${LIST}/YZ-1`, { method: 'PUT', json });
  expect(answer.status).toBe(201);
  await city.list('2', { 移出日期: '2026-11-20', 移出原因: '列入决定被撤销' });
  expect(await its.listings()).toEqual([
    { id: put, state: 'listed' },
    { id: past, state: 'revoked' },
  ]);
  expect(await its.steps(past)).toEqual(['null notified', 'notified listed', 'listed revoked']);
});

test('of two records about one subject the first is the decision, the other opens its own', async () => {
  const id = await its.idOf(its.notify('1'));
  const rows = ['1', '2'].map((no) => aViolationRow(city.market, '1', { 来源记录号: `YZ-${no}` }));
  await upload(city, city.market, { catalog: LIST, rows });
  expect(await its.listings()).toEqual([
    { id, state: 'listed' },
    { id: id + 1, state: 'listed' },
  ]);
});

test('nobody is notified twice, nor once listed; the same request again gives the same answer', async () => {
  const key = { 'idempotency-key': 'notice-1' };
  const first = await city.read(its.notify('1', {}, city.market, key));
  expect(await city.read(its.notify('1', {}, city.market, key))).toEqual(first);
  expect(await its.codeOf(its.notify('1'))).toEqual([409, 'listing.already-notified']);
  await city.list('1');
  expect(await its.codeOf(its.notify('1'))).toEqual([409, 'listing.already-listed']);
  const both = await Promise.all([its.notify('2'), its.notify('2')]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
});

test('only the list’s own authority notifies, or the registrar for it by name', async () => {
  expect(await its.codeOf(its.notify('1', {}, labour))).toEqual([403, 'catalog.not-yours']);
  expect(await its.codeOf(its.notify('1', { agency: 'SCJG' }, labour))).toEqual([
    403,
    'listing.not-authority',
  ]);
  expect(await its.codeOf(its.notify('1', {}, city.department))).toEqual([403, 'access.denied']);
  expect(await its.codeOf(its.notify('1', { list: 'administrative-penalty' }))).toEqual([
    422,
    'listing.not-severe',
  ]);
  expect(await its.codeOf(its.notify('1', { list: 'nothing' }))).toEqual([404, 'catalog.unknown']);
  expect(await its.codeOf(its.notify('1', { notifiedOn: '2026-11-25' }))).toEqual([400, 'request.invalid']);
  expect(await its.codeOf(its.notify('1', {}, city.registrar))).toEqual([400, 'request.invalid']);
  expect(await its.codeOf(its.notify('1', { agency: 'CZJ' }, city.registrar))).toEqual([404, 'feed.unknown']);
  expect(await its.listings()).toEqual([]);
  const entered = await city.read(its.notify('1', { agency: 'SCJG' }, city.registrar));
  expect(entered).toMatchObject({ state: 'notified', authority: '示例市市场监督管理局' });
  await city.list('1');
  expect(await its.listings()).toEqual([{ id: entered.id, state: 'listed' }]);
});

test('a record withdrawn before and fed anew after a notice lists once, under its old number', async () => {
  await city.list('1');
  await city.market.api('/records/serious-violation/YZ-1?reason=%E7%A8%8B%E5%BA%8F%E8%BF%9D%E6%B3%95', {
    method: 'DELETE',
  });
  const id = await its.idOf(its.notify('1'));
  await city.list('1');
  expect(await its.listings()).toEqual([
    { id: id - 1, state: 'listed' },
    { id, state: 'revoked' },
  ]);
  expect(await its.steps(id)).toEqual(['null notified', 'notified revoked']);
  expect(await its.codeOf(its.notify('1'))).toEqual([409, 'listing.already-listed']);
});

test('a person’s number is stored only sealed, and is shown by mask only', async () => {
  const code = aCitizenId('7');
  const subject = { type: 'citizen-id', code, name: '示例甲乙' };
  const answer = await its.give(city.market, subject, { list: 'judgment-defaulter' });
  const shown = await answer.text();
  expect([answer.status, shown.includes(code)]).toEqual([201, false]);
  const [own] = await its.notified(city.market, 'subjectKind=person');
  expect(own).toMatchObject({
    id: JSON.parse(shown).id,
    subject: { maskedCode: expect.stringContaining('*') },
  });
  expect(await its.notified(city.department, 'subjectKind=person')).toEqual([]);
  const stored = await city.query(`select code, sealed is not null as sealed from subject_identifiers`);
  expect(stored).toEqual([{ code: null, sealed: true }]);
  const wrong = await its.give(
    city.market,
    { ...subject, code: `${code.slice(0, 17)}A` },
    { list: 'judgment-defaulter' },
  );
  const said = await wrong.text();
  expect([wrong.status, said.includes(code.slice(0, 17))]).toEqual([422, false]);
  await upload(city, city.market, { catalog: 'judgment-defaulter', rows: [aDefaulterRow(city.market, '7')] });
  expect(await its.listings()).toEqual([{ id: JSON.parse(shown).id, state: 'listed' }]);
});

test('a decision that is late is found by its filter', async () => {
  await its.notify('1', { notifiedOn: '2026-08-20' });
  await its.notify('2');
  city.setNow('2026-11-25T02:00:00Z');
  const late = await its.notified(city.market, 'overdue=true');
  expect(late).toMatchObject([
    { subject: { uscc: aUscc('1') }, priorNotice: { decideBy: '2026-11-20', overdue: true } },
  ]);
  expect(await its.codeOf(city.market.api('/listings?overdue=true'))).toEqual([400, 'request.invalid']);
  expect(await its.notified(city.market)).toHaveLength(2);
  const first = await city.read(city.market.api('/listings?state=notified&limit=1'));
  const second = await city.read(
    city.market.api(`/listings?state=notified&limit=1&after=${encodeURIComponent(first.next)}`),
  );
  expect([...first.items, ...second.items].map(({ subject }) => subject.uscc)).toEqual([
    aUscc('1'),
    aUscc('2'),
  ]);
  expect(second.next).toBeNull();
});

test('files with notices are merged and parted; the decision then takes that of its own number', async () => {
  const { candidate } = await twoFilesOfOneShop(city, city.market);
  const about = { name: '示例便利店' };
  const old = await its.idOf(
    its.give(city.market, { ...about, type: 'business-registration-no', code: aRegNo(1) }),
  );
  const own = await its.idOf(its.give(city.market, { ...about, type: 'uscc', code: aShopUscc(1) }));
  const before = await stateOf(city);
  const reason = '登记机关函复：同一商户换发营业执照';
  const merged = await city.read(
    city.post(city.registrar, `/subjects/merge-candidates/${candidate}/merge`, { reason }),
  );
  expect(await its.notified(city.market)).toHaveLength(2);
  expect((await city.post(city.registrar, `/subjects/merges/${merged.id}/undo`, { reason })).status).toBe(
    200,
  );
  expect(await stateOf(city)).toEqual(before);
  await city.post(city.registrar, `/subjects/merge-candidates/${candidate}/merge`, { reason });
  await city.list('1', { 统一社会信用代码: aShopUscc(1), 企业名称: '示例便利店' });
  expect(await its.listings()).toEqual([
    { id: old, state: 'notified' },
    { id: own, state: 'listed' },
  ]);
  expect(await city.events()).toEqual(['credit.listing.created listed']);
});

test('a doubtful record waits; let in by the registrar it lists what was notified', async () => {
  const id = await its.idOf(its.give(city.market, { type: 'uscc', code: aShopUscc(3), name: '示例便利店' }));
  await city.query(`update subjects set kind = 'person'`);
  await city.list('1', { 统一社会信用代码: aShopUscc(3), 企业名称: '示例便利店' });
  expect(await its.listings()).toEqual([{ id, state: 'notified' }]);
  const [held] = (await city.read(city.registrar.api('/records?state=held'))).items;
  expect((await city.post(city.registrar, `/records/${held.id}/admit`, {})).status).toBe(200);
  expect(await its.listings()).toEqual([{ id, state: 'listed' }]);
  expect(await its.steps(id)).toEqual(['null notified', 'notified listed']);
});

test('whom a row of the list may not name, nobody is told of; a passport comes with its country', async () => {
  const barred = async (subject: Record<string, unknown>, more = {}) => {
    const answer = await its.give(city.market, { name: '示例当事人', ...subject }, more);
    const { code, errors } = await answer.json();
    return [answer.status, code, errors?.[0]?.code];
  };
  const ofCourt = { list: 'judgment-defaulter' };
  expect(await barred({ type: 'uscc', code: aUscc('11organ') })).toEqual([
    422,
    'listing.barred',
    'row.subject-kind',
  ]);
  expect(await barred({ type: 'citizen-id', code: aCitizenId('adult') })).toEqual([
    422,
    'listing.barred',
    'row.subject-kind',
  ]);
  expect(await barred({ type: 'citizen-id', code: aCitizenBornOn('2010-06-01') }, ofCourt)).toEqual([
    422,
    'listing.barred',
    'row.minor',
  ]);
  expect(await its.listings()).toEqual([]);
  const traveller = { type: 'passport', code: 'X1234567', country: 'USA', name: '示例旅人' };
  expect((await its.give(city.market, traveller, ofCourt)).status).toBe(201);
});
