import { beforeEach, expect, test } from 'vitest';
import { type City, makeCity } from '../kit/cases.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { elementsIn, labelFaults, postForm } from '../kit/page.ts';

let city: City;
let clerk: Awaited<ReturnType<City['person']>>;
let official: Awaited<ReturnType<City['person']>>;

beforeEach(async () => {
  city = await makeCity('2026-09-30T02:00:00Z');
  clerk = await city.person('ZWFW', '窗口一号', ['window']);
  official = await city.person('SCJG', '经办甲', ['feeder']);
  for (const seed of ['1', '2']) await city.punish(seed, { 处罚决定日期: '2026-05-05' });
});

type Page = { page: (path: string) => Promise<Response> | Response };
const htmlOf = async (who: Page, path: string) => (await who.page(path)).text();
const stepsIn = (html: string) =>
  elementsIn(html)
    .filter(({ name, attribs }) => name === 'input' && attribs.name === 'step')
    .map(({ attribs }) => attribs.value);
const onceKeyIn = (html: string) =>
  elementsIn(html).find(({ attribs }) => attribs.name === 'onceKey')?.attribs.value ?? '';
const formFor = async (seed: string, more: Record<string, string> = {}) => ({
  targetKind: 'record',
  target: String(await city.recordOf(seed)),
  'subject.type': 'uscc',
  'subject.code': aUscc(seed),
  ...more,
});

test('a clerk brings a repair in, the authority decides it step by step, and the page says who did what', async () => {
  const blank = await htmlOf(clerk, '/desk/repairs/new');
  expect(labelFaults(blank)).toEqual([]);
  const form = await formFor('1', {
    reason: '已缴清罚款',
    'received[]': 'duty-proof,credit-commitment',
    onceKey: onceKeyIn(blank),
  });
  const sent = await postForm(clerk, '/desk/repairs', form);
  const where = sent.headers.get('location') ?? '';
  expect([sent.status, where]).toEqual([303, expect.stringMatching(/^\/desk\/repairs\/\d+$/)]);
  expect((await postForm(clerk, '/desk/repairs', form)).headers.get('location')).toBe(where);
  expect(stepsIn(await htmlOf(clerk, where))).toEqual(['supply', 'withdraw']);

  const open = await htmlOf(official, where);
  expect(stepsIn(open)).toEqual(['accept', 'reject']);
  expect(labelFaults(open)).toEqual([]);
  const bare = await postForm(official, where, { step: 'reject', reason: '' });
  expect([bare.status, await bare.text()]).toEqual([422, expect.stringContaining('href="#reason"')]);
  expect((await postForm(official, where, { step: 'accept' })).status).toBe(303);
  expect((await postForm(official, where, { step: 'grant', documentNo: '示市监修〔2026〕9号' })).status).toBe(
    303,
  );
  const late = await postForm(official, where, { step: 'refuse', reason: '另一位的决定' });
  expect([late.status, await late.text()]).toEqual([
    422,
    expect.stringContaining('办理单位和人员：示例市市场监督管理局 经办甲'),
  ]);
  const done = await htmlOf(official, where);
  expect(done).toContain('已修复，待各单位确认解除');
  expect(done).toContain('示市监修〔2026〕9号');
  expect(stepsIn(done)).toEqual(['restore']);
});

test('the board puts what is overdue first and can show that alone', async () => {
  await city.apply({ record: await city.recordOf('1') }, '1');
  city.setNow('2026-10-12T02:00:00Z');
  official = await city.person('SCJG', '经办乙', ['feeder']);
  await city.apply({ record: await city.recordOf('2') }, '2');
  const board = await htmlOf(official, '/desk/repairs');
  expect(board).toContain('已超期，应于 2026-10-10 办结');
  expect(board.indexOf('示例1贸易')).toBeLessThan(board.indexOf('示例2贸易'));
  const overdue = await htmlOf(official, '/desk/repairs?overdue=true');
  expect([overdue.includes('示例1贸易'), overdue.includes('示例2贸易')]).toEqual([true, false]);
});

test('a dispute is brought in, upheld with a note that must not be forgotten, and closed', async () => {
  const blank = await htmlOf(clerk, '/desk/disputes/new');
  expect(labelFaults(blank)).toEqual([]);
  const form = await formFor('1', { ground: 'incomplete', statement: '未载明已缴清罚款' });
  const where = (await postForm(clerk, '/desk/disputes', form)).headers.get('location') ?? '';
  expect(stepsIn(await htmlOf(clerk, where))).toEqual(['withdraw']);
  const open = await htmlOf(official, where);
  expect(labelFaults(open)).toEqual([]);
  expect(stepsIn(open)).toEqual(['extend', 'uphold', 'dismiss']);
  const bare = await postForm(official, where, { step: 'uphold', effect: 'add', reason: '补充履行情况' });
  expect([bare.status, await bare.text()]).toEqual([422, expect.stringContaining('href="#note"')]);
  const given = { step: 'uphold', effect: 'add', reason: '补充履行情况', note: '罚款已缴清' };
  expect((await postForm(official, where, given)).status).toBe(303);
  expect(await htmlOf(clerk, where)).toContain('罚款已缴清');
  expect(await htmlOf(official, '/desk/disputes')).toContain('异议成立');
});

test('what is wrong is said at its field, and a person’s number is never sent back', async () => {
  const blank = await postForm(clerk, '/desk/repairs', { targetKind: 'record', target: '', reason: '' });
  const html = await blank.text();
  expect([blank.status, html]).toEqual([422, expect.stringContaining('href="#target"')]);
  expect(labelFaults(html)).toEqual([]);
  const form = await formFor('1', {
    'subject.type': 'citizen-id',
    'subject.code': aCitizenId('x'),
    reason: '已整改',
  });
  const foreign = await postForm(clerk, '/desk/repairs', form);
  const text = await foreign.text();
  expect([foreign.status, text]).toEqual([422, expect.stringContaining('href="#target"')]);
  expect(text).not.toContain(aCitizenId('x'));
});

test('another office’s case is as unknown as none, and the boards ask for their right', async () => {
  const { id } = await city.read(city.apply({ record: await city.recordOf('1') }, '1'));
  await city.agency('QT', ['window', 'subscriber']);
  const other = await city.person('QT', '窗口二号', ['window']);
  const subscriber = await city.person('QT', '订阅员', ['subscriber']);
  expect((await other.page(`/desk/repairs/${id}`)).status).toBe(404);
  expect((await postForm(other, `/desk/repairs/${id}`, { step: 'withdraw' })).status).toBe(404);
  expect((await subscriber.page('/desk/repairs')).status).toBe(403);
  expect((await subscriber.page('/desk/disputes')).status).toBe(403);
});
