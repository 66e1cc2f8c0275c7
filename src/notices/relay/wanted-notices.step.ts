import { reachOf } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { NoticeFilter } from '../inbox/notice.schema.ts';
import type { NoticeSelection } from '../inbox/notice-list.store.ts';
import { findSubscription } from '../subscriptions/subscription.store.ts';

// The actor's own notices that a filter means.
export const wantedNotices = async (ctx: Ctx, tx: Db, filter: NoticeFilter): Promise<NoticeSelection> => {
  const agencyId = reachOf(ctx.actor, 'notice.list');
  const { subscription, list, type, unread, unsigned, unconfirmed } = filter;
  if (subscription && !(await findSubscription(tx, { id: subscription, agencyId })))
    throw new Problem('subscription.unknown');
  return {
    agencyId,
    subscription: subscription ?? null,
    list: list ?? null,
    type: type ?? null,
    unreadOnly: unread === 'true',
    unsignedOnly: unsigned === 'true',
    unconfirmedOnly: unconfirmed === 'true',
  };
};
