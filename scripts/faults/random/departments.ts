import { setTimeout as wait } from 'node:timers/promises';
import { type Got, type Receiver, type Reply, startReceiver } from '../../../test/kit/receiver.ts';
import { type Book, openBook, type Told, toldOf } from './book.ts';
import { acknowledged, succeeded } from './call.ts';
import type { Fleet } from './fleet.ts';

// A bad moment of a receiver: the reply in place of 204, or none.
export type Mood = (one: Got) => Reply | undefined;
export type Department = {
  name: string;
  key: string;
  subscription: string;
  // Null for the one that reads the feed.
  receiver: Receiver | null;
  book: Book;
  // In the order of their coming: what came, well answered or not, and what it has taken.
  arrived: (Told & { webhookId: string })[];
  taken: Set<string>;
  // What lifts named that it has taken.
  named: Set<string>;
  faults: string[];
  mood: Mood;
  stop(): Promise<void>;
};
export type FeedItem = { seq: number; noticeId: string; supersededBy: string | null } & Parameters<
  typeof toldOf
>[0];
type FeedPage = { items: FeedItem[]; next: string | null; lastSeq: number };

const aDepartment = (about: { name: string; key: string; subscription: string }): Department => ({
  ...about,
  ...{ receiver: null, book: openBook(), arrived: [], taken: new Set(), named: new Set(), faults: [] },
  mood: () => undefined,
  stop: async () => {},
});

const take = (department: Department, one: Told) => {
  department.taken.add(one.id);
  for (const id of one.supersedes) department.named.add(id);
  department.book.take(one);
};

const isWell = (reply: Reply) => typeof reply === 'number' && reply < 300;

const subscribe = async (fleet: Fleet, key: string, about: object) =>
  (await succeeded(fleet, {
    ...{ method: 'POST', path: '/api/v1/subscriptions', key, json: { filter: {}, ...about } },
    headers: { 'idempotency-key': crypto.randomUUID() },
  }).then(({ body }) => body)) as { id: string; secret: string };

export const openWebhook = async (
  fleet: Fleet,
  { name, key, schedule }: { name: string; key: string; schedule: object },
): Promise<Department> => {
  const receiver = await startReceiver();
  const made = await subscribe(fleet, key, { name, schedule, endpoint: { url: receiver.url } });
  receiver.verifyWith(made.secret);
  const department = aDepartment({ name, key, subscription: made.id });
  receiver.answer((got) => {
    const reply = department.mood(got) ?? 204;
    for (const event of got.events) {
      if (event.type === 'registry.ping') continue;
      const one = toldOf(event);
      if (got.headers['x-replay'] === undefined)
        department.arrived.push({ ...one, webhookId: got.webhookId });
      if (isWell(reply)) take(department, one);
    }
    return reply;
  });
  return Object.assign(department, { receiver, stop: () => receiver.stop() });
};

export const readFeedAfter = async (
  fleet: Fleet,
  { key, subscription }: Department,
  { after, wait: seconds = 0 }: { after: number; wait?: number },
): Promise<FeedPage> =>
  (
    await succeeded(fleet, {
      path: `/api/v1/feed?subscription=${subscription}&after=${after}&wait=${seconds}&limit=200`,
      key,
      withinMs: 8_000 + seconds * 1000,
    })
  ).body as FeedPage;

// Reads by long poll and acknowledges what it has read, all the time.
export const openReader = async (
  fleet: Fleet,
  { name, key }: { name: string; key: string },
): Promise<Department> => {
  const { id } = await subscribe(fleet, key, { name });
  const department = aDepartment({ name, key, subscription: id });
  let [isReading, after, epoch] = [true, 0, 1];
  const readOn = async () => {
    const { items } = await readFeedAfter(fleet, department, { after, wait: 4 });
    for (const item of items) {
      const one = toldOf(item);
      // A restored registry goes on under higher numbers, and a higher epoch says so.
      if (item.seq !== after + 1 && one.epoch === epoch)
        department.faults.push(`feed: ${item.seq} follows ${after}`);
      [after, epoch] = [item.seq, one.epoch];
      department.arrived.push({ ...one, webhookId: item.noticeId });
      take(department, one);
    }
    if (items.length > 0)
      await acknowledged(fleet, {
        ...{ method: 'POST', path: '/api/v1/feed/ack', key, json: { subscription: id, upTo: after } },
      });
  };
  const reading = (async () => {
    while (isReading)
      await readOn().catch((error) => {
        if (isReading) department.faults.push(String(error));
        return wait(200);
      });
  })();
  const stop = async () => {
    isReading = false;
    await Promise.race([reading, wait(6_000, undefined, { ref: false })]);
  };
  return Object.assign(department, { stop });
};
