import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type Agency,
  eventOf,
  type PushApp,
  pushToFinance,
  subscribed,
  type TestListing,
} from '../kit/push.ts';

let push: PushApp;
let finance: Agency;
beforeEach(async () => {
  ({ push, finance } = await pushToFinance());
});
afterEach(() => push.stop());

type FeedAnswer = {
  items: { seq: number; supersededBy: string | null }[];
  ackedSeq: number;
  lastSeq: number;
};
const feed = async (id: string, query = '') =>
  (await (await finance.api(`/feed?subscription=${id}${query}`)).json()) as FeedAnswer;
const feedSeqs = async (id: string, query = '') => (await feed(id, query)).items.map(({ seq }) => seq);
const ack = (subscription: string, upTo: number) =>
  finance.api('/feed/ack', { method: 'POST', json: { subscription, upTo } });
const change = async (id: string, patch: object) => {
  const answer = await finance.api(`/subscriptions/${id}`, { method: 'PATCH', json: patch });
  expect(answer.status).toBe(200);
  return (await answer.json()) as { state: string; channel: string; ackedSeq: number };
};
const tellOf = async (...listings: TestListing[]) => {
  for (const listing of listings) await push.tell(eventOf(listing, 'changed'));
  await push.relay();
};
const listings = async (...seeds: string[]) => {
  const made: TestListing[] = [];
  for (const seed of seeds) made.push(await push.aListing(seed));
  return made;
};

test('from push to pull in the midst of deliveries: what arrived is not fetched again, what did not is', async () => {
  const { receiver, id } = await subscribed(push, finance);
  const [a, b, c] = (await listings('a', 'b', 'c')) as [TestListing, TestListing, TestListing];
  await tellOf(a, b, c);
  receiver.answer(({ events }) => (events.some(({ data }) => data?.seq === 3) ? 500 : 204));
  await push.send();
  expect(await change(id, { endpoint: null })).toMatchObject({
    channel: 'pull',
    state: 'active',
    ackedSeq: 2,
  });
  await tellOf(c, a);
  expect(await feedSeqs(id)).toEqual([3, 4, 5]);
  await push.hurry();
  await push.send();
  expect(receiver.seqs().toSorted()).toEqual([1, 2, 3]);
});

test('and back: every notice arrives once by one way or the other, in order per subject', async () => {
  const { receiver, id } = await subscribed(push, finance);
  const [a, b] = (await listings('a', 'b')) as [TestListing, TestListing];
  receiver.answer(500);
  await tellOf(a, a, b);
  await push.send();
  await change(id, { endpoint: null });
  await tellOf(a, b, b);
  expect(await feedSeqs(id)).toEqual([1, 2, 3, 4, 5, 6]);
  await ack(id, 3);
  const before = receiver.got.length;
  receiver.answer(204);
  expect(await change(id, { endpoint: { url: receiver.url } })).toMatchObject({
    state: 'pending',
    ackedSeq: 3,
  });
  await push.send();
  await push.hurry();
  await push.send();
  await tellOf(a);
  await push.send();
  const told = receiver.got
    .slice(before)
    .flatMap(({ events }) => events.flatMap(({ data }) => data?.seq ?? []));
  expect(told.toSorted()).toEqual([4, 5, 6, 7]);
  expect(told.indexOf(4)).toBeLessThan(told.indexOf(7));
  expect(told.indexOf(5)).toBeLessThan(told.indexOf(6));
});

test('what waits behind a delivery that never arrived follows it when pushes begin again', async () => {
  const { receiver, id } = await subscribed(push, finance);
  const [a] = (await listings('a')) as [TestListing];
  receiver.answer(500);
  await tellOf(a);
  await push.send();
  await change(id, { endpoint: null });
  await tellOf(a, a);
  receiver.answer(204);
  await change(id, { endpoint: { url: receiver.url } });
  await push.send();
  for (let looks = 0; looks < 3; looks++) {
    await push.hurry();
    await push.send();
  }
  expect(receiver.seqs()).toEqual([1, 1, 2, 3]);
});

