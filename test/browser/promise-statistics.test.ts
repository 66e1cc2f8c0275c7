import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriersOn, openBrowser, serveOnLoopback, signIn } from '../kit/browser.ts';
import { type Hall, makeHall } from '../kit/commitments.ts';
import { aUscc } from '../kit/identities.ts';
import { aPicture } from '../kit/pictures.ts';

let hall: Hall;
let browser: Browser;
let server: Awaited<ReturnType<typeof serveOnLoopback>>;
const clerk = { agency: 'ZWFW', name: '窗口一号' };

beforeAll(async () => {
  hall = await makeHall();
  await hall.person(clerk.agency, clerk.name, ['window']);
  [browser, server] = [await openBrowser(), await serveOnLoopback(hall.app)];
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

test('the figures of the month stand as a table and a picture, and a number opens its steps', async () => {
  for (const no of [1, 2]) {
    const made = await hall.promised({
      type: 'uscc',
      code: aUscc(`91图${no}`),
      name: '云岫示例食品有限公司',
    });
    await hall.step(made.no, 'sign', { way: 'by-hand', scan: aPicture('png') });
  }
  const page = await (await browser.newContext({ viewport: { width: 1100, height: 900 } })).newPage();
  const shot = async (name: string) => {
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
  };
  await signIn(page, server.origin, clerk);
  await page.goto(`${server.origin}/desk/promise-statistics`);
  expect(await barriersOn(page)).toEqual([]);
  expect(await page.getByRole('img', { name: '示例：经营场所使用证明 2 件' }).count()).toBe(1);
  await shot('statistics');
  await page.getByRole('row', { name: /合计/ }).getByRole('link', { name: '2', exact: true }).last().click();
  await page.waitForURL(/promise-statistics\/moves\?/);
  expect(await barriersOn(page)).toEqual([]);
  await shot('statistics-moves');
  expect(await page.getByRole('row', { name: /作出承诺/ }).count()).toBe(2);
});
