import { Problem } from '../kernel/problems.ts';
import { look } from '../platform/act.ts';
import type { Ctx } from '../platform/deps.ts';
import { page, readCursor } from '../platform/page-cursor.ts';
import { isLift } from './notice-body.rules.ts';
import { listNoticeLines, type NoticeLine } from './notice-list.store.ts';
import { findSubscription } from './subscription.store.ts';

type Wish = { subscription?: string; unconfirmed?: boolean; after?: string; limit: number };

// A lift counts as arrived only when somebody has signed for it.
const shown = ({ payload, ...line }: NoticeLine) => ({
  ...line,
  ...payload,
  needsReceipt: isLift(line.type),
  confirmed: line.signedAt !== null,
});

export const listNotices = (ctx: Ctx, wish: Wish) =>
  look(ctx, 'notice.list', async (tx) => {
    const agencyId = ctx.actor.agency?.id ?? null;
    if (wish.subscription && !(await findSubscription(tx, { id: wish.subscription, agencyId })))
      throw new Problem('subscription.unknown');
    const [seq, id] = readCursor(wish.after) ?? [];
    const found = await listNoticeLines(tx, {
      agencyId,
      subscription: wish.subscription ?? null,
      unconfirmedOnly: wish.unconfirmed ?? false,
      after: seq === undefined ? null : { seq: Number(seq), id: String(id) },
      limit: wish.limit + 1,
    });
    const { items, next } = page(found, wish.limit, (line) => [line.seq, line.id]);
    return { value: { items: items.map(shown), next }, audit: { notices: items.length } };
  });
