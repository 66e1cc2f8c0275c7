import { afterEach, beforeEach, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { type Agency, eventOf, type PushApp, pushToFinance, subscribe, subscribed } from '../kit/push.ts';

let push: PushApp;
let finance: Agency;
beforeEach(async () => {
  ({ push, finance } = await pushToFinance());
});
afterEach(async () => {
  await push.query('drop trigger if exists full_disk on subscriptions');
  await push.stop();
});

const fillDisk = async () => {
  await push.query(`create or replace function full_disk() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`);
  await push.query(`create trigger full_disk before update of state on subscriptions
    for each row execute function full_disk()`);
};
const freeDisk = () => push.query('drop trigger full_disk on subscriptions');
const mend = () => jobNamed('mend-deliveries').run(push.deps, new Date());
const stateOf = async (id: string) => (await (await finance.api(`/subscriptions/${id}`)).json()).state;
const lines = async (step: string) =>
  (await push.query('select about from audit_lines')).filter(({ about }) =>
    JSON.stringify(about).includes(step),
  ).length;

test('a ping that was answered counts, although the process died before it counted it', async () => {
  const receiver = await push.receiver();
  const { id } = await subscribe(finance, { endpoint: { url: receiver.url } });
  await fillDisk();
  await push.send();
  expect([receiver.got.length, await stateOf(id)]).toEqual([1, 'pending']);
  await freeDisk();
  await mend();
  expect(await stateOf(id)).toBe('active');
  expect(await lines('ping-answered')).toBe(1);
  await mend();
  expect(await lines('ping-answered')).toBe(1);
});

test.each([
  ['refuses', 403, 'paused'],
  ['is gone', 410, 'disabled'],
] as const)(
  'that a receiver %s is acted on, although the process died before it was',
  async (_is, status, state) => {
    const { id, receiver } = await subscribed(push, finance);
    receiver.answer(status);
    await push.tell(eventOf(await push.aListing('a'), 'created'));
    await push.relay();
    await fillDisk();
    await push.send();
    expect(await stateOf(id)).toBe('active');
    await freeDisk();
    await mend();
    expect(await stateOf(id)).toBe(state);
  },
);

test('what an old place answered is nothing to the new one', async () => {
  const { id, receiver } = await subscribed(push, finance);
  receiver.answer(410);
  await push.tell(eventOf(await push.aListing('a'), 'created'));
  await push.relay();
  await fillDisk();
  await push.send();
  await freeDisk();
  const other = await push.receiver();
  await finance.api(`/subscriptions/${id}`, { method: 'PATCH', json: { endpoint: { url: other.url } } });
  await mend();
  expect(await stateOf(id)).toBe('pending');
});

test('when the answer to the commit is lost, the attempt is written once and the next of its lane goes', async () => {
  const { id, receiver } = await subscribed(push, finance);
  const listing = await push.aListing('a');
  await push.tell(eventOf(listing, 'created'), eventOf(listing, 'changed'));
  await push.relay();
  const { statement } = push.deps;
  let losses = 1;
  push.deps.statement = async (text, params) => {
    const answer = await statement(text, params);
    if (text.includes('insert into delivery_attempts') && losses-- > 0)
      throw Object.assign(new Error('lost'), { code: 'CONNECTION_CLOSED' });
    return answer;
  };
  await push.send();
  push.deps.statement = statement;
  expect(receiver.seqs()).toEqual([1, 2]);
  const attempts = await push.query(
    `select count(*)::int as count from delivery_attempts a
      join deliveries d on d.id = a.delivery_id
    where d.kind = 'notice' and d.subscription_id = $1`,
    [id],
  );
  expect(attempts).toEqual([{ count: 2 }]);
});

test('a ping that nobody answered is repeated until somebody does', async () => {
  const receiver = await push.receiver();
  receiver.answer(503);
  const { id } = await subscribe(finance, { endpoint: { url: receiver.url } });
  for (let tries = 0; tries < 4; tries++) {
    await push.send();
    await push.hurry();
  }
  await mend();
  await push.send();
  expect([receiver.got.length, await stateOf(id)]).toEqual([3, 'pending']);
  receiver.answer(204);
  await push.query(`update deliveries set due_at = now() - interval '11 minutes'`);
  await mend();
  await push.send();
  expect([receiver.got.length, await stateOf(id)]).toEqual([4, 'active']);
});