test('a digest of which a part was acknowledged sends only the rest', async () => {
  const schedule = { kind: 'cron', cron: '* * * * *' };
  const { receiver, id } = await subscribed(push, finance, { schedule });
  await tellOf(...(await listings('a', 'b', 'c')));
  await push.query(`update schedules set next_run_at = now() where id like 'build-digest:%'`);
  const { buildDigest } = await import('../../src/notices/relay/build-digest.ts');
  await buildDigest(push.deps, new Date(), id);
  await ack(id, 2);
  await push.send();
  expect(receiver.seqs()).toEqual([3]);
  expect(await feedSeqs(id, '&after=0')).toEqual([1, 2, 3]);
});

test('a lift that was waiting to be fetched leaves as soon as pushes begin, whatever the schedule', async () => {
  const receiver = await push.receiver();
  const made = await finance.api('/subscriptions', {
    method: 'POST',
    json: { name: '拉取', schedule: { kind: 'cron', cron: '30 8 1 1 *' } },
  });
  const { id } = (await made.json()) as { id: string };
  const [a, b] = (await listings('a', 'b')) as [TestListing, TestListing];
  await tellOf(a, b);
  await ack(id, 1);
  await change(id, { endpoint: { url: receiver.url } });
  await push.send();
  expect(receiver.seqs()).toEqual([]);
  await change(id, { endpoint: null });
  await push.tell(eventOf(a, 'removed'));
  await push.relay();
  await change(id, { endpoint: { url: receiver.url } });
  await push.send();
  await push.send();
  expect(receiver.seqs()).toEqual([2, 3]);
});

test('a ping answered by the old address proves nothing of the new one', async () => {
  const [old, other] = [await push.receiver(), await push.receiver()];
  const made = await finance.api('/subscriptions', {
    method: 'POST',
    json: { name: '推送', endpoint: { url: old.url } },
  });
  const { id } = (await made.json()) as { id: string };
  const held = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  old.answer(() => (_, response) => {
    asked.resolve();
    void held.promise.then(() => response.writeHead(204).end());
  });
  other.answer(500);
  const sending = push.send();
  await asked.promise;
  await change(id, { endpoint: { url: other.url } });
  held.resolve();
  await sending;
  expect((await (await finance.api(`/subscriptions/${id}`)).json()).state).toBe('pending');
});

test('switched while deliveries are in flight: pushed and fetched together are all there is', async () => {
  const { receiver, id } = await subscribed(push, finance);
  const made = await listings('a', 'b', 'c', 'd', 'e', 'f');
  receiver.answer(() => (_, response) => void setTimeout(() => response.writeHead(204).end(), 40));
  const pulled: number[] = [];
  for (let round = 0; round < 4; round++) {
    await tellOf(...made, ...made);
    const sending = push.send();
    await new Promise((resume) => setTimeout(resume, 20 + round * 15));
    await change(id, { endpoint: null });
    await tellOf(...made);
    const seqs = await feedSeqs(id);
    pulled.push(...seqs);
    await ack(id, seqs.at(-1) ?? 0);
    await change(id, { endpoint: { url: receiver.url } });
    await sending;
    await push.send();
  }
  for (let looks = 0; looks < 3; looks++) await push.send();
  const { lastSeq } = await feed(id);
  const all = new Set([...receiver.seqs(), ...pulled]);
  expect([...all].toSorted((x, y) => x - y)).toEqual(
    Array.from({ length: lastSeq }, (_, place) => place + 1),
  );
  const perSubject = new Map<number, number>();
  for (const { data } of receiver.notices()) {
    const listing = data?.listingId ?? 0;
    expect(data?.seq).toBeGreaterThan(perSubject.get(listing) ?? 0);
    perSubject.set(listing, data?.seq ?? 0);
  }
});

test('switched over and over between deliveries, every number reaches the department, none twice', async () => {
  const { receiver, id } = await subscribed(push, finance);
  const made = await listings('a', 'b', 'c', 'd');
  const pulled: number[] = [];
  for (let round = 0; round < 6; round++) {
    await tellOf(...made.slice(0, 1 + (round % 4)));
    if (round % 2 === 0) {
      await push.send();
      await change(id, { endpoint: null });
    } else {
      const seqs = await feedSeqs(id);
      pulled.push(...seqs);
      await ack(id, seqs.at(-1) ?? 0);
      await change(id, { endpoint: { url: receiver.url } });
      await push.send();
      await push.send();
    }
  }
  await push.send();
  const { lastSeq } = await feed(id);
  const all = [...receiver.seqs(), ...pulled].toSorted((x, y) => x - y);
  expect(all).toEqual(Array.from({ length: lastSeq }, (_, place) => place + 1));
});
