import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { addEvents } from '../../src/platform/outbox.ts';
import { eventOf, makePush, type PushApp, subscribe } from '../kit/push.ts';

const WRITERS = 8;
const ACTS = 12;
let push: PushApp;
afterAll(() => push.stop());

test('commits that overtake each other leave no gap in the numbers and no event untold', async () => {
  push = await makePush();
  const finance = await push.agency('FIN', ['subscriber'], [], '虚构市财政局');
  const { id } = await subscribe(finance);
  const listings = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((seed) => push.aListing(seed)));
  let writing = true;
  const relaying = (async () => {
    while (writing) {
      await push.relay();
      await wait(3);
    }
    await push.relay();
  })();
  // Each holds its transaction open after the event has its id, so that ids commit out of order.
  const write = async (writer: number) => {
    for (let nth = 0; nth < ACTS; nth++)
      await push.deps.db.transaction(async (tx) => {
        const listing = listings[(writer + nth) % listings.length];
        if (listing) await addEvents(tx, new Date(), [eventOf(listing, 'changed')]);
        await wait((writer * 7 + nth * 5) % 20);
      });
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  writing = false;
  await relaying;

  const { items } = (await (await finance.api(`/feed?subscription=${id}&limit=500`)).json()) as {
    items: { seq: number; data: { subjectSeq: number; listingId: number } }[];
  };
  expect(items.map(({ seq }) => seq)).toEqual(
    Array.from({ length: WRITERS * ACTS }, (_, place) => place + 1),
  );
  for (const listing of listings) {
    const order = items
      .filter(({ data }) => data.listingId === listing.id)
      .map(({ data }) => data.subjectSeq);
    expect(order).toEqual(Array.from({ length: order.length }, (_, place) => place + 1));
  }
});
