import { afterEach, beforeEach, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { claimDeliveries, settleDeliveries } from '../../src/notices/delivery/delivery.store.ts';
import { sendDeliveries } from '../../src/notices/delivery/send-deliveries.driver.ts';
import { type Agency, eventOf, type PushApp, pushToFinance, subscribed, testPace } from '../kit/push.ts';

let push: PushApp;
let finance: Agency;
beforeEach(async () => {
  ({ push, finance } = await pushToFinance());
});
afterEach(() => push.stop());

const state = async (id: string) =>
  (await (await finance.api(`/subscriptions/${id}`)).json()) as {
    state: string;
    pauseReason: string | null;
    failStreak: number;
  };
const deliveriesOf = async (id: string) =>
  (
    (await (await finance.api(`/deliveries?subscription=${id}`)).json()) as {
      items: { id: string; kind: string; state: string; attempt: number }[];
    }
  ).items.filter(({ kind }) => kind === 'notice');

test('a sender that outlived its lease changes nothing, but its attempt is written down', async () => {
  await subscribed(push, finance);
  await push.tellNew('a');
  const [late] = await claimDeliveries(push.deps.statement, testPace, 5);
  await push.query(`update deliveries set lease_until = now() - interval '1 second' where state = 'leased'`);
  await jobNamed('mend-deliveries').run(push.deps, new Date());
  const [fresh] = await claimDeliveries(push.deps.statement, testPace, 5);
  expect(fresh?.id).toBe(late?.id);
  const settle = (claimed: typeof late, goesTo: 'dead' | 'delivered') =>
    settleDeliveries(push.deps.statement, [
      {
        ...{
          id: claimed?.id ?? '',
          token: claimed?.token ?? '',
          subscriptionId: claimed?.subscriptionId ?? '',
        },
        ...{
          attempt: claimed?.attempt ?? 0,
          goesTo,
          delaySeconds: 0,
          at: push.deps.clock.now().toISOString(),
          endedAt: push.deps.clock.now().toISOString(),
          tookMs: 1,
        },
        ...{ status: 200, fault: null, excerpt: '', news: null },
      },
    ]);
  expect(await settle(late, 'dead')).toEqual([]);
  expect(await settle(fresh, 'delivered')).toMatchObject([{ state: 'delivered' }]);
  expect(
    await push.query(
      `select attempt from delivery_attempts where delivery_id = '${fresh?.id}' order by attempt`,
    ),
  ).toEqual([{ attempt: 1 }, { attempt: 2 }]);
});

test('the same delivery goes out under the same webhook-id with the same body at every try', async () => {
  const { receiver } = await subscribed(push, finance);
  receiver.answer(503);
  await push.tellNew('a');
  await push.send();
  receiver.answer(204);
  await push.hurry();
  await push.send();
  const [first, second] = receiver.got.slice(-2);
  expect(second?.webhookId).toBe(first?.webhookId);
  expect(second?.body).toBe(first?.body);
});

test.each([
  [401, 'paused', 'http-401'],
  [403, 'paused', 'http-403'],
  [410, 'disabled', 'http-410'],
])('an endpoint that answers %i is %s, and its notice is kept', async (status, to, reason) => {
  const { receiver, id } = await subscribed(push, finance);
  receiver.answer(status);
  await push.tellNew('a');
  await push.send();
  expect(await state(id)).toMatchObject({ state: to, pauseReason: reason });
  expect((await deliveriesOf(id))[0]).toMatchObject({ state: 'ready', attempt: 1 });
  const lines = await push.query(
    `select actor, about from audit_lines where action = 'subscription.work' order by id desc limit 1`,
  );
  expect(lines).toMatchObject([{ actor: 'job:send-deliveries', about: { subscription: id, to, reason } }]);
});

test('ten failures in a row open the breaker, one delivery tries the way, and success closes it', async () => {
  const { receiver, id } = await subscribed(push, finance);
  receiver.answer(500);
  await push.tellNew(...'abcdefghijkl');
  await push.send();
  const tried = receiver.seqs().length;
  expect(tried).toBeGreaterThanOrEqual(10);
  await push.hurry();
  await push.send();
  expect(receiver.seqs()).toHaveLength(tried);
  await push.query(`update subscriptions set breaker_open_until = now() - interval '1 second'`);
  expect(await claimDeliveries(push.deps.statement, testPace, 16)).toHaveLength(1);
  await push.query(`update deliveries set lease_until = now() - interval '1 second' where state = 'leased'`);
  receiver.answer(204);
  await push.send();
  expect(await state(id)).toMatchObject({ failStreak: 0 });
  expect(
    (await deliveriesOf(id))
      .filter(({ kind }) => kind === 'notice')
      .every((one) => one.state === 'delivered'),
  ).toBe(true);
});

test('an endpoint silent for five days is disabled, and answers a ping before it goes on', async () => {
  const { receiver, id } = await subscribed(push, finance);
  receiver.answer(500);
  await push.tellNew('a');
  await push.send();
  await push.query(`update subscriptions set failing_since = now() - interval '6 days'`);
  await jobNamed('mend-deliveries').run(push.deps, new Date());
  expect(await state(id)).toMatchObject({ state: 'disabled' });
  receiver.answer(204);
  await push.tellNew('b');
  await finance.api(`/subscriptions/${id}/resume`, { method: 'POST' });
  expect(await state(id)).toMatchObject({ state: 'pending' });
  await push.hurry();
  await push.send();
  await push.send();
  expect(new Set(receiver.seqs())).toEqual(new Set([1, 2]));
});

test('a lane whose head ended while nobody promoted the next is mended', async () => {
  const { receiver } = await subscribed(push, finance);
  const listing = await push.aListing('a');
  await push.tell(eventOf(listing, 'created'), eventOf(listing, 'changed'));
  await push.relay();
  await push.query(`update deliveries set state = 'delivered' where first_seq = 1`);
  await push.send();
  expect(receiver.seqs()).toEqual([]);
  await jobNamed('mend-deliveries').run(push.deps, new Date());
  await push.send();
  expect(receiver.seqs()).toEqual([2]);
});

test('the delivery log shows every attempt with status, time and what was answered', async () => {
  const { receiver, id } = await subscribed(push, finance);
  receiver.answer(() => (_, response) => response.writeHead(500).end('数据库维护中 440300199001011234'));
  await push.tellNew('a');
  await push.send();
  const [latest] = await deliveriesOf(id);
  expect(await (await finance.api(`/deliveries/${latest?.id}`)).json()).toMatchObject({
    notices: [{ seq: 1 }],
    attempts: [{ attempt: 1, status: 500, fault: null, responseExcerpt: '数据库维护中 [struck]' }],
  });
  const other = await push.agency('TAX', ['subscriber']);
  expect((await other.api(`/deliveries/${latest?.id}`)).status).toBe(404);
});

const breakerOf = async (id: string) =>
  (await (await finance.api(`/subscriptions/${id}`)).json()) as {
    failStreak: number;
    breakerOpenUntil: string | null;
  };
const seeds = (count: number) => Array.from({ length: count }, (_, place) => `s${place}`);

test('seven failures in ten open the breaker though some deliveries succeed', async () => {
  const { receiver, id } = await subscribed(push, finance);
  let turn = 0;
  receiver.answer(() => (++turn % 4 === 0 ? 204 : 500));
  await push.tellNew(...seeds(16));
  await push.send();
  const { failStreak, breakerOpenUntil } = await breakerOf(id);
  expect(failStreak).toBeLessThan(10);
  expect(Date.parse(breakerOpenUntil ?? '')).toBeGreaterThan(Date.now());
  receiver.answer(204);
  await push.query(`update subscriptions set breaker_open_until = now()`);
  await push.hurry();
  await push.send();
  expect(await breakerOf(id)).toMatchObject({ failStreak: 0, breakerOpenUntil: null });
});

test('a receiver that fails every other time keeps its breaker closed', async () => {
  const { receiver, id } = await subscribed(push, finance);
  let turn = 0;
  receiver.answer(() => (++turn % 2 === 0 ? 204 : 500));
  await push.tellNew('first');
  await push.send();
  await push.tellNew(...seeds(24));
  await push.send();
  expect(turn).toBe(26 - 1);
  expect(await breakerOf(id)).toMatchObject({ breakerOpenUntil: null });
});

test('failures of more than five minutes ago count no more', async () => {
  const { receiver, id } = await subscribed(push, finance);
  receiver.answer(500);
  await push.tellNew(...seeds(7));
  await push.send();
  receiver.answer(204);
  await push.query(`update subscriptions set tally_from = now() - interval '6 minutes'`);
  await push.tellNew('later');
  await push.send();
  await push.query(`update deliveries set due_at = now() + interval '1 hour' where state = 'ready'`);
  receiver.answer(500);
  await push.tellNew('x', 'y', 'z');
  await push.send();
  expect(await breakerOf(id)).toMatchObject({ failStreak: 3, breakerOpenUntil: null });
});

test('a lift behind a notice that failed has it tried again within a minute', async () => {
  const { receiver } = await subscribed(push, finance);
  receiver.answer(500);
  const listing = await push.aListing('a');
  await push.tell(eventOf(listing, 'created'));
  await push.relay();
  await push.send();
  await push.query(`update deliveries set due_at = now() + interval '10 hours' where state = 'ready'`);
  await push.tell(eventOf(listing, 'removed'));
  await push.relay();
  const [late] = await push.query(
    `select count(*)::int as count from deliveries where state <> 'delivered'
      and due_at > now() + interval '1 minute'`,
  );
  expect(late).toEqual({ count: 0 });
});

type Dead = { state: string; gap: { fromSeq: number; toSeq: number; closedBy: string | null } | null };
const deadOf = async (id: string) =>
  ((await (await finance.api(`/deliveries?subscription=${id}&state=dead`)).json()) as { items: Dead[] })
    .items;

test('a dead letter marks its gap, holds up nobody, and a replay closes it', async () => {
  const { receiver, id } = await subscribed(push, finance);
  receiver.answer(({ events }) => (events[0]?.data?.seq === 2 ? 422 : 204));
  await push.tellNew('a', 'b', 'c');
  for (let tries = 0; tries < 3; tries++) {
    await push.hurry();
    await push.send();
  }
  expect(new Set(receiver.seqs())).toEqual(new Set([1, 2, 3]));
  expect(await deadOf(id)).toMatchObject([{ gap: { fromSeq: 2, toSeq: 2, closedBy: null } }]);
  receiver.answer(204);
  await finance.api(`/subscriptions/${id}/replay`, { method: 'POST', json: { fromSeq: 2, toSeq: 2 } });
  await push.send();
  expect(await deadOf(id)).toMatchObject([{ gap: { closedBy: 'replay' } }]);
});

test('what the department has acknowledged from the feed is a gap no more', async () => {
  const { receiver, id } = await subscribed(push, finance);
  receiver.answer(400);
  await push.tellNew('a');
  for (let tries = 0; tries < 3; tries++) {
    await push.hurry();
    await push.send();
  }
  await finance.api('/feed/ack', { method: 'POST', json: { subscription: id, upTo: 1 } });
  expect(await deadOf(id)).toMatchObject([{ gap: { closedBy: 'acknowledgement' } }]);
});

test('a receiver that hangs gives its places to the others after a second', async () => {
  const hanging = await subscribed(push, finance);
  const well = await subscribed(push, await push.agency('TAX', ['subscriber']));
  const isOver = Promise.withResolvers<void>();
  hanging.receiver.answer(() => (_, response) => {
    void isOver.promise.then(() => response.writeHead(204).end());
  });
  await push.tellNew(...seeds(8));
  const sending = sendDeliveries(push.deps, {
    window: 4,
    perReceiver: 8,
    leaseSeconds: 600,
    timeoutMs: 300_000,
  });
  const isServed = Promise.withResolvers<void>();
  well.receiver.answer(() => {
    if (well.receiver.notices().length === 7) isServed.resolve();
    return 204;
  });
  await isServed.promise;
  isOver.resolve();
  await sending;
});
