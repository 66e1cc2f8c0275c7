import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Db } from '../../platform/door/db.ts';
import { notices } from '../relay/notice.table.ts';
import { subscriptions } from '../subscriptions/subscription.table.ts';

type Page = { subscriptionId: string; after: number; limit: number };

const isAfter = ({ subscriptionId, after }: Omit<Page, 'limit'>) =>
  and(eq(notices.subscriptionId, subscriptionId), gt(notices.seq, after));

export const hasFeedAfter = async (db: Db, about: Omit<Page, 'limit'>): Promise<boolean> =>
  (await db.select({ seq: notices.seq }).from(notices).where(isAfter(about)).limit(1)).length > 0;

// The relay commits a subscription's numbers in order, so a reader who has seen n has seen all below it.
export const feedAfter = async (db: Db, { limit, ...about }: Page) =>
  db
    .select({
      id: notices.id,
      epoch: notices.epoch,
      seq: notices.seq,
      type: notices.type,
      subjectId: notices.subjectId,
      listingId: notices.listingId,
      body: notices.body,
      sealedBody: notices.sealedBody,
      supersededBy: notices.supersededBy,
    })
    .from(notices)
    .where(isAfter(about))
    .orderBy(asc(notices.seq))
    .limit(limit);

type UpTo = { subscriptionId: string; upTo: number };

export const acknowledge = (tx: Db, { subscriptionId, upTo }: UpTo) =>
  tx
    .update(subscriptions)
    .set({ ackedSeq: sql`greatest(${subscriptions.ackedSeq}, ${upTo}::bigint)` })
    .where(eq(subscriptions.id, subscriptionId));

// Notices that the department fetched and acknowledged need not be pushed.
export const endAcknowledged = (tx: Db, { subscriptionId, upTo, at }: UpTo & { at: string }) =>
  tx.execute(sql`update deliveries
    set state = 'delivered', ended_at = ${at}::timestamptz
    where id in (
      select id from deliveries
      where subscription_id = ${subscriptionId}::uuid
        and last_seq <= ${upTo}
        and kind in ('notice', 'digest')
        and state in ('queued', 'ready')
      order by id
      for update)`);

// A digest of which a part was acknowledged carries only the rest.
export const trimAcknowledged = (tx: Db, { subscriptionId, upTo }: UpTo) =>
  tx.execute(sql`with open as materialized (
      select id from deliveries
      where subscription_id = ${subscriptionId}::uuid
        and first_seq <= ${upTo}
        and last_seq > ${upTo}
        and kind in ('notice', 'digest')
        and state in ('queued', 'ready')
      order by id
      for update),
    trimmed as (
      update notices n
      set delivery_id = null
      from open
      where n.delivery_id = open.id and n.seq <= ${upTo})
    update deliveries d
    set first_seq = ${upTo} + 1
    from open
    where d.id = open.id`);
