import { afterEach, beforeEach, expect, test } from 'vitest';
import { elementsIn, labelFaults, postForm } from '../kit/page.ts';
import { type Agency, eventOf, makePush, type PushApp, subscribe } from '../kit/push.ts';

let push: PushApp;
let office: Agency;
let clerk: Awaited<ReturnType<PushApp['person']>>;
beforeEach(async () => {
  push = await makePush();
  office = await push.agency('CZJ', ['subscriber'], [], '虚构市财政局');
  clerk = await push.person('CZJ', '订阅员', ['subscriber']);
});
afterEach(() => push.stop());

const told = async (...seeds: string[]) => {
  for (const seed of seeds) await push.tell(eventOf(await push.aListing(seed), 'created'));
  await push.relay();
};
const html = async (path: string) => (await clerk.page(path)).text();
const idsOn = (text: string) =>
  elementsIn(text).flatMap(({ attribs }) => (attribs.name === 'notices[]' ? [attribs.value ?? ''] : []));
const draft = { name: '测试', 'schedule.kind': 'at-once' };

test('a department without a system subscribes to an inbox, reads and signs, many at a time', async () => {
  const made = await postForm(clerk, '/desk/subscriptions', { ...draft, channel: 'inbox' });
  const [row] = await push.query('select id::text as id from subscriptions');
  expect(made.headers.get('location')).toBe(`/desk/subscriptions/${row?.id}?done=made`);
  await told('a', 'b', 'c');
  const list = await html('/desk/notices');
  expect(labelFaults(list)).toEqual([]);
  expect(list.match(/未读<\/span>/g)).toHaveLength(3);
  const ids = idsOn(list);
  await html(`/desk/notices/${ids[0]}`);
  expect((await html('/desk/notices')).match(/未读<\/span>/g)).toHaveLength(2);
  const body = new URLSearchParams(ids.slice(0, 2).map((id) => ['notices[]', id]));
  const signed = await clerk.page('/desk/notices/receipts', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: body.toString(),
  });
  expect(signed.headers.get('location')).toBe('/desk/notices?unsigned=true&done=2');
  const after = await html(signed.headers.get('location') ?? '');
  expect(after).toContain('已签收 2 条通知');
  expect(idsOn(after)).toHaveLength(1);
  expect(after).toContain('/api/v1/notices.xlsx?unsigned=true');
});

test('nothing ticked signs nothing and says so', async () => {
  const answer = await postForm(clerk, '/desk/notices/receipts', {});
  expect(answer.status).toBe(303);
  expect(await html(answer.headers.get('location') ?? '')).toContain('没有选择待签收的通知');
});

test('a filter stays chosen, and a filter that is none is refused', async () => {
  await subscribe(office, { channel: 'inbox' });
  await told('a');
  const list = await html('/desk/notices?list=honour&type=&unread=true');
  expect(list).toContain('没有这样的通知');
  expect(list).toContain('<option value="honour" selected');
  expect((await clerk.page('/desk/notices?unread=perhaps')).status).toBe(400);
});

test('the form previews what the last month would have brought, and keeps what was typed', async () => {
  await told('a', 'b');
  const answer = await postForm(clerk, '/desk/subscriptions/preview', {
    ...draft,
    'filter.categories[]': 'severe',
    'schedule.kind': 'cron',
    'schedule.cron': '30 8 * * *',
    'schedule.digestSize': '1',
  });
  const text = await answer.text();
  expect(answer.status).toBe(200);
  expect(labelFaults(text)).toEqual([]);
  expect(text).toContain('虚构a有限公司');
  expect(text).toContain('value="30 8 * * *"');
  expect(await push.query('select 1 from subscriptions')).toEqual([]);
});

test.each([
  ['a file without a place', { channel: 'file', 'drop.kind': 's3' }, 'drop.location'],
  ['a webhook without an address', { channel: 'webhook' }, 'endpoint.url'],
  ['a digest of none', { 'schedule.digestSize': '0' }, 'schedule.digestSize'],
])('%s draws the form again and points at the field', async (_, change, field) => {
  const answer = await postForm(clerk, '/desk/subscriptions', { ...draft, ...change });
  const text = await answer.text();
  expect([answer.status, text]).toEqual([422, expect.stringContaining(`href="#${field}"`)]);
  expect(labelFaults(text)).toEqual([]);
});

test('a department changes the way its notices come, on its subscription', async () => {
  const { id } = await subscribe(office, { channel: 'inbox' });
  const where = `/desk/subscriptions/${id}`;
  expect(labelFaults(await html(where))).toEqual([]);
  const refused = await postForm(clerk, `${where}/channel`, {
    channel: 'webhook',
    'endpoint.url': 'http://192.0.2.1/',
  });
  expect([refused.status, await refused.text()]).toEqual([
    422,
    expect.stringContaining('href="#endpoint.url"'),
  ]);
  const receiver = await push.receiver();
  const done = await postForm(clerk, `${where}/channel`, {
    channel: 'webhook',
    'endpoint.url': receiver.url,
  });
  expect(done.headers.get('location')).toBe(`${where}?done=channel`);
  await push.send();
  expect(await html(where)).toContain('生效中');
  await postForm(clerk, `${where}/channel`, { channel: 'pull', 'endpoint.url': '' });
  expect(await push.query('select channel, endpoint_url, state from subscriptions')).toEqual([
    { channel: 'pull', endpoint_url: null, state: 'active' },
  ]);
});
