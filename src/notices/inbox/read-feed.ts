import { reachOf } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import { act, look, permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { openedBody } from '../relay/notice.store.ts';
import { isNewlyNamed, noteNamedNumber } from '../restoration/restoration.store.ts';
import { findSubscription } from '../subscriptions/subscription.store.ts';
import { feedAfter, hasFeedAfter } from './feed.store.ts';
import { unreadableEntry } from './unreadable-notice.rules.ts';

export type FeedQuery = { subscription: string; after?: number | undefined; wait: number; limit: number };

type Looking = { subscriptionId: string; after: number; wait: number };

const LOOK_AGAIN_MS = 200;

const ownSubscription = async (ctx: Ctx, id: string) => {
  const found = await findSubscription(ctx.db, { id, agencyId: reachOf(ctx.actor, 'feed.read') });
  if (!found) throw new Problem('subscription.unknown');
  return found;
};

// Waits outside any transaction, in short looks: time counts, not looks, which may be slow. A process that is
// about to stop answers at once.
const waitForNews = async (ctx: Ctx, { subscriptionId, after, wait }: Looking) => {
  let isOver = wait === 0;
  const timer = setTimeout(() => {
    isOver = true;
  }, wait * 1000);
  try {
    while (!isOver && !ctx.closing.aborted) {
      if (await hasFeedAfter(ctx.db, { subscriptionId, after })) return;
      await new Promise((resume) => setTimeout(resume, LOOK_AGAIN_MS));
    }
  } finally {
    clearTimeout(timer);
  }
};

// A reader says which number it saw last. After a restoration, or where one was not followed by
// `after-restore`, that tells what the department knows and the registry has forgotten.
const noteNamed = async (ctx: Ctx, seen: { id: string; epoch: number; lastSeq: number }, named: number) => {
  const about = { subscriptionId: seen.id, named };
  if (seen.epoch === 1 && named <= seen.lastSeq) return;
  if (!(await isNewlyNamed(ctx.db, about))) return;
  await act(ctx, 'feed.read', async (tx) => {
    await noteNamedNumber(tx, { ...about, at: ctx.clock.now().toISOString() });
    return { value: null, audit: { subscription: seen.id, forgotten: named }, events: [] };
  });
};

type FeedRow = Awaited<ReturnType<typeof feedAfter>>[number];

const eventOf = async (ctx: Ctx, row: FeedRow): Promise<Record<string, unknown>> => {
  const body = await openedBody(ctx, row);
  return body === null ? unreadableEntry(row) : JSON.parse(body);
};

// The same notices as the push, in seq order, each as it was or would be sent.
export const readFeed = async (ctx: Ctx, query: FeedQuery) => {
  permit(ctx, 'feed.read');
  const seen = await ownSubscription(ctx, query.subscription);
  const after = query.after ?? seen.ackedSeq;
  const about = { subscriptionId: seen.id, after };
  await waitForNews(ctx, { ...about, wait: query.wait });
  const { epoch } = seen;
  if (query.after !== undefined) await noteNamed(ctx, seen, query.after);
  if (!(await hasFeedAfter(ctx.db, about)))
    return { items: [], next: null, epoch, lastSeq: seen.lastSeq, ackedSeq: seen.ackedSeq };
  return look(ctx, 'feed.read', async (tx) => {
    const found = await feedAfter(tx, { ...about, limit: query.limit + 1 });
    const shown = found.slice(0, query.limit);
    const items = await Promise.all(
      shown.map(async (row) => ({
        epoch: row.epoch,
        ...(await eventOf(ctx, row)),
        seq: row.seq,
        noticeId: row.id,
        supersededBy: row.supersededBy,
      })),
    );
    const last = shown.at(-1)?.seq ?? after;
    const next = found.length > query.limit ? String(last) : null;
    return {
      value: { items, next, epoch, lastSeq: Math.max(seen.lastSeq, last), ackedSeq: seen.ackedSeq },
      audit: { subscription: seen.id, after, upTo: last },
    };
  });
};
