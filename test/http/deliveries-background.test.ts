import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { startBackground } from '../../src/node/background.ts';
import { eventOf, makePush, type PushApp, subscribe } from '../kit/push.ts';

let push: PushApp;
let background: ReturnType<typeof startBackground>;
afterEach(async () => {
  await background.stop();
  await push.stop();
});

test('the running service proves an endpoint and tells it what happens, though nobody poked it', async () => {
  push = await makePush();
  const finance = await push.agency('FIN', ['subscriber'], [], '虚构市财政局');
  const receiver = await push.receiver();
  background = startBackground(push.deps);
  receiver.verifyWith((await subscribe(finance, { endpoint: { url: receiver.url } })).secret);
  await push.tell(eventOf(await push.aListing('a'), 'created'));
  while (receiver.notices().length === 0) await wait(20);
  expect(receiver.refused).toEqual([]);
  expect(receiver.got.map(({ events }) => events[0]?.type)).toEqual([
    'registry.ping',
    'credit.listing.created',
  ]);
  await background.stop();
  await push.tell(eventOf(await push.aListing('b'), 'created'));
  await wait(700);
  expect(receiver.seqs()).toEqual([1]);
});

// Counted in turns of the process, not in seconds: who shares the machine slows both alike.
test('an at-once notice arrives within two seconds of its commit', async () => {
  push = await makePush();
  const finance = await push.agency('FIN', ['subscriber'], [], '虚构市财政局');
  const receiver = await push.receiver();
  background = startBackground(push.deps);
  receiver.verifyWith((await subscribe(finance, { endpoint: { url: receiver.url } })).secret);
  const turns: number[] = [];
  for (const seed of ['a', 'b', 'c', 'd', 'e']) {
    const listing = await push.aListing(seed);
    await push.tell(eventOf(listing, 'created'));
    let waited = 0;
    for (; receiver.notices().length === turns.length; waited++) await wait(5);
    turns.push(waited);
  }
  expect(Math.max(...turns)).toBeLessThan(2000 / 5);
});
