import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Agency, eventOf, type PushApp, pushToFinance, subscribed } from '../kit/push.ts';

let push: PushApp;
let finance: Agency;
beforeEach(async () => {
  ({ push, finance } = await pushToFinance());
});
afterEach(() => push.stop());

const replay = async (id: string, json: unknown) => {
  const answer = await finance.api(`/subscriptions/${id}/replay`, { method: 'POST', json });
  return { status: answer.status, ...((await answer.json()) as { notices: number; deliveries: number }) };
};

test('a span begins at a number or at a moment, never at both or neither', async () => {
  const { id, receiver } = await subscribed(push, finance);
  await push.tellNew('a');
  await push.send();
  const between = new Date(Date.now() + 3_600_000).toISOString();
  push.setNow(new Date(Date.now() + 7_200_000).toISOString());
  await push.tellNew('b', 'c');
  await push.send();
  expect((await replay(id, {})).status).toBe(400);
  expect((await replay(id, { fromSeq: 1, since: between })).status).toBe(400);
  expect(await replay(id, { since: between })).toMatchObject({ status: 202, notices: 2, deliveries: 2 });
  await push.send();
  const again = receiver.got.filter(({ headers }) => headers['x-replay'] === '1');
  expect(again.map(({ events }) => events[0]?.data?.seq)).toEqual([2, 3]);
});

test('a digest comes again whole under its own id, and what was only fetched goes out for the first time', async () => {
  const { id, receiver } = await subscribed(push, finance, {
    schedule: { kind: 'cron', cron: '30 8 * * *' },
  });
  await push.tellNew('a', 'b');
  await finance.api(`/subscriptions/${id}`, { method: 'PATCH', json: { schedule: { kind: 'at-once' } } });
  await push.send();
  const [digest] = receiver.got.slice(-1);
  expect(digest?.events.length).toBe(2);
  await finance.api(`/subscriptions/${id}`, { method: 'PATCH', json: { endpoint: null } });
  await push.tellNew('c');
  await finance.api('/feed/ack', { method: 'POST', json: { subscription: id, upTo: 3 } });
  const endpoint = { url: receiver.url };
  await finance.api(`/subscriptions/${id}`, { method: 'PATCH', json: { endpoint } });
  await push.send();
  expect(await replay(id, { fromSeq: 2 })).toMatchObject({ notices: 3, deliveries: 2 });
  await push.send();
  const [whole, fetched] = receiver.got.slice(-2);
  expect([whole?.webhookId, whole?.body]).toEqual([digest?.webhookId, digest?.body]);
  expect(fetched?.events.map(({ data }) => data?.seq)).toEqual([3]);
  expect(receiver.refused).toEqual([]);
});

test('a body that is kept sealed is opened again for a replay', async () => {
  const registrar = await push.agency('REG', ['registrar']);
  await push.agency('PSB', ['subscriber'], [], '虚构市公安局');
  const { id, receiver } = await subscribed(push, registrar, {
    agency: 'PSB',
    identityBasis: '《虚构条例》第十条',
  });
  await push.tell(eventOf(await push.aListing('p', { kind: 'person' }), 'created'));
  await push.relay();
  await push.send();
  const first = receiver.got.at(-1);
  const told = receiver.notices().length;
  expect(told).toBeGreaterThan(0);
  expect(first?.events[0]?.data?.subject.masked).toBe(false);
  await registrar.api(`/subscriptions/${id}/replay`, { method: 'POST', json: { fromSeq: 1 } });
  await push.send();
  expect(receiver.notices().length).toBe(2 * told);
  expect(receiver.got.at(-1)?.body).toBe(first?.body);
});
