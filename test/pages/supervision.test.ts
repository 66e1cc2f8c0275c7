import { afterEach, beforeEach, expect, test } from 'vitest';
import { elementsIn, labelFaults, postForm } from '../kit/page.ts';
import { subscribe } from '../kit/push.ts';
import { makeSupervision } from '../kit/supervision.ts';

let city: Awaited<ReturnType<typeof makeSupervision>>;
let registrar: Awaited<ReturnType<typeof city.person>>;
let clerk: Awaited<ReturnType<typeof city.person>>;
beforeEach(async () => {
  city = await makeSupervision();
  const office = await city.agency('CZJ', ['subscriber'], [], '虚构市财政局');
  registrar = await city.person('XXZX', '登记员', ['registrar']);
  clerk = await city.person('CZJ', '订阅员', ['subscriber']);
  await subscribe(office);
  await city.told(await city.aListing('a'), 'created');
});
afterEach(() => city.stop());

const htmlOf = async (who: typeof clerk, path: string) => (await who.page(path)).text();

test('the registrar sees what is late and issues a letter; the department reads it and answers once', async () => {
  expect(await htmlOf(registrar, '/desk/supervision')).toContain('没有逾期或将到期的事项');
  city.setNow('2026-12-20T02:00:00Z');
  const board = await htmlOf(registrar, '/desk/supervision');
  expect(board).toContain('措施执行未反馈');
  expect(labelFaults(board)).toEqual([]);
  const form = elementsIn(board).find(({ attribs }) => attribs.action?.includes('/letters/to/'));
  const issued = await postForm(registrar, form?.attribs.action ?? '', {});
  const where = issued.headers.get('location') ?? '';
  expect([issued.status, where]).toEqual([
    303,
    expect.stringMatching(/^\/desk\/supervision\/letters\/[0-9a-f-]{36}$/),
  ]);
  expect(await htmlOf(registrar, where)).not.toContain(`${where}/reply`);
  expect(await htmlOf(clerk, '/desk/supervision/letters')).toContain('督办〔2026〕1号');
  const blank = await postForm(clerk, `${where}/reply`, { reply: '' });
  expect([blank.status, await blank.text()]).toEqual([422, expect.stringContaining('href="#reply"')]);
  expect((await postForm(clerk, `${where}/reply`, { reply: '已逐项办理' })).status).toBe(303);
  const answered = await htmlOf(clerk, where);
  expect(answered).toContain('已逐项办理');
  expect(answered).not.toContain(`${where}/reply`);
});

test('a department finds its own duties and goes from there to the notice', async () => {
  city.setNow('2026-12-20T02:00:00Z');
  const board = await htmlOf(clerk, '/desk/supervision?state=overdue');
  const link = elementsIn(board).find(({ attribs }) => attribs.href?.startsWith('/desk/notices/'));
  expect(await htmlOf(clerk, link?.attribs.href ?? '')).toContain('反馈执行情况');
  expect(board).not.toContain('/letters/to/');
  expect(await htmlOf(clerk, '/desk/notices')).toContain('逾期');
  const statistics = await htmlOf(clerk, '/desk/supervision/statistics?from=2026-11-01&to=2026-12-31');
  expect(statistics).toContain('虚构市财政局');
  expect(labelFaults(statistics)).toEqual([]);
});

test('an agency without the task sees none of it', async () => {
  await city.agency('ZWFW', ['window']);
  const window = await city.person('ZWFW', '窗口员', ['window']);
  for (const path of ['/desk/supervision', '/desk/supervision/letters', '/desk/supervision/statistics'])
    expect((await window.page(path)).status).toBe(403);
});
