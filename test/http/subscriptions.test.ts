import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Agency, eventOf, type PushApp, pushToFinance, subscribe, subscribed } from '../kit/push.ts';

let push: PushApp;
let finance: Agency;
beforeEach(async () => {
  ({ push, finance } = await pushToFinance());
});
afterEach(() => push.stop());

const problemOf = async (answer: Response) => [
  answer.status,
  ((await answer.json()) as { code: string }).code,
];
const stateOf = async (id: string) =>
  ((await (await finance.api(`/subscriptions/${id}`)).json()) as { state: string }).state;

test('a subscription shows its secret once and becomes active when its endpoint answers a signed ping', async () => {
  const receiver = await push.receiver();
  const made = await subscribe(finance, { endpoint: { url: receiver.url } });
  expect(made.secret).toMatch(/^whsec_/);
  expect(made.state).toBe('pending');
  receiver.verifyWith(made.secret);
  await push.send();
  expect(receiver.refused).toEqual([]);
  expect(receiver.got[0]?.events.map(({ type }) => type)).toEqual(['registry.ping']);
  const shown = await (await finance.api(`/subscriptions/${made.id}`)).text();
  expect(JSON.parse(shown)).toMatchObject({ state: 'active', name: '测试订阅' });
  expect(shown).not.toContain(made.secret);
});

test('an endpoint that does not answer its ping is told nothing', async () => {
  const receiver = await push.receiver();
  receiver.answer(500);
  const made = await subscribe(finance, { endpoint: { url: receiver.url } });
  await push.tell(eventOf(await push.aListing('a'), 'created'));
  await push.relay();
  await push.send();
  expect(await stateOf(made.id)).toBe('pending');
  expect(receiver.notices()).toEqual([]);
});

test('a pull-only subscription is active at once', async () => {
  expect((await subscribe(finance)).state).toBe('active');
});

test('a subscription opens with the current matching state, and what came before it is not told twice', async () => {
  const [relayed, waiting] = [await push.aListing('a'), await push.aListing('b')];
  await push.tell(eventOf(relayed, 'created'));
  await push.relay();
  await push.tell(
    eventOf(waiting, 'created'),
    eventOf(await push.aListing('c', { list: 'serious-violation' }), 'created'),
  );
  const { receiver, lastSeq } = await subscribed(push, finance, {
    filter: { lists: ['judgment-defaulter'] },
  });
  expect(lastSeq).toBe(2);
  await push.tell(eventOf(waiting, 'changed'));
  await push.relay();
  await push.send();
  const told = receiver.notices().map(({ data }) => [Number(data?.seq), data?.initial] as const);
  expect(told.toSorted(([a], [b]) => a - b)).toEqual([
    [1, true],
    [2, true],
    [3, false],
  ]);
});

test.each([
  'http://receiver.invalid/hook',
  'ftp://127.0.0.1/hook',
  'https://user:word@receiver.invalid/hook',
  'https://10.0.0.8/hook',
  'https://169.254.169.254/latest',
  'https://[::ffff:10.0.0.8]/hook',
  'https://receiver.invalid:22/hook',
  'not a url',
])('%s is no endpoint', async (url) => {
  const answer = await finance.api('/subscriptions', {
    method: 'POST',
    json: { name: '测试', endpoint: { url } },
  });
  expect(await problemOf(answer)).toEqual([422, 'subscription.endpoint']);
});

test.each(['61 8 * * *', '0 0 30 2 *', '* * * * * *', 'daily'])('%s is no schedule', async (cron) => {
  const schedule = { kind: 'cron', cron };
  const answer = await finance.api('/subscriptions', { method: 'POST', json: { name: '测试', schedule } });
  expect(await problemOf(answer)).toEqual([422, 'subscription.cron']);
});

test('unknown fields are refused', async () => {
  const answer = await finance.api('/subscriptions', {
    method: 'POST',
    json: { name: '测试', filter: { list: ['honour'] } },
  });
  expect(await problemOf(answer)).toEqual([400, 'request.invalid']);
});

test('the same Idempotency-Key answers with the same subscription and secret', async () => {
  const ask = () =>
    finance.api('/subscriptions', {
      method: 'POST',
      json: { name: '测试' },
      headers: { 'idempotency-key': 'once' },
    });
  const [first, second] = [await (await ask()).json(), await (await ask()).json()];
  expect(second).toEqual(first);
  expect(await push.query('select count(*) as count from subscriptions')).toEqual([{ count: 1 }]);
});

