import { afterEach, beforeEach, expect, test } from 'vitest';
import { TEST_NOW } from '../kit/app.ts';
import { elementsIn, labelFaults, postForm } from '../kit/page.ts';
import { type Agency, eventOf, makePush, type PushApp, subscribe, subscribed } from '../kit/push.ts';

let push: PushApp;
let office: Agency;
let clerk: Awaited<ReturnType<PushApp['person']>>;

beforeEach(async () => {
  push = await makePush();
  push.setNow(TEST_NOW);
  office = await push.agency('CZJ', ['subscriber'], [], '虚构市财政局');
  clerk = await push.person('CZJ', '订阅员', ['subscriber']);
});
afterEach(() => push.stop());

const told = async (seed: string, kind = 'organisation') => {
  const listing = await push.aListing(seed, { kind });
  await push.tell(eventOf(listing, 'created'));
  await push.relay();
  const html = await (await clerk.page('/desk/notices')).text();
  const href = elementsIn(html).find(({ attribs }) => attribs.href?.startsWith('/desk/notices/'))?.attribs
    .href;
  return { listing, where: href ?? '' };
};
const codeOfMeasure = async (where: string) => {
  const select = elementsIn(await (await clerk.page(where)).text()).find(({ name }) => name === 'option');
  return select?.attribs.value ?? '';
};

test('a department signs for a notice once, and the page says who did', async () => {
  await subscribe(office);
  const { where } = await told('a');
  expect(await (await clerk.page(where)).text()).toContain('待签收');
  const signed = await clerk.page(`${where}/receipt`, { method: 'POST' });
  expect([signed.status, signed.headers.get('location')]).toEqual([303, where]);
  const html = await (await clerk.page(where)).text();
  expect(html).toContain('已签收');
  expect(html).toContain('订阅员');
  expect(html).not.toContain(`${where}/receipt`);
});

test('not executed asks for the reason; what was given is shown beside its measure', async () => {
  await subscribe(office);
  const { where } = await told('b');
  const measure = await codeOfMeasure(where);
  const bare = await postForm(clerk, `${where}/feedback`, { measure, result: 'not-executed', reason: '' });
  const html = await bare.text();
  expect([bare.status, html]).toEqual([422, expect.stringContaining('href="#reason"')]);
  expect(labelFaults(html)).toEqual([]);
  const given = await postForm(clerk, `${where}/feedback`, {
    measure,
    result: 'executed',
    executedOn: '2026-11-20',
  });
  expect([given.status, given.headers.get('location')]).toEqual([303, where]);
  expect(await (await clerk.page(where)).text()).toContain('已执行，');
});

test("a person's notice shows the masked number only", async () => {
  await subscribe(office);
  const { listing, where } = await told('p', 'person');
  const html = await (await clerk.page(where)).text();
  expect(html).toContain('***********');
  expect(html).not.toContain(listing.code);
});

test("another department's notice is as unknown as none", async () => {
  await subscribe(office);
  const { where } = await told('c');
  await push.agency('GAJ', ['subscriber'], [], '虚构市公安局');
  const other = await push.person('GAJ', '订阅员', ['subscriber']);
  expect((await other.page(where)).status).toBe(404);
  expect((await other.page(`${where}/receipt`, { method: 'POST' })).status).toBe(404);
});

test('a stuck delivery stands apart, tells every attempt and can be sent anew', async () => {
  const { receiver, id } = await subscribed(push, office);
  receiver.answer(400);
  await told('d');
  for (let attempt = 0; attempt < 3; attempt++) {
    await push.hurry();
    await push.send();
  }
  const page = await (await clerk.page(`/desk/subscriptions/${id}`)).text();
  expect(page).toContain('未送达，已停止');
  const delivery = elementsIn(page).find(({ attribs }) => attribs.href?.startsWith('/desk/deliveries/'));
  const log = await (await clerk.page(delivery?.attribs.href ?? '')).text();
  expect(log.match(/HTTP 400/g)).toHaveLength(3);
  receiver.answer(204);
  const again = await postForm(clerk, `/desk/subscriptions/${id}/replay`, { fromSeq: '1', toSeq: '1' });
  expect(again.status).toBe(303);
  await push.send();
  expect(receiver.seqs()).toEqual([1, 1, 1, 1]);
  expect(await (await clerk.page(`/desk/subscriptions/${id}`)).text()).toContain('重新投递');
});

test('what the system took is not signed for: the page says both, each by its own name', async () => {
  const { id } = await subscribe(office);
  const { where } = await told('r');
  const { items } = await (await office.api(`/feed?subscription=${id}`)).json();
  await office.api('/feed/ack', { method: 'POST', json: { subscription: id, upTo: items.at(-1).seq } });
  const html = await (await clerk.page(where)).text();
  expect(html).toContain('系统已接收，未签收');
  expect(html).toContain(`${where}/receipt`);
  expect(await (await clerk.page('/desk/notices?unsigned=true')).text()).toContain(where);
});
