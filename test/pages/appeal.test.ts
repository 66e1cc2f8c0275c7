import { beforeEach, expect, test } from 'vitest';
import { type City, makeCity } from '../kit/cases.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { elementsIn, labelFaults, postForm } from '../kit/page.ts';
import { aDefaulterRow, upload } from '../kit/uploads.ts';

let city: City;
let official: Awaited<ReturnType<City['person']>>;

beforeEach(async () => {
  city = await makeCity('2026-11-24T02:00:00Z');
  official = await city.person('SCJG', '经办甲', ['feeder']);
});

const htmlOf = async (path: string) => (await official.page(path)).text();
const stepsIn = (html: string) =>
  elementsIn(html)
    .filter(({ name, attribs }) => name === 'input' && attribs.name === 'step')
    .map(({ attribs }) => attribs.value);

test('an official enters an appeal with its stay, ends it step by step, and the page names each paper', async () => {
  await city.list('1');
  const blank = await htmlOf('/desk/appeals/new');
  expect(labelFaults(blank)).toEqual([]);
  const form = {
    targetKind: 'listing',
    target: String(await city.listingOf('1')),
    kind: 'litigation',
    authority: '示例市示例区人民法院',
    caseNo: '（2026）示01行初12号',
    startedOn: '2026-11-20',
    stayDocumentNo: '（2026）示01行初12号之一',
  };
  const missing = await postForm(official, '/desk/appeals', { ...form, caseNo: '' });
  expect([missing.status, await missing.text()]).toEqual([422, expect.stringContaining('href="#caseNo"')]);
  const where = (await postForm(official, '/desk/appeals', form)).headers.get('location') ?? '';
  expect(where).toMatch(/^\/desk\/appeals\/\d+$/);
  const open = await htmlOf(where);
  expect([stepsIn(open), labelFaults(open)]).toEqual([['end-stay', 'close'], []]);
  expect(open).toContain('审理中，停止执行');
  expect(await htmlOf('/desk/appeals')).toContain('（2026）示01行初12号');
  const bare = await postForm(official, where, { step: 'close', result: 'quashed', documentNo: '' });
  expect([bare.status, await bare.text()]).toEqual([422, expect.stringContaining('href="#documentNo"')]);
  const done = { step: 'close', result: 'quashed', documentNo: '（2026）示01行初12号判决' };
  expect((await postForm(official, where, done)).status).toBe(303);
  const closed = await htmlOf(where);
  expect([stepsIn(closed), closed.includes('（2026）示01行初12号判决')]).toEqual([[], true]);
  expect(await city.check('1')).toMatchObject({ outcome: 'eligible' });
});

test('the sheet about the way back bears its number, the subject and the earliest day, and is its authority’s to print', async () => {
  await city.list('1');
  const id = await city.listingOf('1');
  expect(await htmlOf('/desk/repair-notices')).toContain(`/desk/repair-notices/${id}`);
  const sheet = await htmlOf(`/desk/repair-notices/${id}`);
  for (const text of [
    `信修告〔2026〕${id}号`,
    `示例1食品有限公司（${aUscc('1')}）：`,
    '最早自2027年3月2日起可以申请',
    '履行义务、消除不良影响，自列入之日起满 12 个月',
    '提起行政诉讼',
  ])
    expect(sheet).toContain(text);
  await city.agency('QTJ', ['feeder'], [], '示例市其他局');
  const stranger = await city.person('QTJ', '经办丙', ['feeder']);
  expect((await stranger.page(`/desk/repair-notices/${id}`)).status).toBe(404);
  expect((await city.registrar.api(`/listings/${id}/repair-notice`)).status).toBe(200);
});

test('a person’s sheet names the person and never the whole number', async () => {
  const number = aCitizenId('p');
  const court = await city.agency('FY', ['feeder'], ['judgment-defaulter'], '示例市示例区人民法院');
  await upload(city, court, { catalog: 'judgment-defaulter', rows: [aDefaulterRow(court, 'p')] });
  const [found] = await city.query(`select id from listings where list = 'judgment-defaulter'`);
  const sheet = await (await court.api(`/listings/${found?.id}/repair-notice`)).text();
  expect(sheet).toContain('执行法院申请纠正');
  expect(sheet).not.toContain(number);
});