test("another agency's subscription does not exist", async () => {
  const made = await subscribe(finance);
  const other = await push.agency('TAX', ['subscriber']);
  const asked = [
    other.api(`/subscriptions/${made.id}`),
    other.api(`/subscriptions/${made.id}`, { method: 'PATCH', json: { name: '改名' } }),
    other.api(`/subscriptions/${made.id}`, { method: 'DELETE' }),
    other.api(`/subscriptions/${made.id}/rotate-secret`, { method: 'POST' }),
    other.api(`/feed?subscription=${made.id}`),
    other.api(`/deliveries?subscription=${made.id}`),
  ];
  for (const answer of await Promise.all(asked))
    expect(await problemOf(answer)).toEqual([404, 'subscription.unknown']);
  expect(await (await other.api('/subscriptions')).json()).toMatchObject({ items: [] });
});

test('a window agency may not subscribe', async () => {
  const window = await push.agency('WIN', ['window']);
  expect(
    await problemOf(await window.api('/subscriptions', { method: 'POST', json: { name: '测试' } })),
  ).toEqual([403, 'access.denied']);
});

test('while a secret is being exchanged the old and the new one both verify every request', async () => {
  const { receiver, id, secret } = await subscribed(push, finance);
  const answer = await finance.api(`/subscriptions/${id}/rotate-secret`, { method: 'POST' });
  const rotated = (await answer.json()) as { secret: string };
  expect(rotated.secret).not.toBe(secret);
  receiver.verifyWith(secret, rotated.secret);
  await push.tell(eventOf(await push.aListing('a'), 'created'));
  await push.relay();
  await push.send();
  expect(receiver.refused).toEqual([]);
  expect(receiver.seqs()).toEqual([1]);
  await push.query(
    `update subscription_secrets set valid_until = now() - interval '1 second' where valid_until is not null`,
  );
  receiver.verifyWith(rotated.secret);
  await finance.api(`/subscriptions/${id}/test`, { method: 'POST' });
  await push.send();
  expect(receiver.got.at(-1)?.headers['webhook-signature']?.split(' ')).toHaveLength(1);
});

test('a paused subscription is numbered but not sent, and goes on in order when resumed', async () => {
  const { receiver, id } = await subscribed(push, finance);
  expect((await finance.api(`/subscriptions/${id}/pause`, { method: 'POST' })).status).toBe(200);
  await push.tell(eventOf(await push.aListing('a'), 'created'), eventOf(await push.aListing('b'), 'created'));
  await push.relay();
  await push.send();
  expect(receiver.seqs()).toEqual([]);
  expect((await finance.api(`/subscriptions/${id}/pause`, { method: 'POST' })).status).toBe(409);
  expect((await finance.api(`/subscriptions/${id}/resume`, { method: 'POST' })).status).toBe(200);
  await push.send();
  expect(receiver.seqs().toSorted()).toEqual([1, 2]);
});

test('a new endpoint must prove itself again before it is told anything', async () => {
  const { id } = await subscribed(push, finance);
  const next = await push.receiver();
  next.answer(500);
  const answer = await finance.api(`/subscriptions/${id}`, {
    method: 'PATCH',
    json: { endpoint: { url: next.url } },
  });
  expect(await answer.json()).toMatchObject({ state: 'pending', endpoint: { url: next.url } });
  await push.tell(eventOf(await push.aListing('a'), 'created'));
  await push.relay();
  await push.send();
  expect(next.notices()).toEqual([]);
});

test('a removed subscription is told nothing more', async () => {
  const { receiver, id } = await subscribed(push, finance);
  expect((await finance.api(`/subscriptions/${id}`, { method: 'DELETE' })).status).toBe(204);
  await push.tell(eventOf(await push.aListing('a'), 'created'));
  expect(await push.relay()).toBe(0);
  expect((await finance.api(`/subscriptions/${id}`)).status).toBe(404);
  expect(receiver.notices()).toEqual([]);
});

test('a replay is counted first, then sends the same notices under the webhook-id they had', async () => {
  const { receiver, id } = await subscribed(push, finance);
  await push.tell(eventOf(await push.aListing('a'), 'created'), eventOf(await push.aListing('b'), 'created'));
  await push.relay();
  await push.send();
  const ask = async (dryRun: boolean) =>
    (
      await finance.api(`/subscriptions/${id}/replay`, { method: 'POST', json: { fromSeq: 2, dryRun } })
    ).json();
  expect(await ask(true)).toEqual({ notices: 1, deliveries: 1 });
  await push.send();
  expect(receiver.seqs().toSorted()).toEqual([1, 2]);
  await ask(false);
  await push.send();
  expect(receiver.seqs().toSorted()).toEqual([1, 2, 2]);
  const [first, again] = receiver.got.filter(({ events }) => events[0]?.data?.seq === 2);
  expect(again?.events[0]?.id).toBe(first?.events[0]?.id);
  expect(again?.webhookId).toBe(first?.webhookId);
  expect(again?.body).toBe(first?.body);
  expect(again?.headers['x-replay']).toBe('1');
  await ask(false);
  await push.send();
  expect(receiver.got.at(-1)?.headers['x-replay']).toBe('2');
});
