import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimDeliveries, settleDeliveries } from '../../src/notices/delivery.store.ts';
import { mendDeliveriesJob } from '../../src/notices/mend-deliveries.job.ts';
import { eventOf, makePush, type PushApp, subscribed, testPace } from '../kit/push.ts';

let push: PushApp;
let finance: Awaited<ReturnType<PushApp['agency']>>;
beforeEach(async () => {
  push = await makePush();
  finance = await push.agency('FIN', ['subscriber'], [], '虚构市财政局');
});
afterEach(() => push.stop());

const tellNew = async (...seeds: string[]) => {
  for (const seed of seeds) await push.tell(eventOf(await push.aListing(seed), 'created'));
  await push.relay();
};
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
  await tellNew('a');
  const [late] = await claimDeliveries(push.deps.statement, testPace, 5);
  await push.query(`update deliveries set lease_until = now() - interval '1 second' where state = 'leased'`);
  await mendDeliveriesJob.run(push.deps, new Date());
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
          at: new Date().toISOString(),
          tookMs: 1,
        },
        ...{ status: 200, fault: null, excerpt: '' },
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
  await tellNew('a');
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
  await tellNew('a');
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
  await tellNew(...'abcdefghijkl');
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
  await tellNew('a');
  await push.send();
  await push.query(`update subscriptions set failing_since = now() - interval '6 days'`);
  await mendDeliveriesJob.run(push.deps, new Date());
  expect(await state(id)).toMatchObject({ state: 'disabled' });
  receiver.answer(204);
  await tellNew('b');
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
  await mendDeliveriesJob.run(push.deps, new Date());
  await push.send();
  expect(receiver.seqs()).toEqual([2]);
});

test('the delivery log shows every attempt with status, time and what was answered', async () => {
  const { receiver, id } = await subscribed(push, finance);
  receiver.answer(() => (_, response) => response.writeHead(500).end('数据库维护中 440300199001011234'));
  await tellNew('a');
  await push.send();
  const [latest] = await deliveriesOf(id);
  expect(await (await finance.api(`/deliveries/${latest?.id}`)).json()).toMatchObject({
    notices: [{ seq: 1 }],
    attempts: [{ attempt: 1, status: 500, fault: null, responseExcerpt: '数据库维护中 [struck]' }],
  });
  const other = await push.agency('TAX', ['subscriber']);
  expect((await other.api(`/deliveries/${latest?.id}`)).status).toBe(404);
});
