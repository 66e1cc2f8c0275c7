import { readFeed } from '../../src/notices/inbox/read-feed.ts';
import type { Got } from '../../test/kit/receiver.ts';
import type { Subscribed, World } from './world.ts';

export type Count = {
  notices: number;
  superseded: number;
  duplicates: number;
  otherIds: number;
  lost: number;
  outOfOrder: number;
  feedGaps: number;
  refused: number;
};

type FeedItem = {
  seq: number;
  noticeId: string;
  supersededBy: string | null;
  subject: string;
  data: { subjectSeq: number };
};

const feedOf = async ({ operator }: World, subscription: string): Promise<FeedItem[]> => {
  const items: FeedItem[] = [];
  for (let after = 0; ; ) {
    const page = await readFeed(operator, { subscription, after, wait: 0, limit: 500 });
    items.push(...(page.items as unknown as FeedItem[]));
    if (page.next === null) return items;
    after = Number(page.next);
  }
};

// What the database itself does not check: notices and deliveries refer to what is there.
const danglingIn = async ({ operator }: World): Promise<number> =>
  Number(
    (
      await operator.statement(
        `select count(*)::int as count from notices n left join deliveries d on d.id = n.delivery_id
          left join events e on e.id = n.event_id
           left join subscriptions s on s.id = n.subscription_id
         where (n.delivery_id is not null and d.id is null) or e.id is null or s.id is null`,
        [],
      )
    )[0]?.count,
  );

// Every committed event is in the feed once, under numbers without a hole.
const gapsIn = async ({ operator }: World, feed: readonly FeedItem[]): Promise<number> => {
  const committed = await operator.statement('select subject_id as s, subject_seq as seq from events', []);
  const told = new Set(feed.map(({ subject, data }) => `${subject} ${data.subjectSeq}`));
  const untold = committed.filter(({ s, seq }) => !told.has(`subjects/${s} ${seq}`)).length;
  const holes = feed.filter(({ seq }, place) => seq !== place + 1).length;
  return untold + holes + Math.abs(feed.length - told.size);
};

type Pushed = { id: string; webhookId: string; subject: string; subjectSeq: number; supersedes: string[] };

const pushesIn = (got: readonly Got[]): Pushed[] =>
  got.flatMap(({ webhookId, events }) =>
    events
      .filter(({ type }) => type !== 'registry.ping')
      .map(({ id, subject, data }) => ({
        ...{ id, webhookId, subject: subject ?? '' },
        ...{ subjectSeq: data?.subjectSeq ?? 0, supersedes: data?.supersedes ?? [] },
      })),
  );

const firstOnly = (pushes: readonly Pushed[]) =>
  [...new Map(pushes.toReversed().map((one) => [one.id, one])).values()].toReversed();

const lateIn = (pushes: readonly Pushed[]): number => {
  const last = new Map<string, number>();
  return firstOnly(pushes).filter(({ subject, subjectSeq }) => {
    const before = last.get(subject) ?? 0;
    last.set(subject, Math.max(before, subjectSeq));
    return subjectSeq <= before;
  }).length;
};

const idsUnderTwo = (pushes: readonly Pushed[]): number => {
  const ids = new Map<string, Set<string>>();
  for (const { id, webhookId } of pushes) ids.set(id, (ids.get(id) ?? new Set()).add(webhookId));
  return [...ids.values()].filter(({ size }) => size > 1).length;
};

// What a department got against what the feed says it should have: received, or named by a lift that was
// received.
const judgeOne = async (world: World, { id, receiver }: Subscribed): Promise<Count> => {
  const feed = await feedOf(world, id);
  const isReplay = ({ headers }: Got) => headers['x-replay'] !== undefined;
  const live = pushesIn(receiver.got.filter((one) => !isReplay(one)));
  const all = [...live, ...pushesIn(receiver.got.filter(isReplay))];
  const received = new Set(all.map((one) => one.id));
  const named = new Set(all.flatMap(({ supersedes }) => supersedes));
  const inFeed = new Set(feed.map(({ noticeId }) => noticeId));
  const superseded = feed.filter(({ supersededBy }) => supersededBy !== null);
  const isSettled = ({ noticeId, supersededBy }: FeedItem) =>
    supersededBy === null ? received.has(noticeId) : named.has(noticeId) && !received.has(noticeId);
  return {
    notices: feed.length,
    superseded: superseded.length,
    duplicates: live.length - new Set(live.map((one) => one.id)).size,
    otherIds: idsUnderTwo(all),
    lost: feed.filter((item) => !isSettled(item)).length,
    outOfOrder: lateIn(live),
    feedGaps:
      (await gapsIn(world, feed)) +
      (await danglingIn(world)) +
      all.filter((one) => !inFeed.has(one.id)).length,
    refused: receiver.refused.length,
  };
};

const nothing: Count = {
  ...{ notices: 0, superseded: 0, duplicates: 0, otherIds: 0 },
  ...{ lost: 0, outOfOrder: 0, feedGaps: 0, refused: 0 },
};

const sum = (counts: readonly Count[]): Count =>
  counts.reduce(
    (total, one) =>
      Object.fromEntries(
        Object.entries(total).map(([name, value]) => [name, value + one[name as keyof Count]]),
      ) as Count,
    nothing,
  );

export const judge = async (world: World): Promise<Count> =>
  sum(await Promise.all(world.subscribers.map((one) => judgeOne(world, one))));
