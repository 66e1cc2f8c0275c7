import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Agency, eventOf, type PushApp, pushToFinance, subscribe, subscribed } from '../kit/push.ts';

let push: PushApp;
let finance: Agency;
beforeEach(async () => {
  ({ push, finance } = await pushToFinance());
});
afterEach(() => push.stop());

const numbers = () =>
  push.query(
    'select seq, event_id, subject_seq, superseded_by is not null as gone from notices order by seq',
  );
const deliveries = () =>
  push.query('select lane, state, kind, urgent from deliveries where kind <> $1 order by first_seq', [
    'ping',
  ]);

test('an event that became visible late with a low id is still told, and the numbers have no gap', async () => {
  await subscribe(finance);
  const [a, b, c] = [await push.aListing('a'), await push.aListing('b'), await push.aListing('c')];
  await push.tell(eventOf(a, 'created'), eventOf(b, 'created'), eventOf(c, 'created'));
  const ids = (await push.query('select id from events order by id')).map(({ id }) => Number(id));
  const [first, second, third] = ids;
  await push.query(`update events set relayed_at = now() where id = $1`, [Number(second)]);
  await push.relay();
  await push.query(`update events set relayed_at = null where id = $1`, [Number(second)]);
  await push.relay();
  expect((await numbers()).map(({ seq, event_id }) => [seq, event_id])).toEqual([
    [1, first],
    [2, third],
    [3, second],
  ]);
});

test('relaying again tells nobody anything twice', async () => {
  await subscribe(finance);
  await push.tell(eventOf(await push.aListing('a'), 'created'));
  expect([await push.relay(), await push.relay()]).toEqual([1, 0]);
});

test('each subscription has numbers of its own', async () => {
  await subscribe(finance, { filter: { lists: ['serious-violation'] } });
  await subscribe(finance);
  for (const [place, list] of ['judgment-defaulter', 'serious-violation', 'judgment-defaulter'].entries())
    await push.tell(eventOf(await push.aListing(`x${place}`, { list }), 'created'));
  await push.relay();
  const found = await push.query('select last_seq from subscriptions order by last_seq');
  expect(found.map(({ last_seq }) => last_seq)).toEqual([1, 3]);
});

test('a lift whose predecessor was never attempted stands in for it, also within one relay', async () => {
  const { receiver, id } = await subscribed(push, finance);
  await finance.api(`/subscriptions/${id}/pause`, { method: 'POST' });
  const [early, together] = [await push.aListing('a'), await push.aListing('b')];
  await push.tell(eventOf(early, 'created'), eventOf(early, 'changed'));
  await push.relay();
  await push.tell(eventOf(together, 'created'), eventOf(together, 'removed'), eventOf(early, 'removed'));
  await push.relay();
  expect((await numbers()).map(({ gone }) => gone)).toEqual([true, true, true, false, false]);
  await finance.api(`/subscriptions/${id}/resume`, { method: 'POST' });
  await push.send();
  // Two subjects, two lanes: which of them arrives first is nobody's promise.
  const told = receiver.notices().map(({ data }) => [Number(data?.seq), data?.supersedes.length] as const);
  expect(told.toSorted(([a], [b]) => a - b)).toEqual([
    [4, 1],
    [5, 2],
  ]);
});

test('a lift follows in order what was attempted, since the receiver may have applied it', async () => {
  const { receiver } = await subscribed(push, finance);
  receiver.answer(500);
  const listing = await push.aListing('a');
  await push.tell(eventOf(listing, 'created'));
  await push.relay();
  await push.send();
  await push.tell(eventOf(listing, 'removed'));
  await push.relay();
  expect((await deliveries()).map(({ state, urgent }) => [state, urgent])).toEqual([
    ['ready', false],
    ['queued', true],
  ]);
  receiver.answer(204);
  await push.hurry();
  await push.send();
  expect(receiver.seqs()).toEqual([1, 1, 2]);
  expect(receiver.notices().at(-1)?.data?.supersedes).toEqual([]);
});

test('a subject is a lane of its own, so that a stuck one holds back no other', async () => {
  const { receiver } = await subscribed(push, finance);
  const [stuck, free] = [await push.aListing('a'), await push.aListing('b')];
  receiver.answer((one) => (one.events[0]?.data?.listingId === stuck.id ? 500 : 204));
  await push.tell(
    eventOf(stuck, 'created'),
    eventOf(stuck, 'changed'),
    eventOf(free, 'created'),
    eventOf(free, 'changed'),
  );
  await push.relay();
  await push.send();
  expect(receiver.seqs().toSorted()).toEqual([1, 3, 4]);
  receiver.answer(204);
  await push.hurry();
  await push.send();
  expect(receiver.seqs().slice(-2)).toEqual([1, 2]);
});

test('a notice dead for good lets the next of its subject through', async () => {
  const { receiver } = await subscribed(push, finance);
  receiver.answer((one) => (one.events[0]?.data?.seq === 1 ? 422 : 204));
  const listing = await push.aListing('a');
  await push.tell(eventOf(listing, 'created'), eventOf(listing, 'changed'));
  await push.relay();
  for (let tries = 0; tries < 3; tries++) {
    await push.hurry();
    await push.send();
  }
  expect(receiver.seqs()).toEqual([1, 1, 1, 2]);
  expect((await deliveries()).map(({ state }) => state)).toEqual(['dead', 'delivered']);
});
