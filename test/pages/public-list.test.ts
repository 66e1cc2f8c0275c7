import { beforeEach, expect, test } from 'vitest';
import { type City, makeCity } from '../kit/cases.ts';
import { aUscc } from '../kit/identities.ts';
import { labelFaults } from '../kit/page.ts';
import { publish } from '../kit/public-lists.ts';

let city: City;
beforeEach(async () => {
  city = await makeCity();
});
const page = async (path: string) => {
  const answer = await city.request(`/public/lists${path}`, { headers: { accept: 'text/html' } });
  return { status: answer.status, html: await answer.text() };
};

test('a citizen finds the lists, a list, and one organisation in it', async () => {
  await city.list('1', { 列入原因: '<b>虚假</b>材料' });
  await city.list('2');
  await publish(city);
  const lists = await page('');
  expect(lists.html).toContain('href="/public/lists/serious-violation"');
  const { html } = await page('/serious-violation');
  for (const words of [
    '示例1食品有限公司',
    '示例2食品有限公司',
    '2029-03-02',
    '&lt;b&gt;虚假&lt;/b&gt;材料',
    'snapshot.csv',
  ])
    expect(html).toContain(words);
  const found = (await page(`/serious-violation?q=${encodeURIComponent('示例2')}`)).html;
  expect(found).toContain('示例2食品有限公司');
  expect(found).not.toContain('示例1食品有限公司');
  expect((await page(`/serious-violation?q=${aUscc('1')}`)).html).toContain('示例1食品有限公司');
  expect((await page('/serious-violation?q=%E6%97%A0%E6%AD%A4')).html).toContain('没有符合条件的公示信息');
  for (const one of [lists.html, html, found]) expect(labelFaults(one)).toEqual([]);
});

test('a long list goes on from page to page, with the search kept', async () => {
  for (let nth = 0; nth < 21; nth++) await city.list(String(nth));
  await publish(city);
  const { html } = await page('/serious-violation?q=%E9%A3%9F%E5%93%81');
  const next =
    /href="\/public\/lists(\/serious-violation\?[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect(next).toContain('q=');
  const second = (await page(next)).html;
  expect(second).toContain('示例0食品有限公司');
  expect(second).not.toContain('下一页');
});

test('a list that is none, and a search too short, get pages that say what to do', async () => {
  expect(await page('/nothing')).toMatchObject({
    status: 404,
    html: expect.stringContaining('没有这个公示名单'),
  });
  const short = await page('/serious-violation?q=%E7%A4%BA');
  expect(short).toMatchObject({ status: 422, html: expect.stringContaining('至少输入名称中的两个字') });
});
