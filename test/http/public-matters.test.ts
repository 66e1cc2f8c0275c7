import { beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestDb } from '../kit/database.ts';
import { aCitizenId } from '../kit/identities.ts';
import { labelFaults } from '../kit/page.ts';
import { aProof, CANCELLED, makeProofCity, type ProofCity } from '../kit/proof-lists.ts';

beforeAll(async () => void (await openTestDb()));
let city: ProofCity;
let nos: string[];
beforeEach(async () => {
  city = await makeProofCity();
  nos = await city.commented([
    aProof('示例<b>经营</b>场所证明', CANCELLED),
    aProof('示例：百分之100%_证明'),
    aProof('示例：资质证明', { 处理意见: '保留', 替代方式: '', '符合的“七个一律”情形': '' }),
  ]);
  city.setNow('2026-12-21T02:00:00Z');
  await city.publish(nos);
});

const get = (path: string, accept = 'text/html') =>
  city.request(`/public/matters${path}`, { headers: { accept } });
const pageOf = async (path: string) => {
  const answer = await get(path);
  return { status: answer.status, html: await answer.text() };
};
const q = (text: string) => `?q=${encodeURIComponent(text)}`;

test('a citizen searches by name, business or unit, and reads how to do without', async () => {
  const { html } = await pageOf(q('设立登记'));
  for (const words of [
    '示例&lt;b&gt;经营&lt;/b&gt;场所证明',
    '已取消，不用提交',
    '由办理单位通过数据共享核验',
    '可以书面承诺代替',
    '保留，须提交',
    '请向 示例街道办事处 开具后提交',
  ])
    expect(html).toContain(words);
  expect(labelFaults(html)).toEqual([]);
  expect((await pageOf(`${q('示例市市场监督')}&list=cancelled`)).html).not.toContain('资质证明');
  const one = await pageOf(`/${nos[0]}`);
  for (const words of [
    `/public/complaints/new?matter=${nos[0]}`,
    '由窗口通过数据共享核验',
    '示例市市场监督管理局',
  ])
    expect(one.html).toContain(words);
  expect((await pageOf(`/${nos[2]}`)).html).not.toContain('我要投诉');
  expect((await pageOf('/none')).status).toBe(404);
});

test('machines get JSON of the same address', async () => {
  const { items } = await (await get(q('场所'), 'application/json')).json();
  expect(items).toMatchObject([{ code: nos[0], list: 'cancelled' }]);
  const one = await (await get(`/${nos[1]}`, 'application/json')).json();
  expect(one).toMatchObject({ code: nos[1], list: 'commitment', versions: [{ edition: 1 }] });
  expect((await (await get('/none', 'application/json')).json()).code).toBe('matter.unknown');
});

test.each([
  ['%', 1],
  ['_', 1],
  ["' or 1=1 --", 0],
  ['\\', 0],
  ['.*', 0],
  ['%25%00'.repeat(3), 0],
])('a hostile search for %s is words, never a pattern', async (words, count) => {
  const answer = await get(q(words), 'application/json');
  expect(answer.status).toBe(200);
  expect((await answer.json()).items).toHaveLength(count);
});

test('what is no search is told, and not repeated', async () => {
  const number = aCitizenId('查');
  for (const text of [number, '长'.repeat(101), 'a\0b']) {
    const { status, html } = await pageOf(q(text));
    expect([status, html.includes('请先更正以下问题'), labelFaults(html)]).toEqual([422, true, []]);
    expect(html).not.toContain(number);
  }
  expect((await get('?list=nothing')).status).toBe(422);
  expect((await get('?after=forged')).status).toBe(422);
});

test('the public reads what it may comment on, without flags, opinions or anybody’s name', async () => {
  await city.drafted([aProof('示例：草拟')]);
  const [no] = await city.commented([aProof('示例：征求中', { 设定依据: '' })]);
  const ask = (accept: string) => city.request('/public/matter-proposals', { headers: { accept } });
  expect(await (await ask('application/json')).json()).toEqual({
    items: [
      {
        no,
        agency: '示例市市场监督管理局',
        name: '示例：征求中',
        item: '示例：市场主体设立登记',
        basis: null,
        fate: 'promise',
        replacement: 'commitment',
        replacementNote: null,
        commentEndsOn: '2027-01-05',
      },
    ],
    next: null,
  });
  const html = await (await ask('text/html')).text();
  expect([html.includes('示例：征求中'), html.includes('2027-01-05'), html.includes('草拟')]).toEqual([
    true,
    true,
    false,
  ]);
});

test('changes are told as Atom, one entry a matter and edition', async () => {
  const again = await city.commented([aProof('示例：资质证明', { ...CANCELLED, 事项编码: nos[2] ?? '' })]);
  city.setNow('2027-01-10T02:00:00Z');
  await city.publish(again, { decidedOn: '2027-01-08', documentNo: '示例证明办〔2027〕<1>号' });
  const answer = await get('.atom', '*/*');
  const feed = await answer.text();
  expect(answer.headers.get('content-type')).toContain('application/atom+xml');
  const titles = [...feed.matchAll(/<entry>.*?<title>(.*?)<\/title>/g)].map(([, title]) => title);
  expect(titles).toEqual([
    '示例：资质证明：取消',
    '示例&lt;b&gt;经营&lt;/b&gt;场所证明：取消',
    '示例：百分之100%_证明：适用告知承诺',
    '示例：资质证明：保留',
  ]);
  for (const words of [
    '<updated>2027-01-10T02:00:00.000Z</updated>',
    `<id>http://registry.test/public/matters/${nos[2]}#edition-2</id>`,
    '&lt;1&gt;号',
  ])
    expect(feed).toContain(words);
});
