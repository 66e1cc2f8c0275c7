import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { elementsIn, labelFaults, postForm } from '../kit/page.ts';

let app: TestApp;
let clerk: Awaited<ReturnType<TestApp['person']>>;

beforeEach(async () => {
  app = await makeApp();
  await app.agency('CZJ', ['subscriber'], [], '示例财政局');
  clerk = await app.person('CZJ', '订阅员', ['subscriber']);
});

const draft = { name: '严重失信', 'schedule.kind': 'at-once', 'endpoint.url': 'http://127.0.0.1:9/hook' };
const onceKeyOf = async (path: string) => {
  const html = await (await clerk.page(path)).text();
  return elementsIn(html).find(({ attribs }) => attribs.name === 'onceKey')?.attribs.value ?? '';
};
const secretIn = (html: string) => /whsec_[A-Za-z0-9+/=_-]+/.exec(html)?.[0];
const made = async () => {
  await postForm(clerk, '/desk/subscriptions', draft);
  const [row] = await app.query(`select id::text as id from subscriptions`);
  return `/desk/subscriptions/${row?.id}`;
};

test('a new subscription shows its secret once; loading the answer again makes no second one', async () => {
  const onceKey = await onceKeyOf('/desk/subscriptions/new');
  const first = await postForm(clerk, '/desk/subscriptions', { ...draft, onceKey });
  const html = await first.text();
  expect(first.status).toBe(201);
  expect(secretIn(html)).toBeDefined();
  const again = await (await postForm(clerk, '/desk/subscriptions', { ...draft, onceKey })).text();
  expect(secretIn(again)).toBe(secretIn(html));
  const rows = await app.query(`select id::text as id from subscriptions`);
  expect(rows).toHaveLength(1);
  const page = await (await clerk.page(`/desk/subscriptions/${rows[0]?.id}`)).text();
  expect(page).not.toContain('whsec_');
});

test('the form reads lists, kinds, regions and a schedule', async () => {
  const answer = await postForm(clerk, '/desk/subscriptions', {
    name: '每日汇总',
    'filter.lists[]': 'judgment-defaulter',
    'filter.regions[]': '440300，440305',
    'schedule.kind': 'cron',
    'schedule.cron': '30 8 * * *',
    'schedule.workingDaysOnly[]': 'on',
    'schedule.quietHours.from': '22:00',
    'schedule.quietHours.to': '07:00',
  });
  expect(answer.status).toBe(201);
  expect(await app.query(`select filter, schedule, endpoint_url from subscriptions`)).toMatchObject([
    {
      filter: { lists: ['judgment-defaulter'], regions: ['440300', '440305'] },
      schedule: {
        ...{ kind: 'cron', cron: '30 8 * * *', workingDaysOnly: true },
        quietHours: { from: '22:00', to: '07:00' },
      },
      endpoint_url: null,
    },
  ]);
});

test.each([
  ['no name', { name: '' }, 'name'],
  ['a bad time', { 'schedule.kind': 'cron', 'schedule.cron': '每天' }, 'schedule.cron'],
  ['no time', { 'schedule.kind': 'cron', 'schedule.cron': '' }, 'schedule.cron'],
  ['quiet hours without an end', { 'schedule.quietHours.from': '22:00' }, 'schedule.quietHours.to'],
  ['an address out of reach', { 'endpoint.url': 'http://192.0.2.1/hook' }, 'endpoint.url'],
  ['a region that is none', { 'filter.regions[]': '深圳' }, 'filter.regions[]'],
])('%s draws the form again, points at the field and keeps the rest', async (_, change, field) => {
  const answer = await postForm(clerk, '/desk/subscriptions', { ...draft, ...change });
  const html = await answer.text();
  expect(answer.status).toBe(422);
  expect(html).toContain(`href="#${field}"`);
  expect(labelFaults(html)).toEqual([]);
  if (field !== 'name') expect(html).toContain('value="严重失信"');
});

test('a subscription is tested, paused, resumed and given a new secret by its department', async () => {
  const where = await made();
  await app.query(`update subscriptions set state = 'active', verified_at = now()`);
  expect((await postForm(clerk, `${where}/test`, {})).headers.get('location')).toBe(`${where}?done=test`);
  expect((await postForm(clerk, `${where}/pause`, {})).status).toBe(303);
  expect(await (await clerk.page(where)).text()).toContain('已暂停');
  const twice = await postForm(clerk, `${where}/pause`, {});
  expect([twice.status, await twice.text()]).toEqual([422, expect.stringContaining('订阅状态不允许该操作')]);
  expect((await postForm(clerk, `${where}/resume`, {})).status).toBe(303);
  const rotated = await (
    await postForm(clerk, `${where}/rotate`, { onceKey: await onceKeyOf(where) })
  ).text();
  expect(secretIn(rotated)).toBeDefined();
});

test('the page shows the health of the deliveries, and takes the settings of signature and certificate', async () => {
  const where = await made();
  const html = await (await clerk.page(where)).text();
  expect(html).toContain('投递健康度');
  expect(labelFaults(html)).toEqual([]);
  const sm3 = await postForm(clerk, `${where}/sm3`, { wanted: 'on' });
  expect(sm3.headers.get('location')).toBe(`${where}?done=sm3`);
  expect(await (await clerk.page(where)).text()).toContain('停止附加国密签名');
  const wrong = await postForm(clerk, `${where}/certificate`, { certificate: 'x', key: 'my-private-key' });
  const refused = await wrong.text();
  expect([wrong.status, refused]).toEqual([422, expect.stringContaining('客户端证书不可用')]);
  expect(refused).not.toContain('my-private-key');
  expect((await postForm(clerk, `${where}/certificate-off`, {})).status).toBe(303);
});

test('what a department must mend at its own end stands on its first page', async () => {
  const where = await made();
  expect(await (await clerk.page('/desk')).text()).not.toContain('自动暂停');
  await app.query(`update subscriptions set state = 'paused', pause_reason = 'http-401'`);
  for (const page of ['/desk', '/desk/subscriptions', where])
    expect(await (await clerk.page(page)).text()).toMatch(
      /推送已自动暂停：接收地址拒绝接收（401）.*恢复推送/,
    );
});

test("another department's subscription is as unknown as none, and an officer who only watches gets no buttons", async () => {
  const where = await made();
  await app.agency('GAJ', ['subscriber'], []);
  const other = await app.person('GAJ', '订阅员', ['subscriber']);
  expect((await other.page(where)).status).toBe(404);
  const watcher = await app.person('GAJ', '管理员', ['system-administrator']);
  const html = await (await watcher.page(where)).text();
  expect(html).toContain('严重失信');
  expect(html).not.toContain(`${where}/pause`);
  expect((await postForm(watcher, `${where}/pause`, {})).status).toBe(403);
});
