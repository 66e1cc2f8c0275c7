import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Agency, eventOf, type PushApp, pushToFinance, subscribe, subscribed } from '../kit/push.ts';

let push: PushApp;
let finance: Agency;
beforeEach(async () => {
  ({ push, finance } = await pushToFinance());
});
afterEach(() => push.stop());

type Item = { seq: number; noticeId: string; id: string; supersededBy: string | null; data: { seq: number } };
type Feed = { items: Item[]; next: string | null; lastSeq: number; ackedSeq: number };
const feed = async (id: string, query = '') =>
  (await (await finance.api(`/feed?subscription=${id}${query}`)).json()) as Feed;

test('the feed gives the notices in seq order, page by page', async () => {
  const { id } = await subscribe(finance);
  await push.tellNew('a', 'b', 'c');
  const first = await feed(id, '&limit=2');
  expect([first.items.map(({ seq }) => seq), first.next]).toEqual([[1, 2], '2']);
  const second = await feed(id, `&limit=2&after=${first.next}`);
  expect([second.items.map(({ data }) => data.seq), second.next]).toEqual([[3], null]);
});

test('the push and the feed give the same event under the same number', async () => {
  const { receiver, id } = await subscribed(push, finance);
  await push.tellNew('a');
  await push.send();
  const [item] = (await feed(id)).items;
  const { seq, noticeId, supersededBy, ...event } = item ?? ({} as Item);
  expect(JSON.parse(receiver.got.at(-1)?.body ?? '[]')).toEqual([event]);
  expect([seq, noticeId, supersededBy]).toEqual([1, event.id, null]);
});

test('a long poll answers as soon as something comes', async () => {
  const { id } = await subscribe(finance);
  const waiting = feed(id, '&wait=20');
  await push.tellNew('a');
  expect((await waiting).items.map(({ seq }) => seq)).toEqual([1]);
});

test('an acknowledgement is cumulative, never goes back and never past the last number', async () => {
  const { id } = await subscribe(finance);
  await push.tellNew('a', 'b', 'c');
  const ack = async (upTo: number) =>
    (await finance.api('/feed/ack', { method: 'POST', json: { subscription: id, upTo } })).json();
  expect(await ack(2)).toMatchObject({ ackedSeq: 2 });
  expect(await ack(1)).toMatchObject({ ackedSeq: 2 });
  expect(await ack(99)).toMatchObject({ ackedSeq: 3, lastSeq: 3 });
});

test('what a department has pulled and acknowledged is not pushed to it any more', async () => {
  const { receiver, id } = await subscribed(push, finance);
  await push.tellNew('a', 'b', 'c');
  await finance.api('/feed/ack', { method: 'POST', json: { subscription: id, upTo: 2 } });
  await push.send();
  expect(receiver.seqs()).toEqual([3]);
});

test('a department that changes from pull to push gets what it has not acknowledged, once', async () => {
  const { id, secret } = await subscribe(finance);
  await push.tellNew('a', 'b');
  await finance.api('/feed/ack', { method: 'POST', json: { subscription: id, upTo: 1 } });
  const receiver = await push.receiver();
  receiver.verifyWith(secret);
  await finance.api(`/subscriptions/${id}`, { method: 'PATCH', json: { endpoint: { url: receiver.url } } });
  await push.tellNew('c');
  await push.send();
  await push.send();
  expect(receiver.seqs().toSorted()).toEqual([2, 3]);
});

test('every reading of the feed that shows something leaves a line', async () => {
  const { id } = await subscribe(finance);
  await feed(id);
  await push.tellNew('a');
  await feed(id);
  const lines = await push.query(`select about from audit_lines where action = 'feed.read'`);
  expect(lines).toEqual([{ about: { subscription: id, after: 0, upTo: 1 } }]);
});

test('a superseded notice keeps its number in the feed and says what stands in for it', async () => {
  const { receiver, id } = await subscribed(push, finance);
  await finance.api(`/subscriptions/${id}/pause`, { method: 'POST' });
  const listing = await push.aListing('a');
  await push.tell(eventOf(listing, 'created'));
  await push.relay();
  await push.tell(eventOf(listing, 'removed'));
  await push.relay();
  await finance.api(`/subscriptions/${id}/resume`, { method: 'POST' });
  await push.send();
  const [created, lift] = (await feed(id)).items;
  expect(created).toMatchObject({ seq: 1, supersededBy: lift?.noticeId });
  expect(receiver.notices().map(({ data }) => [data?.seq, data?.supersedes])).toEqual([
    [2, [created?.noticeId]],
  ]);
});
